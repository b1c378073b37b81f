"""Class names by meaning."""

from __future__ import annotations

import pickle

import pytest

from engine.emotions import canonical_name, in_display_order
from engine.errors import KnownError


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("angry", "anger"),
        ("Anger", "anger"),
        (" HAPPINESS ", "happy"),
        ("happy", "happy"),
        ("surprised", "surprise"),
        ("fearful", "fear"),
        ("sadness", "sad"),
        ("no_reaction", "neutral"),
        ("嫌棄", "disgust"),
        ("生氣", "anger"),
        ("contempt", "contempt"),
    ],
)
def test_names_mean_the_same(theirs: str, ours: str) -> None:
    assert canonical_name(theirs) == ours


def test_display_order_is_the_screens_and_keeps_everything() -> None:
    shown = in_display_order(["anger", "contempt", "neutral", "happy", "uncertain"])
    assert shown == ("happy", "neutral", "anger", "uncertain", "contempt")


def test_a_known_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(KnownError("There is no {thing}.", thing="camera")))
    assert str(error) == "There is no camera."
    assert error.values == {"thing": "camera"}
