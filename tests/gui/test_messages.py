"""Numbers and errors in words."""

from __future__ import annotations

import pytest

from engine.errors import KnownError
from engine.preference import Preference
from gui.languages import Languages
from gui.messages import (
    error_text,
    expression_word,
    percent,
    preference_text,
    seconds,
    signed,
    viewers,
    whole_seconds,
)


@pytest.mark.parametrize(("value", "text"), [(31.2, "+31"), (-4.2, "−4"), (0.3, "0"), (-0.4, "0"), (100, "+100")])
def test_an_index_has_its_sign(value: float, text: str) -> None:
    assert signed(value) == text


def test_numbers_have_units(languages: Languages) -> None:
    assert percent(0.874) == "87\u00a0%"
    assert seconds(6.44) == "6.4\u00a0s"
    assert whole_seconds(11.2) == "12\u00a0s"
    assert [viewers(n) for n in (0, 1, 2, 12800)] == ["0 viewers", "1 viewer", "2 viewers", "12,800 viewers"]
    languages.speak("zh_TW")
    assert seconds(6.44) == "6.4\u00a0秒"
    assert [viewers(n) for n in (1, 128)] == ["1 人", "128 人"]


def test_a_preference_has_half_its_interval() -> None:
    text = preference_text(Preference(31.2, 128, (24.3, 38.1)))
    assert text.replace("\u2009", " ") == "+31 ± 7"


def test_expressions_have_the_agreed_words(languages: Languages) -> None:
    languages.speak("zh_TW")
    names = ("happy", "surprise", "neutral", "disgust", "fear", "anger", "uncertain")
    assert [expression_word(name) for name in names] == ["開心", "驚喜", "無感", "嫌棄", "害怕", "生氣", "不確定"]
    assert expression_word("contempt") == "輕蔑"
    assert expression_word("bored_stiff") == "Bored stiff"  # a class that the program does not know


def test_an_error_speaks_the_language_of_the_screen(languages: Languages) -> None:
    error = KnownError("There is no file or folder {path}. Check its name.", path="a.mp4")
    assert error_text(error) == "There is no file or folder a.mp4. Check its name."
    languages.speak("zh_TW")
    assert "a.mp4" in error_text(error)
    assert "There is" not in error_text(error)
