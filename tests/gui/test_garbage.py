"""Reference cycles are collected in the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gui.garbage import GuiGarbage


class Dialog:
    """What a closed dialog leaves: a reference to itself, by way of what it connected."""

    def __init__(self, died_in: list[int]) -> None:
        self._died_in = died_in
        self.closed = lambda: self

    def __del__(self) -> None:
        self._died_in.append(threading.get_ident())


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[GuiGarbage]:
    garbage = GuiGarbage()
    garbage.start()
    yield garbage
    garbage.stop()
    garbage.deleteLater()


def test_a_busy_thread_collects_nothing_and_the_gui_thread_everything(garbage: GuiGarbage, qtbot: QtBot) -> None:
    died_in: list[int] = []
    done = threading.Event()

    def analyse() -> None:
        while not done.is_set():
            kept = [[number] for number in range(20_000)]
            done.wait(0.001)
            del kept

    thread = threading.Thread(target=analyse)
    thread.start()
    try:
        for _ in range(50):
            Dialog(died_in)
        qtbot.waitUntil(lambda: len(died_in) == 50, timeout=60_000)
    finally:
        done.set()
        thread.join()
    assert set(died_in) == {threading.get_ident()}


def test_python_collects_again_once_it_is_stopped(garbage: GuiGarbage) -> None:
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
