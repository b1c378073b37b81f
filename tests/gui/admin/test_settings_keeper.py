"""Settings as the administrator changes them: checked, kept, at work, noted, undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from engine.errors import KnownError
from engine.paths import Paths
from engine.settings import Settings, load_settings
from gui.admin.settings_keeper import SettingsKeeper, flat
from gui.languages import Languages
from tests.gui.admin.panel import Panel


@pytest.fixture
def panel(paths: Paths, qtbot: QtBot, languages: Languages) -> Iterator[Panel]:
    panel = Panel(paths, qtbot)
    yield panel
    panel.close()


def test_a_change_is_kept_applied_and_noted(panel: Panel, qtbot: QtBot) -> None:
    keeper = panel.keeper
    with qtbot.waitSignal(keeper.changed) as told:
        keeper.change({"counting.min_viewers": 25, "screen.language": "zh_TW"})
    assert told.args is not None
    assert told.args[0].counting.min_viewers == 25
    assert load_settings(panel.paths.settings) == (keeper.settings(), [])
    assert ("apply", keeper.settings()) in panel.kiosk.told
    assert [(e.details["name"], e.details["before"], e.details["after"]) for e in panel.audit.entries()] == [
        ("screen.language", "auto", "zh_TW"),
        ("counting.min_viewers", 10, 25),
    ]
    assert keeper.value("counting.min_viewers") == 25


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("counting.min_viewers", 1, "1 is too small: choose 2 or more."),
        ("counting.min_viewers", 5000, "5000 is too large: choose 1000 or less."),
        ("counting.min_viewers", "many", '"many" is not a number'),
        ("screen.look", "pink", "screen.look cannot be pink"),
        ("screen.notice", "x" * 301, "too long: keep it to 300"),
        ("counting.index_weights", {"happy": 3}, "3 is too large: choose 1 or less."),
    ],
)
def test_a_wrong_value_is_said_and_changes_nothing(panel: Panel, name: str, value: Any, words: str) -> None:
    problem = panel.keeper.check({name: value})
    assert problem is not None
    assert words in str(problem)
    with pytest.raises(KnownError):
        panel.keeper.change({"screen.mirror": False, name: value})
    assert panel.keeper.settings() == panel.kiosk.settings
    assert not panel.paths.settings.exists()
    assert panel.audit.entries() == ()
    assert panel.kiosk.told == []


def test_changes_are_undone_one_by_one(panel: Panel) -> None:
    keeper = panel.keeper
    keeper.change({"counting.min_viewers": 25})
    keeper.change({"screen.mirror": False, "attribution.rotation_s": 30})
    assert keeper.undoable() == ("attribution.rotation_s", "screen.mirror")
    keeper.undo()
    assert (keeper.value("screen.mirror"), keeper.value("counting.min_viewers")) == (True, 25)
    keeper.undo()
    assert keeper.settings() == Settings()
    assert keeper.undoable() == ()
    keeper.undo()
    assert load_settings(panel.paths.settings)[0] == Settings()
    assert panel.actions().count("setting_undone") == 3


def test_another_source_is_opened_at_once_and_left_alone_otherwise(panel: Panel) -> None:
    panel.keeper.change({"counting.min_viewers": 12})
    assert not [told for told in panel.kiosk.told if told[0] == "change_source"]
    panel.keeper.change({"source": " demo "})
    assert panel.kiosk.told[-1] == ("change_source", "demo")


def test_what_needs_a_restart_says_so(panel: Panel) -> None:
    panel.keeper.change({"store.database": "/elsewhere/mien.sqlite3"})
    assert panel.keeper.waiting_for_restart() == ("store.database",)
    panel.keeper.undo()
    assert panel.keeper.waiting_for_restart() == ()


def test_a_disk_that_does_not_take_it_leaves_everything_as_it_was(panel: Panel) -> None:
    panel.paths.config.parent.mkdir(parents=True, exist_ok=True)
    panel.paths.config.write_text("a file where the folder should be")
    with pytest.raises(KnownError, match="cannot be saved"):
        panel.keeper.change({"screen.mirror": False})
    assert panel.keeper.settings().screen.mirror
    assert panel.kiosk.told == []
    assert panel.keeper.undoable() == ()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("counting.min_viewers"), st.integers(2, 1000)),
            st.tuples(st.just("attribution.rotation_s"), st.integers(2, 500)),
            st.tuples(st.just("screen.mirror"), st.booleans()),
        ),
        max_size=8,
    )
)
def test_undoing_everything_leads_back_to_the_start(panel: Panel, changes: list[tuple[str, Any]]) -> None:
    keeper = SettingsKeeper(Settings(), panel.paths, panel.session, panel.audit)
    for name, value in changes:
        keeper.change({name: value})
        assert keeper.value(name) == value
    while keeper.undoable():
        keeper.undo()
    assert flat(keeper.settings()) == flat(Settings())
    keeper.deleteLater()
