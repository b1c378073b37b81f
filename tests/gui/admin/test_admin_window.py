"""The panel's shell: pages when they are needed, locked when nobody is there, and never in the kiosk's way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from engine.settings import Settings
from engine.sources.capture import CaptureStatus
from gui.admin.access_page import AccessPage
from gui.admin.admin_window import PAGES, AdminWindow, PageEntry
from gui.admin.audit_words import audit_sentence
from gui.admin.page import AdminPage
from gui.admin.parts import Question
from gui.admin.pin_dialog import PinDialog
from gui.admin.setting_names import setting_name
from gui.admin.settings_keeper import flat
from gui.jobs.job_controller import JobController
from gui.languages import Languages
from gui.theme import DARK, LIGHT
from tests.gui.admin.fit import cut_off
from tests.gui.admin.panel import Panel
from tests.gui.jobs import page_works


class NotingPage(AdminPage):
    """Notes what the shell does with it."""

    def title(self) -> str:
        return "Noting"

    def enter(self) -> None:
        NOTES.append(f"enter {type(self).__name__}")

    def leave(self) -> None:
        NOTES.append(f"leave {type(self).__name__}")


class OtherPage(NotingPage):
    """A second one."""


NOTES: list[str] = []
HERE = "tests.gui.admin.test_admin_window"
TWO = (PageEntry("overview", "", HERE, "NotingPage"), PageEntry("access", "system", HERE, "OtherPage"))

LABELLED = tuple(replace(entry, module="gui.admin.access_page", kind="AccessPage") for entry in PAGES)
"""The panel's whole navigation, without the imports of its pages."""

MakePanel = Callable[..., AdminWindow]


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    NOTES.clear()
    panel = Panel(paths, qtbot)
    panel.kiosk.run()
    yield panel
    panel.close()


@pytest.fixture
def open_window(panel: Panel, qtbot: QtBot) -> Iterator[MakePanel]:
    windows: list[AdminWindow] = []

    def make(
        page: str | None = None, size: tuple[int, int] = (1280, 720), pages: tuple[PageEntry, ...] = TWO
    ) -> AdminWindow:
        window = AdminWindow(panel.context, pages=pages)
        windows.append(window)
        window.resize(*size)
        window.open_panel(page)
        qtbot.waitExposed(window)
        panel.session.start()
        return window

    yield make
    for window in windows:
        window.close_panel()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_page_of_the_panel_is_there() -> None:
    for entry in PAGES:
        assert (Path(__file__).resolve().parents[3] / (entry.module.replace(".", "/") + ".py")).exists(), entry.name


def test_pages_are_made_when_first_shown_and_told_when_they_come_and_go(open_window: MakePanel) -> None:
    window = open_window()
    assert window.current() == "overview"
    assert window.stack.count() == 1
    window.buttons["access"].click()
    assert NOTES == ["enter NotingPage", "leave NotingPage", "enter OtherPage"]
    assert window.buttons["access"].isChecked()
    first = window.page("overview")
    window.buttons["overview"].click()
    assert window.page("overview") is first
    window.page("overview").page_wanted.emit("access")
    assert window.current() == "access"


def test_it_locks_when_nobody_touches_it_and_what_is_open_closes(
    open_window: MakePanel, panel: Panel, qtbot: QtBot
) -> None:
    window = open_window()
    assert window._idle.interval() == 10 * 60_000
    panel.keeper.change({"admin.lock_after_min": 1})
    assert window._idle.interval() == 60_000
    window.leave.click()
    (question,) = [w for w in window.findChildren(Question) if w.isVisible()]
    with qtbot.waitSignal(window.locked) as told:
        window._idle.timeout.emit()
    assert told.args == [True]
    assert not window.is_open()
    assert not question.isVisible()
    assert NOTES[-1] == "leave NotingPage"
    assert panel.actions()[-2:] == ["setting_changed", "panel_locked"]


def test_a_touch_anywhere_in_the_program_keeps_it_open(open_window: MakePanel, qtbot: QtBot) -> None:
    window = open_window()
    window._idle.start(5000)
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert window._idle.interval() == 10 * 60_000


def test_going_back_leaves_the_kiosk_as_it_is(open_window: MakePanel, panel: Panel, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.locked) as told:
        window.back.click()
    assert told.args == [False]
    assert not window._idle.isActive()
    assert panel.kiosk.told == []
    window.open_panel()
    assert window.current() == "overview"
    window.close()  # the window's own cross does the same
    assert panel.actions() == ["panel_opened", "panel_locked"] * 2


def test_leaving_the_program_is_asked(open_window: MakePanel, panel: Panel, qtbot: QtBot) -> None:
    window = open_window()
    window.leave.click()
    (question,) = [w for w in window.findChildren(Question) if w.isVisible()]
    assert "counted" in question.words.text()
    question.cancel.click()
    assert window.is_open()
    window.leave.click()
    (question,) = [w for w in window.findChildren(Question) if w.isVisible()]
    with qtbot.waitSignal(window.leave_wanted):
        question.action.click()
    assert "kiosk_left" in panel.actions()


def test_the_notice_and_the_cameras_state_stay_in_sight(open_window: MakePanel, panel: Panel, qtbot: QtBot) -> None:
    window = open_window()
    assert "reads facial expressions" in window.notice.text()
    assert window.chip.text().startswith("Camera on")
    window.pause.click()
    assert panel.kiosk.state.capture.status is CaptureStatus.PAUSED
    qtbot.waitUntil(lambda: window.pause.text() == "Turn camera on")
    panel.keeper.change({"screen.notice": "您好，這裡有攝影機"})
    assert window.notice.text() == "您好，這裡有攝影機"


def test_the_language_and_the_look_change_at_once(
    open_window: MakePanel, panel: Panel, languages: Languages, qtbot: QtBot
) -> None:
    window = open_window("access", pages=LABELLED)
    assert window.theme is LIGHT
    panel.keeper.change({"admin.look": "dark"})
    assert window.theme is DARK
    assert window.page("access").theme is DARK
    languages.speak("zh_TW")
    qtbot.waitUntil(lambda: window.chip.text().startswith("攝影機"))


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720), (1920, 1080)], ids=str)
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.usefixtures("with_both_scripts")
def test_nothing_is_cut_off(
    open_window: MakePanel, panel: Panel, languages: Languages, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    languages.speak(language)
    panel.keeper.change({"screen.notice": "A camera counts. " * 6})
    window = open_window("access", size=size, pages=LABELLED)
    qtbot.waitUntil(lambda: window.page("access").table.rowCount() > 0)  # type: ignore[attr-defined]
    assert (window.width(), window.height()) == size
    assert cut_off(window) == []


@pytest.mark.parametrize("size", [(800, 480), (1280, 720)], ids=str)
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.usefixtures("with_both_scripts")
def test_no_page_cuts_anything_off_as_it_opens(
    open_window: MakePanel,
    panel: Panel,
    languages: Languages,
    paths: Paths,
    qtbot: QtBot,
    size: tuple[int, int],
    language: str,
) -> None:
    page_works.write_dataset(paths)
    page_works.install_model(paths, "before", brighter_is="anger")
    languages.speak(language)
    jobs = JobController(paths, panel.session)
    panel.context = replace(panel.context, jobs=jobs)
    window = open_window("overview", size=size, pages=PAGES)

    def nothing_is_cut_off() -> None:
        assert cut_off(window) == [], window.current()

    for entry in PAGES:
        window.show_page(entry.name)
        qtbot.wait(300)
        # What a page looks up in a thread may come only now, on a busy machine.
        qtbot.waitUntil(nothing_is_cut_off)
    jobs.shut_down()
    assert (window.width(), window.height()) == size


def test_the_history_says_what_was_done_in_words(panel: Panel, qtbot: QtBot) -> None:
    panel.keeper.change({"counting.min_viewers": 25})
    page = panel.show(AccessPage)
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    item = page.table.item(0, 1)
    assert item is not None
    assert item.text() == "Setting Viewers needed to tell: 10 → 25"
    page.lock_after.setValue(30)
    assert panel.keeper.settings().admin.lock_after_min == 30
    qtbot.waitUntil(lambda: page.table.rowCount() == 2)
    panel.audit.record("something_new", what="x")
    assert audit_sentence(panel.audit.entries()[0]) == "Something new (what: x)"
    panel.audit.record("setting_changed", old="entry of an older program")
    assert "older program" in audit_sentence(panel.audit.entries()[0])


def test_the_pin_is_changed_without_the_old_one_by_who_is_in(panel: Panel, qtbot: QtBot) -> None:
    panel.context.pin.set_pin("4821")
    page = panel.show(AccessPage)
    page.change_pin.click()
    (dialog,) = [w for w in page.findChildren(PinDialog) if w.isVisible()]
    for _ in range(2):
        for digit in "7305":
            dialog.pad[digit].click()
        dialog.enter.click()
    qtbot.waitUntil(lambda: panel.said == ["The PIN is changed."], timeout=10_000)
    assert panel.actions() == ["pin_set"]
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, PinDialog) and w.isVisible()] == []
    assert not any("7305" in label.text() for label in page.findChildren(QLabel))


def test_a_pages_module_is_imported_without_the_gui_thread_waiting(
    open_window: MakePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow_page.py").write_text(
        "import time\ntime.sleep(0.5)\nfrom tests.gui.admin.test_admin_window import OtherPage as SlowPage\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    window = open_window(pages=(*TWO, PageEntry("doctor", "system", "slow_page", "SlowPage")))
    began = time.perf_counter()
    window.buttons["doctor"].click()
    assert time.perf_counter() - began < 0.4
    assert window.current() == "overview"
    qtbot.waitUntil(lambda: window.current() == "doctor", timeout=10_000)
    assert NOTES[-1] == "enter OtherPage"


def test_every_setting_has_a_name() -> None:
    assert [name for name in flat(Settings()) if setting_name(name) == name] == []
