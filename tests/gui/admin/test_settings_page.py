"""The page of settings: what is typed is checked, what is set is at work and in the file, and undo brings it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from engine.paths import Paths
from engine.settings import Settings, load_settings
from gui.admin import source_card
from gui.admin.parts import Question
from gui.admin.setting_form import limits_of
from gui.admin.settings_keeper import flat
from gui.admin.settings_page import WEIGHTS, SettingsPage
from gui.admin.source_card import OTHER
from gui.languages import Languages
from tests.gui.admin.panel import Panel, no_stall


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    panel = Panel(paths, qtbot)
    yield panel
    panel.close()


@pytest.fixture
def page(panel: Panel, qtbot: QtBot) -> SettingsPage:
    page = panel.show(SettingsPage)
    qtbot.waitUntil(page.source.again.isEnabled, timeout=5000)
    return page


def saved(panel: Panel) -> Settings:
    settings, problems = load_settings(panel.paths.settings)
    assert not problems
    return settings


def pick(field: QComboBox, value: object) -> None:
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def test_every_setting_has_its_place(page: SettingsPage) -> None:
    here = {"source"} | {name for form in page.forms for name in form.names()}
    elsewhere = {"attribution.mode", "attribution.rotation_s", "admin.lock_after_min", "detection.yunet_path"}
    assert here | elsewhere == set(flat(Settings()))


def test_a_number_is_set_kept_and_applied_once_it_is_typed(panel: Panel, page: SettingsPage) -> None:
    field = page.counting._fields["counting.min_viewers"]
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "120")
    assert not any(word[0] == "apply" for word in panel.kiosk.told)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert saved(panel).counting.min_viewers == 120
    assert [w[1].counting.min_viewers for w in panel.kiosk.told if w[0] == "apply"] == [120]
    assert panel.actions() == ["setting_changed"]


def test_shares_are_shown_as_per_cent(panel: Panel, page: SettingsPage) -> None:
    field = page.counting._fields["counting.uncertain_below"]
    assert field.value() == 40  # type: ignore[attr-defined]
    field.setValue(55)  # type: ignore[attr-defined]
    assert saved(panel).counting.uncertain_below == 0.55
    assert limits_of("detection.min_face_share") == (0.02, 0.9)


def test_a_wrong_text_is_marked_as_it_is_typed_and_not_set(panel: Panel, page: SettingsPage) -> None:
    page.notice.setFocus()
    page.notice.setText("x" * 300)
    QTest.keyClicks(page.notice, "y")
    assert page.notice.property("wrong")
    assert "too long" in page.notice_form._hints["screen.notice"].text()
    assert panel.keeper.value("screen.notice") == ""
    QTest.keyClick(page.notice, Qt.Key.Key_Backspace)
    assert not page.notice.property("wrong")
    QTest.keyClick(page.notice, Qt.Key.Key_Return)
    assert saved(panel).screen.notice == "x" * 300


def test_undo_and_defaults(panel: Panel, page: SettingsPage) -> None:
    assert not page.undo.isEnabled()
    pick(page.screen_form._fields["screen.look"], "light")  # type: ignore[arg-type]
    page.weights._fields["fear"].setValue(0.25)  # type: ignore[attr-defined]
    assert saved(panel).counting.index_weights["fear"] == 0.25
    assert page.undo.toolTip() == "Expression index"
    page.undo.click()
    assert saved(panel).counting.index_weights["fear"] == -0.5
    assert page.weights._fields["fear"].value() == -0.5  # type: ignore[attr-defined]
    assert saved(panel).screen.look == "light"
    assert panel.said == ["Set back: Expression index"]
    page.screen_form.defaults.click()
    assert saved(panel).screen.look == "dark" and page.screen_form.defaults.isHidden()


def test_fewer_days_are_asked_about_first(panel: Panel, page: SettingsPage) -> None:
    field = page.data._fields["store.retention_days"]
    field.setValue(120)  # type: ignore[attr-defined]
    assert saved(panel).store.retention_days == 120
    field.setValue(30)  # type: ignore[attr-defined]
    question = page.findChild(Question)
    assert isinstance(question, Question) and "30 days" in question.title.text()
    assert panel.keeper.value("store.retention_days") == 120
    assert field.value() == 120  # type: ignore[attr-defined]
    question.action.click()
    assert saved(panel).store.retention_days == 30


def test_another_database_waits_for_the_restart_and_says_so(panel: Panel, page: SettingsPage) -> None:
    assert not page.restart.isVisibleTo(page)
    page.data._fields["store.database"].setText("/tmp/other.sqlite3")  # type: ignore[attr-defined]
    page.data._fields["store.database"].setModified(True)  # type: ignore[attr-defined]
    page.data._fields["store.database"].editingFinished.emit()  # type: ignore[attr-defined]
    assert saved(panel).store.database == "/tmp/other.sqlite3"
    assert page.restart.isVisibleTo(page)


def test_the_source_changes_at_once_and_its_picture_is_shown(panel: Panel, page: SettingsPage, qtbot: QtBot) -> None:
    panel.kiosk.run()
    panel.session.start()
    qtbot.waitUntil(page.source.view.has_picture, timeout=5000)
    pick(page.source.which, "demo")
    assert ("change_source", "demo") in panel.kiosk.told
    assert saved(panel).source == "demo"
    pick(page.source.which, OTHER)
    assert page.source.address.isVisible()
    page.source.address.setText("rtsp://10.0.0.7/live")
    page.source.address.setModified(True)
    page.source.address.editingFinished.emit()
    assert saved(panel).source == "rtsp://10.0.0.7/live"
    page.leave()
    assert not page.source.view.has_picture()


def test_asking_shoppers_is_off_and_takes_a_second_thought(panel: Panel, page: SettingsPage) -> None:
    assert not Settings().consent.offered
    page.consent._fields["consent.offered"].click()  # type: ignore[attr-defined]
    question = page.findChild(Question)
    assert isinstance(question, Question) and "personal data" in question.words.text()
    assert not panel.keeper.value("consent.offered")
    question.action.click()
    assert saved(panel).consent.offered


def test_weights_are_one_setting(panel: Panel, page: SettingsPage) -> None:
    page.weights._fields["happy"].setValue(0.5)  # type: ignore[attr-defined]
    assert panel.keeper.undoable() == (WEIGHTS,)
    assert panel.keeper.value(WEIGHTS)["happy"] == 0.5 and panel.keeper.value(WEIGHTS)["anger"] == -1.0


def test_a_slow_search_for_cameras_holds_nothing_up(
    panel: Panel, page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    def slow() -> tuple[()]:
        time.sleep(0.4)
        return ()

    monkeypatch.setattr(source_card, "list_cameras", slow)
    with no_stall():
        page.source.again.click()
        qtbot.waitUntil(page.source.again.isEnabled, timeout=5000)
