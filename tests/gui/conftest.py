"""Windows for tests: shown for real, on a screen that nobody sees, and gone without a trace afterwards."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem
from pytestqt.qtbot import QtBot

from engine.paths import Paths, resources_folder
from gui.app import make_application
from gui.kiosk_window import KioskWindow
from gui.languages import Languages
from gui.live_session import LiveSession
from gui.theme import FONT_FAMILIES
from tests.gui.scripted_kiosk import ScriptedKiosk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MakeWindow = Callable[..., KioskWindow]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """Speaks English, until told otherwise."""
    make_application()
    spoken = Languages(qapp)
    spoken.speak("en")
    yield spoken
    spoken.fall_silent()


@pytest.fixture
def with_both_scripts(qapp: QApplication) -> None:
    """Skips where no font has Chinese characters: the sizes of their stand-ins mean nothing."""
    if not set(FONT_FAMILIES) & set(QFontDatabase.families()):
        pytest.skip("needs a font with both scripts, such as Debian's fonts-noto-cjk")


@pytest.fixture
def make_window(qtbot: QtBot, languages: Languages, paths: Paths) -> Iterator[MakeWindow]:
    """Shows a window over a scripted kiosk; `begin` lets the session poll at once."""
    windows: list[tuple[KioskWindow, LiveSession]] = []

    def make(
        kiosk: ScriptedKiosk, *, locked: bool = False, size: tuple[int, int] = (1280, 720), begin: bool = True
    ) -> KioskWindow:
        session = LiveSession(kiosk)
        window = KioskWindow(session, paths, locked=locked)
        windows.append((window, session))
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        if begin:
            session.start()
        return window

    yield make
    for window, session in windows:
        session.stop()
        window.allow_closing()
        window.close()
        window.deleteLater()
        session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def known_objects() -> None:
    """Leaves what was there before the first test out of the garbage collector's rounds, which are then short."""
    gc.collect()
    gc.freeze()


def _dangling_layout_items() -> list[QLayoutItem]:
    """Wrappers of layout items that C++ has deleted: see `gui.laying_out.take_out`."""
    address = shiboken6.getCppPointer
    alive = shiboken6.getAllValidWrappers()
    layouts = [thing for thing in alive if isinstance(thing, QLayout)]
    held_items = (layout.itemAt(place) for layout in layouts for place in range(layout.count()))
    held = {address(item)[0] for item in held_items if item is not None}
    items = [thing for thing in alive if isinstance(thing, QLayoutItem) and not isinstance(thing, QLayout)]
    return [item for item in items if address(item)[0] not in held]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Fails a test after which a layout's item lives on in Python only: it would crash the program later."""
    outcome = yield
    dangling = _dangling_layout_items()
    assert not dangling, f"{dangling} were deleted while their wrappers live on: use gui.laying_out.take_out"
    return outcome


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication, known_objects: None) -> Iterator[None]:
    """Fails a test after which a thread or a timer still runs. Set up before all others, so it looks after them."""
    before = set(threading.enumerate())
    yield
    assert QThreadPool.globalInstance().waitForDone(5000), "work in the thread pool does not end"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    alive = [thing for thing in gc.get_objects() if isinstance(thing, QTimer | QThread) and shiboken6.isValid(thing)]
    timers = [timer for timer in alive if isinstance(timer, QTimer) and timer.isActive()]
    threads = [thread for thread in alive if isinstance(thread, QThread) and thread.isRunning()]
    assert not timers, f"timers still run: {[(timer.parent(), timer.interval()) for timer in timers]}"
    assert not [t for t in threads if t is not qapp.thread()], "QThreads still run"
    left = {
        thread for thread in set(threading.enumerate()) - before if not isinstance(thread, threading._DummyThread)
    }
    assert not left, f"threads still run: {left}"
