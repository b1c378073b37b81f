"""A scanner's codes and single keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.key_reader import BURST_GAP_MS, KeyReader
from tests.gui.scripted_kiosk import type_code


@dataclass
class Typing:
    """A window with a button that has the focus, and what its reader said."""

    window: QWidget
    reader: KeyReader
    clicks: list[bool] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def press(self, key: str | Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)  # type: ignore[arg-type]

    def scan(self, code: str, gap_ms: int = 10) -> None:
        type_code(self.window, code, gap_ms=gap_ms)


@pytest.fixture
def typing(qtbot: QtBot) -> Iterator[Typing]:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Pause", window)
    QVBoxLayout(window).addWidget(button)
    typing = Typing(window, KeyReader(window))
    button.clicked.connect(lambda: typing.clicks.append(True))
    typing.reader.scanned.connect(typing.codes.append)
    typing.reader.pressed.connect(typing.commands.append)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    button.setFocus()
    window.windowHandle().installEventFilter(typing.reader)
    yield typing


@pytest.mark.parametrize("code", ["4711-0233", "4719999888777", "ABC/12 x", "PPP"])
def test_a_burst_that_ends_with_enter_is_a_code(qtbot: QtBot, typing: Typing, code: str) -> None:
    typing.scan(code)
    assert typing.codes == [code]
    qtbot.wait(2 * BURST_GAP_MS)
    assert typing.commands == []  # no letter of it was taken for a command


def test_two_codes_in_a_row_are_two(typing: Typing) -> None:
    typing.scan("111222")
    typing.scan("333444")
    assert typing.codes == ["111222", "333444"]


def test_a_single_key_is_a_command(qtbot: QtBot, typing: Typing) -> None:
    typing.press("p")
    qtbot.waitUntil(lambda: typing.commands == ["P"], timeout=5000)


def test_slow_typing_is_no_code(qtbot: QtBot, typing: Typing) -> None:
    typing.scan("123456", gap_ms=BURST_GAP_MS + 20)
    assert typing.codes == []


def test_a_code_that_a_busy_screen_gets_late_is_still_a_code(qtbot: QtBot, typing: Typing) -> None:
    for part, started_ms in (("4711", 1000), ("-0233", 1040)):
        type_code(typing.window, part, started_ms=started_ms, ends=part == "-0233")
        qtbot.wait(2 * BURST_GAP_MS)
    assert typing.codes == ["4711-0233"]


def test_enter_after_a_code_presses_no_button(typing: Typing) -> None:
    typing.scan("4711-0233")
    assert typing.clicks == []
    typing.press(Qt.Key.Key_Space)
    assert len(typing.clicks) == 1
