"""Signs of life: on a real socket, from a real event loop, which also hangs for real."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from engine.kiosk import KioskSnapshot
from engine.service_manager import ServiceManager
from engine.settings import Settings
from engine.sources.capture import CaptureState, CaptureStatus
from gui.watchdog import Watchdog

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd's sockets are Unix's")

SNAPSHOT = KioskSnapshot(CaptureState(CaptureStatus.RUNNING, "demo", 30.0, 1, 0, 0, None), Settings())


class Listener:
    """The service manager's end: what it has heard, and when."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.setblocking(False)

    def hear(self) -> list[bytes]:
        heard = []
        while True:
            try:
                heard.append(self.socket.recv(100))
            except BlockingIOError:
                return heard


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(tmp_path / "notify")
    yield listener
    listener.socket.close()


class Analysis:
    """When the analysis last turned; it turns whenever it is looked at, unless it hangs."""

    def __init__(self) -> None:
        self.begun, self.hangs_since_s = True, 0.0

    def snapshot(self) -> KioskSnapshot:
        if not self.begun:
            return SNAPSHOT
        return replace(SNAPSHOT, turned_s=self.hangs_since_s or time.monotonic())


def make(listener: Listener, analysis: Analysis, watchdog_s: float | None = 0.4) -> Watchdog:
    manager = ServiceManager(listener.socket.getsockname(), watchdog_s)
    return Watchdog(manager, analysis.snapshot, analysis_hangs_s=0.3)


def test_ready_once_then_alive_many_times_then_stopping(qtbot: QtBot, listener: Listener) -> None:
    watchdog = make(listener, Analysis())
    watchdog.start()
    heard = []
    for _ in range(10):  # a socket that nobody reads holds ten messages, and the eleventh waits
        qtbot.wait(100)
        heard += listener.hear()
    watchdog.stop()
    heard += listener.hear()
    assert heard[0] == b"READY=1" and heard[-1] == b"STOPPING=1"
    assert set(heard[1:-1]) == {b"WATCHDOG=1"} and len(heard) >= 5


def test_not_ready_before_the_analysis_has_begun(qtbot: QtBot, listener: Listener) -> None:
    analysis = Analysis()
    analysis.begun = False
    watchdog = make(listener, analysis)
    watchdog.start()
    qtbot.wait(500)
    assert listener.hear() == []
    analysis.begun = True
    qtbot.waitUntil(lambda: b"READY=1" in listener.hear())
    watchdog.stop()


def test_a_blocked_event_loop_gives_no_sign_of_life(qtbot: QtBot, listener: Listener) -> None:
    watchdog = make(listener, Analysis())
    watchdog.start()
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in listener.hear())
    heard: list[bytes] = []

    def hang() -> None:
        listener.hear()
        time.sleep(1.0)
        heard.extend(listener.hear())

    QTimer.singleShot(0, hang)
    qtbot.wait(100)
    assert heard == []
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in listener.hear())
    watchdog.stop()


def test_an_analysis_that_hangs_gives_none_either(
    qtbot: QtBot, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    analysis = Analysis()
    watchdog = make(listener, analysis)
    watchdog.start()
    qtbot.waitUntil(lambda: b"WATCHDOG=1" in listener.hear())
    analysis.hangs_since_s = time.monotonic()
    qtbot.wait(500)
    listener.hear()
    qtbot.wait(500)
    assert listener.hear() == []
    assert "the analysis hangs" in caplog.text
    watchdog.stop()


def test_a_manager_that_expects_no_signs_is_told_that_it_is_ready(qtbot: QtBot, listener: Listener) -> None:
    watchdog = make(listener, Analysis(), watchdog_s=None)
    watchdog.start()
    qtbot.wait(500)
    assert listener.hear() == [b"READY=1"]
    watchdog.stop()


def test_without_a_manager_nothing_runs(qtbot: QtBot) -> None:
    asked: list[int] = []

    def snapshot() -> KioskSnapshot:
        asked.append(1)
        return SNAPSHOT

    watchdog = Watchdog(ServiceManager(), snapshot)
    watchdog.start()
    qtbot.wait(300)
    watchdog.stop()
    assert asked == []
