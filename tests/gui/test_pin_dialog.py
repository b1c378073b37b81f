"""The pad of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from argon2 import PasswordHasher
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from engine.pin import PinAnswer, PinLock
from gui.admin.pin_dialog import PinDialog
from gui.languages import Languages
from gui.theme import DARK, metrics_for

FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def lock(tmp_path: Path) -> PinLock:
    return PinLock(tmp_path / "pin.json", hasher=FAST)


@pytest.fixture
def open_dialog(qtbot: QtBot, languages: Languages, lock: PinLock) -> Iterator[Callable[[], PinDialog]]:
    dialogs: list[PinDialog] = []

    def make() -> PinDialog:
        dialog = PinDialog(lock, DARK, metrics_for(800, 480))
        dialogs.append(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    yield make
    for dialog in dialogs:
        if not shiboken6.isValid(dialog):
            continue
        dialog.reject()
        dialog.deleteLater()


def touch(dialog: PinDialog, digits: str) -> None:
    for digit in digits:
        QTest.mouseClick(dialog.pad[digit], Qt.MouseButton.LeftButton)


def enter(dialog: PinDialog, digits: str) -> None:
    touch(dialog, digits)
    QTest.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)


def test_a_first_pin_is_typed_twice(qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock) -> None:
    dialog = open_dialog()
    assert dialog.title.text() == "Choose a PIN"
    enter(dialog, "4821")
    assert dialog.title.text() == "Repeat the PIN"
    enter(dialog, "4822")
    assert dialog.title.text() == "Choose a PIN"
    assert "not the same" in dialog.message.text()
    enter(dialog, "4821")
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        enter(dialog, "4821")
    assert lock.try_pin("4821") is PinAnswer.RIGHT


def test_a_pin_of_one_digit_is_refused_with_the_reason(open_dialog: Callable[[], PinDialog], lock: PinLock) -> None:
    dialog = open_dialog()
    enter(dialog, "7777")
    assert "repeated digit" in dialog.message.text()
    assert not lock.is_set()


def test_only_the_right_pin_is_accepted(qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock) -> None:
    lock.set_pin("4821")
    dialog = open_dialog()
    assert dialog.title.text() == "Enter the PIN"
    enter(dialog, "1234")
    qtbot.waitUntil(lambda: dialog.message.text() == "That was not the PIN.", timeout=5000)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        enter(dialog, "4821")


def test_after_wrong_tries_the_pad_waits(qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock) -> None:
    lock.set_pin("4821")
    for _ in range(3):
        lock.try_pin("0000")
    dialog = open_dialog()
    assert dialog.words.text().startswith("Too many wrong tries. Wait")
    assert not any(button.isEnabled() for button in dialog.pad.values())
    QTest.keyClicks(dialog, "4821")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.wait(100)
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_keys_work_too_and_digits_can_be_taken_back(
    qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock
) -> None:
    lock.set_pin("4821")
    dialog = open_dialog()
    QTest.keyClicks(dialog, "482")
    assert not dialog.enter.isEnabled()
    QTest.keyClicks(dialog, "9")
    QTest.keyClick(dialog, Qt.Key.Key_Backspace)
    QTest.keyClicks(dialog, "1")
    with qtbot.waitSignal(dialog.accepted, timeout=5000):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_the_digits_are_never_on_the_screen(open_dialog: Callable[[], PinDialog]) -> None:
    dialog = open_dialog()
    touch(dialog, "4821")
    shown = " ".join(label.text() for label in (dialog.title, dialog.words, dialog.message))
    assert "4821" not in shown


def test_a_wrong_pin_is_noticed_though_its_dialog_is_left_at_once(
    qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock
) -> None:
    lock.set_pin("4821")
    dialog = open_dialog()
    refused: list[bool] = []
    dialog.refused.connect(lambda: refused.append(True))
    enter(dialog, "1111")
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)
    assert dialog.result() == QDialog.DialogCode.Rejected and refused == [True]


def test_the_right_pin_leads_nowhere_once_the_dialog_was_left(
    qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock
) -> None:
    lock.set_pin("4821")
    dialog = open_dialog()
    enter(dialog, "4821")
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_dialog_that_is_gone_before_the_answer_harms_nothing(
    qtbot: QtBot, open_dialog: Callable[[], PinDialog], lock: PinLock
) -> None:
    lock.set_pin("4821")
    dialog = open_dialog()
    enter(dialog, "4821")
    shiboken6.delete(dialog)
    assert QThreadPool.globalInstance().waitForDone(5000)
    qtbot.wait(50)


def test_cancelling_changes_nothing(open_dialog: Callable[[], PinDialog], lock: PinLock) -> None:
    dialog = open_dialog()
    enter(dialog, "4821")
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not lock.is_set()
