"""The kiosk as a Qt application: from settings to a window, and back to an exit status."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from engine.errors import KnownError
from engine.kiosk import KioskSnapshot
from engine.paths import Paths
from engine.pin import PinLock
from engine.service_manager import ServiceManager
from engine.settings import Settings, save_settings
from gui.admin.pin_dialog import PinDialog
from gui.icons import icon_file
from gui.kiosk_window import KioskWindow
from gui.languages import Languages
from gui.live_session import LiveSession, RunningKiosk
from gui.messages import error_text
from gui.theme import font, metrics_for, theme_named
from gui.watchdog import Watchdog

log = logging.getLogger(__name__)


def make_application() -> QApplication:
    """The one QApplication, with the program's name, icon, style and font."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Mien")
    app.setWindowIcon(QIcon(str(icon_file("mien"))))
    app.setStyle("Fusion")
    app.setFont(font(16))
    return app


def run_kiosk(kiosk: RunningKiosk, settings: Settings, paths: Paths, *, full_screen: bool) -> int:
    """Shows the kiosk until it is left; 0 then, 1 when a bug ended it, 128 and a signal's number when that did.

    `kiosk` must not be started: it is as soon as the window with its notice has been on screen, and stopped at the
    end. `full_screen`: locked down; only the PIN leads out. A terminating signal ends it too.
    """
    app = make_application()
    languages = Languages(app)
    languages.speak(settings.screen.language)
    lock = PinLock.of(paths)
    session = LiveSession(kiosk)
    window = KioskWindow(session, paths, locked=full_screen)

    watchdog = Watchdog(ServiceManager.of(os.environ), kiosk.snapshot, window)

    def begin() -> None:
        kiosk.start()
        session.start()
        watchdog.start()
        if full_screen and not lock.is_set():
            _ask_pin(window, lock, leave=False)

    def follow(snapshot: KioskSnapshot) -> None:
        languages.speak(snapshot.settings.screen.language)

    def keep(changed: Settings) -> None:
        try:
            save_settings(paths.settings, changed)
        except KnownError as error:
            window.toast.say(error_text(error))

    window.painted.connect(begin)
    window.way_out_wanted.connect(lambda: _ask_pin(window, lock, leave=lock.is_set()))
    window.mirror_changed.connect(keep)
    session.snapshot_changed.connect(follow)
    if full_screen:
        # A kiosk's X server often runs without a window manager, which alone would grant the full screen.
        window.setGeometry(app.primaryScreen().geometry())
        window.showFullScreen()
    else:
        window.resize(1280, 720)
        window.show()
    with _ending_on_signals(app), _ending_on_bugs(app):
        status = app.exec()
    watchdog.stop()
    session.stop()
    window.allow_closing()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    languages.fall_silent()
    for thing in (window, session):
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kiosk.stop()
    return status


def _ask_pin(window: KioskWindow, lock: PinLock, *, leave: bool) -> None:
    """Asks for the PIN, or has it set when there is none; with `leave`, the right one ends the program."""
    screen = window.snapshot().settings.screen
    dialog = PinDialog(lock, theme_named(screen.look), metrics_for(window.width(), window.height()), window)

    def ended(result: int) -> None:
        dialog.deleteLater()
        if leave and result == QDialog.DialogCode.Accepted:
            window.allow_closing()
            window.close()
            QApplication.exit(0)

    dialog.finished.connect(ended)
    dialog.open()


@contextmanager
def _ending_on_signals(app: QApplication) -> Iterator[None]:
    """Ctrl+C and a service manager's stop end the event loop in order; the session's timers let Python see them."""

    def end(number: int, _frame: object) -> None:
        app.exit(128 + number)  # as in a shell; a service manager starts it again, but not what the PIN ended

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _ending_on_bugs(app: QApplication) -> Iterator[None]:
    """A bug in a slot is logged and ends the program with 1: what restarts the kiosk then shows a living one."""
    before = sys.excepthook

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("the kiosk window ends because of a bug", exc_info=(kind, error, trace))
        app.exit(1)

    sys.excepthook = report
    try:
        yield
    finally:
        sys.excepthook = before
