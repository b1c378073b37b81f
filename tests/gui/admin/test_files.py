"""Choosing files over the panel: what was chosen arrives, and nothing does where nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.admin.files import choose_file
from gui.languages import Languages


@pytest.fixture
def page(qtbot: QtBot, languages: Languages) -> Iterator[QWidget]:
    page = QWidget()
    page.resize(1000, 600)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.close()
    page.deleteLater()


def test_the_chosen_file_arrives(page: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "model.zip").write_bytes(b"x")
    chosen: list[Path] = []
    dialog = choose_file(page, "Import", "Archives (*.zip)", chosen.append)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "model.zip"))
    dialog.accept()
    qtbot.waitUntil(lambda: chosen == [tmp_path / "model.zip"], timeout=5000)


def test_a_new_file_gets_its_ending(page: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = choose_file(page, "Export", "CSV (*.csv)", chosen.append, save_as="products.csv")
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("tea")
    dialog.accept()
    qtbot.waitUntil(lambda: chosen == [tmp_path / "tea.csv"], timeout=5000)


def test_the_kind_decides_the_ending(page: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = choose_file(page, "Export", "PDF (*.pdf);;HTML (*.html)", chosen.append, save_as="report.pdf")
    dialog.setDirectory(str(tmp_path))
    combo = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(1)
    combo.textActivated.emit(combo.currentText())
    combo.activated.emit(1)
    dialog.accept()
    qtbot.waitUntil(lambda: chosen == [tmp_path / "report.html"], timeout=5000)


def test_cancelling_chooses_nothing(page: QWidget, qtbot: QtBot) -> None:
    chosen: list[Path] = []
    dialog = choose_file(page, "Import", "Archives (*.zip)", chosen.append, folder=True)
    dialog.reject()
    qtbot.wait(50)
    assert chosen == []


def test_qts_own_words_follow_the_language(page: QWidget, languages: Languages) -> None:
    from PySide6.QtCore import QCoreApplication

    languages.speak("zh_TW")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    languages.speak("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
