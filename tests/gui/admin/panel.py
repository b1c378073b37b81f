"""What a page of the panel is tested with: a whole context over a scripted kiosk, and a watch on the event loop."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.audit import AuditLog
from engine.paths import Paths
from engine.pin import PinLock
from gui.admin.look import admin_metrics, admin_style
from gui.admin.page import AdminContext, AdminPage
from gui.admin.settings_keeper import SettingsKeeper
from gui.admin.store_access import StoreAccess
from gui.live_session import LiveSession
from gui.theme import LIGHT
from tests.gui.scripted_kiosk import ScriptedKiosk

Page = TypeVar("Page", bound=AdminPage)


@dataclass(eq=False)
class Panel:
    """Shows pages as the admin window does, one at a time."""

    paths: Paths
    qtbot: QtBot
    kiosk: ScriptedKiosk = field(default_factory=ScriptedKiosk)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session = LiveSession(self.kiosk)
        self.audit = AuditLog.of(self.paths)
        self.keeper = SettingsKeeper(self.kiosk.settings, self.paths, self.session, self.audit, self.session)
        self.context = AdminContext(
            paths=self.paths,
            session=self.session,
            settings=self.keeper,
            audit=self.audit,
            store=StoreAccess(self.paths, self.keeper.settings),
            pin=PinLock.of(self.paths),
        )
        self.window: QWidget | None = None
        self.page: AdminPage | None = None

    def show(self, kind: Callable[[AdminContext, QWidget | None], Page], size: tuple[int, int] = (1060, 680)) -> Page:
        window = QWidget()
        sizes = admin_metrics(1280, 720)
        window.setStyleSheet(admin_style(LIGHT, sizes))
        page = kind(self.context, window)
        page.said.connect(self.said.append)
        page.set_look(LIGHT, sizes)
        page.refresh_words()
        layout = QVBoxLayout(window)
        layout.addWidget(page)
        window.resize(*size)
        window.show()
        self.qtbot.waitExposed(window)
        page.enter()
        self.window, self.page = window, page
        return page

    def actions(self) -> list[str]:
        """What was noted, oldest first."""
        return [entry.action for entry in reversed(self.audit.entries())]

    def close(self) -> None:
        if self.page is not None:
            self.page.leave()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.session.stop()
        self.session.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.context.store.close()


def _crowded() -> float:
    return max(1.0, 2.0 * os.getloadavg()[0] / (os.cpu_count() or 1)) if hasattr(os, "getloadavg") else 1.0


@contextmanager
def no_stall(limit_s: float = 0.1) -> Iterator[None]:
    """Fails when the event loop came to no timer for longer than `limit_s` while the body ran it.

    On a machine with more to do than it has cores, every thread waits for its turn: the limit grows with that wait.
    """
    crowded = _crowded()
    last = time.perf_counter()
    worst = 0.0

    def tick() -> None:
        nonlocal last, worst
        now = time.perf_counter()
        worst, last = max(worst, now - last), now

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(tick)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        timer.deleteLater()
    crowded = max(crowded, _crowded())  # the body may be what crowds it
    assert worst < limit_s * crowded, f"the event loop stood still for {worst * 1000:.0f} ms"
