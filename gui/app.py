"""The kiosk as a Qt application: from settings to a window, and back to an exit status."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from engine.audit import AuditLog
from engine.errors import KnownError
from engine.paths import Paths
from engine.pin import PinLock
from engine.service_manager import ServiceManager
from engine.settings import Settings
from gui.admin.admin_window import AdminWindow
from gui.admin.page import AdminContext
from gui.admin.pin_dialog import PinDialog
from gui.admin.settings_keeper import SettingsKeeper
from gui.admin.store_access import StoreAccess
from gui.consent.consent_offer import ConsentOffer
from gui.garbage import GuiGarbage
from gui.icons import icon_file
from gui.jobs.job_controller import JobController
from gui.jobs.quitting import Quitting
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
    end. `full_screen`: locked down; only the PIN leads out, through the administrator's panel. A terminating signal
    ends it too.
    """
    app = make_application()
    garbage = GuiGarbage(app)
    garbage.start()
    languages = Languages(app)
    languages.speak(settings.screen.language)
    session = LiveSession(kiosk)
    window = KioskWindow(session, paths, locked=full_screen)
    audit = AuditLog.of(paths)
    ConsentOffer(window, session, paths, audit)
    keeper = SettingsKeeper(settings, paths, session, audit, session)
    jobs = JobController(paths, session)
    context = AdminContext(
        paths=paths,
        session=session,
        settings=keeper,
        audit=audit,
        store=StoreAccess(paths, keeper.settings),
        pin=PinLock.of(paths),
        jobs=jobs,
    )
    panel = _Panel(context, window, full_screen=full_screen)
    watchdog = Watchdog(ServiceManager.of(os.environ), kiosk.snapshot, window)

    def begin() -> None:
        kiosk.start()
        session.start()
        watchdog.start()
        if full_screen and not context.pin.is_set():
            panel.ask_pin(then_open=False)

    def follow(changed: Settings) -> None:
        languages.speak(changed.screen.language)

    def mirror(changed: Settings) -> None:
        try:
            keeper.change({"screen.mirror": changed.screen.mirror})
        except KnownError as error:
            window.toast.say(error_text(error))

    window.painted.connect(begin)
    window.way_out_wanted.connect(lambda: panel.ask_pin(then_open=True))
    window.mirror_changed.connect(mirror)
    window.before_closing = Quitting(window, jobs).may_close
    window.closed.connect(lambda: app.exit(0))  # the panel alone keeps no program running
    keeper.changed.connect(follow)
    if full_screen:
        # A kiosk's X server often runs without a window manager, which alone would grant the full screen.
        window.setGeometry(app.primaryScreen().geometry())
        window.showFullScreen()
    else:
        window.resize(1280, 720)
        window.show()
    with _ending_on_signals(app), _ending_on_bugs(app):
        status = app.exec()
    window.closed.disconnect()
    watchdog.stop()
    jobs.shut_down()
    session.stop()
    panel.close()
    window.allow_closing()
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    context.store.close()
    languages.fall_silent()
    for thing in (window, session):
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kiosk.stop()
    garbage.stop()
    garbage.deleteLater()
    return status


class _Panel:
    """The way into the administrator's panel: the PIN first. The panel is made when it is first opened."""

    def __init__(self, context: AdminContext, window: KioskWindow, *, full_screen: bool) -> None:
        self._context, self._window, self._full_screen = context, window, full_screen
        self._panel: AdminWindow | None = None
        self._asking = False

    def ask_pin(self, *, then_open: bool) -> None:
        """Asks for the PIN, or has it set where there is none; the right one opens the panel, if that is wanted."""
        if self._asking:
            return
        self._asking = True
        window = self._window
        theme = theme_named(window.snapshot().settings.screen.look)
        dialog = PinDialog(self._context.pin, theme, metrics_for(window.width(), window.height()), window)
        first = not self._context.pin.is_set()

        def ended(result: int) -> None:
            self._asking = False
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                if first:
                    self._context.audit.record("pin_set")
                if then_open:
                    self._open()

        dialog.refused.connect(lambda: self._context.audit.record("wrong_pin"))
        dialog.finished.connect(ended)
        dialog.open()

    def close(self) -> None:
        """Ends the panel for good."""
        if self._panel is not None:
            self._panel.close_panel()
            self._panel.deleteLater()
            self._panel = None

    def _open(self) -> None:
        panel = self._panel or self._make()
        if self._full_screen:
            panel.setGeometry(self._window.geometry())
            panel.setWindowState(Qt.WindowState.WindowFullScreen)
        elif not panel.testAttribute(Qt.WidgetAttribute.WA_Resized):
            panel.resize(1280, 720)
        panel.open_panel()

    def _make(self) -> AdminWindow:
        self._panel = AdminWindow(self._context, frameless=self._full_screen)
        self._panel.locked.connect(lambda _by_itself: self._back())
        self._panel.leave_wanted.connect(self._leave)
        return self._panel

    def _back(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def _leave(self) -> None:
        if isinstance(self._context.jobs, JobController):
            self._context.jobs.shut_down()  # the panel has asked
        self._window.allow_closing()
        self._window.close()


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
