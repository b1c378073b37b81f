"""The history says settings in the words of the settings page."""

from __future__ import annotations

import pytest

from gui.admin.setting_names import setting_value


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("screen.look", "dark", "Dark"),
        ("admin.look", "light", "Light"),
        ("screen.language", "zh_TW", "繁體中文"),
        ("screen.mirror", True, "on"),
        ("consent.offered", False, "off"),
        ("screen.notice", "", "“”"),
        ("screen.notice", "dark", "dark"),
        ("counting.min_viewers", 30, "30"),
    ],
)
def test_values_have_the_words_of_the_settings_page(name: str, value: object, words: str) -> None:
    assert setting_value(name, value) == words
