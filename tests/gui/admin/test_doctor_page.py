"""The page of findings: complete, in words, and never in the event loop's way."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from engine.errors import Sentence
from engine.paths import Paths
from gui.admin.doctor_page import DoctorPage
from gui.admin.speed_dialog import SpeedDialog
from gui.languages import Languages
from tests.gui.admin.panel import Panel, no_stall


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    panel = Panel(paths, qtbot)
    yield panel
    panel.close()


def test_all_findings_come_without_a_stall_and_can_be_copied(panel: Panel, qtbot: QtBot) -> None:
    page = panel.show(DoctorPage)
    assert page.verdict.text() == "Looking…"
    with no_stall(0.25):  # two cores may be busy with other work: a blocking examine takes seconds
        qtbot.waitUntil(lambda: bool(page.checks()), timeout=30_000)
    subjects = {check.subject for check in page.checks()}
    assert {"Python", "Model", "Database", "Clock", "Data folder"} <= subjects
    shown = "\n".join(label.text() for label in page.card.findChildren(QLabel) if label.isVisible())
    assert "In order" in shown and "default (mien" in shown
    page.copy.click()
    text = QApplication.clipboard().text()
    assert "Data folder" in text and str(panel.paths.data) in text
    assert panel.said == ["The findings are in the clipboard."]
    qtbot.waitUntil(page.refresh.isEnabled, timeout=5000)


def test_every_finding_of_the_program_can_be_translated(panel: Panel, qtbot: QtBot) -> None:
    page = panel.show(DoctorPage)
    qtbot.waitUntil(lambda: bool(page.checks()), timeout=30_000)
    plain = {check.subject for check in page.checks() if not isinstance(check.finding, Sentence)}
    assert plain <= {"Python", "System", "Display", "Camera", "Clock", "Face detector"}  # names and figures only
    assert all(isinstance(check.advice, Sentence) for check in page.checks() if check.advice)


@pytest.mark.slow
def test_the_speed_is_measured_and_said(panel: Panel, qtbot: QtBot) -> None:
    """The real benchmark, in its own process."""
    page = panel.show(DoctorPage)
    page.measure.click()
    assert not page.measure.isEnabled() and page.measure.text() == "Measuring…"
    with no_stall(0.25):
        qtbot.waitUntil(lambda: bool(page.findChildren(SpeedDialog)), timeout=200_000)
    (dialog,) = page.findChildren(SpeedDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert words.count("The model alone") == 3 and "Detector Haar, 640x480, and all that follows" in words
    assert dialog.verdict.text() in ("Fast enough.", words[1])
    assert page.measure.isEnabled()
    dialog.accept()


def test_a_speed_that_cannot_be_measured_is_said(panel: Panel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false" if sys.platform != "win32" else "where")
    page = panel.show(DoctorPage)
    page.measure.click()
    qtbot.waitUntil(page.measure.isEnabled, timeout=20_000)
    assert "The speed cannot be measured" in page.problems.words.text()
