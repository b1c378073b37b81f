"""Settings on disk: what was saved comes back, and nonsense never keeps a kiosk from starting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import KnownError
from engine.settings import AttributionSettings, Settings, load_settings, save_settings

nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["source", "detection", "counting", "attribution", "screen", "store", "what"])


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == (Settings(), [])


def test_saved_settings_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    settings = Settings(source="櫃檯攝影機", attribution=AttributionSettings(mode="rotation", rotation_s=15))
    save_settings(path, settings)
    assert load_settings(path) == (settings, [])


def test_wrong_values_are_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    raw = {
        "source": "2",
        "counting": {"min_attention_s": -3, "uncertain_below": 0.5},
        "screen": {"look": "pink"},
        "colour": 1,
    }
    path.write_text(json.dumps(raw), encoding="utf-8")
    settings, problems = load_settings(path)
    assert settings.source == "2"
    assert settings.counting.uncertain_below == 0.5
    assert settings.counting.min_attention_s == 0.5
    assert settings.screen.look == "dark"
    assert {problem.values["name"] for problem in problems} == {"counting.min_attention_s", "screen.look", "colour"}


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null", b'"text"'])
def test_a_file_that_is_no_settings_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings, problems = load_settings(path)
    assert settings == Settings()
    assert len(problems) == 1
    assert str(path) in str(problems[0])


@given(raw=st.dictionaries(names, nonsense, max_size=6))
def test_no_nonsense_keeps_it_from_starting(tmp_path_factory: pytest.TempPathFactory, raw: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("nonsense") / "settings.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    settings, _ = load_settings(path)
    assert isinstance(settings, Settings)


@given(mode=st.sampled_from(["on_show", "rotation", "zones"]), seconds=st.floats(2, 86400))
def test_every_valid_setting_survives_the_disk(
    tmp_path_factory: pytest.TempPathFactory, mode: str, seconds: float
) -> None:
    path = tmp_path_factory.mktemp("valid") / "settings.json"
    settings = Settings(attribution=AttributionSettings.model_validate({"mode": mode, "rotation_s": seconds}))
    save_settings(path, settings)
    assert load_settings(path) == (settings, [])


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    with pytest.raises(KnownError, match="cannot be saved"):
        save_settings(blocker / "settings.json", Settings())
    assert blocker.read_text() == "in the way"
