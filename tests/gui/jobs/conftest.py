"""Pages about jobs, in the panel's look, over a scripted kiosk and real run folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from engine.audit import AuditLog
from engine.paths import Paths
from engine.pin import PinLock
from engine.settings import Settings
from gui.admin.job_panel import JobPage
from gui.admin.look import admin_metrics, admin_style
from gui.admin.page import AdminContext
from gui.admin.settings_keeper import SettingsKeeper
from gui.admin.store_access import StoreAccess
from gui.jobs.job_controller import JobController
from gui.languages import Languages
from gui.live_session import LiveSession
from gui.theme import LIGHT
from tests.gui.scripted_kiosk import ScriptedKiosk

ShowPage = Callable[[type[JobPage]], JobPage]


@pytest.fixture
def kiosk() -> ScriptedKiosk:
    return ScriptedKiosk()


@pytest.fixture
def context(qtbot: QtBot, languages: Languages, paths: Paths, kiosk: ScriptedKiosk) -> Iterator[AdminContext]:
    session = LiveSession(kiosk)
    audit = AuditLog.of(paths)
    keeper = SettingsKeeper(Settings(), paths, session, audit, session)
    jobs = JobController(paths, session)
    yield AdminContext(paths, session, keeper, audit, StoreAccess(paths, keeper.settings), PinLock.of(paths), jobs)
    jobs.shut_down()
    session.deleteLater()


@pytest.fixture
def show_page(qtbot: QtBot, context: AdminContext) -> Iterator[ShowPage]:
    """Shows a page as the panel does; it is gone after the test."""
    shown: list[JobPage] = []

    def show(kind: type[JobPage]) -> JobPage:
        page = kind(context)
        shown.append(page)
        sizes = admin_metrics(1280, 720)
        page.setStyleSheet(admin_style(LIGHT, sizes))
        page.set_look(LIGHT, sizes)
        page.refresh_words()
        page.resize(1100, 660)
        page.show()
        qtbot.waitExposed(page)
        page.enter()
        return page

    yield show
    for page in shown:
        page.leave()
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
