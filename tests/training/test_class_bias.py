"""What is added to the logits for classes that are met more or less often at work than while training."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

from engine.errors import KnownError
from engine.model_registry import ModelManifest
from training.recognizer.class_bias import (
    EXPECTED,
    RARE,
    added_bias,
    expected_share_bias,
    rare_class_bias,
    without_bias,
)


def test_what_rare_classes_lack_is_added_to_their_logits() -> None:
    """Of four to one, shown twice as often: half of the factor is left; none where all of it was shown."""
    counts = {"anger": 100, "happy": 400, "fear": 400, "surprise": 0}
    found = rare_class_bias(counts, 0.5)
    assert found == {"anger": pytest.approx(np.log(2)), "happy": 0, "fear": 0, "surprise": 0}
    assert rare_class_bias(counts, 1.0)["anger"] == 0
    assert rare_class_bias(counts, 0.5, 0.5)["anger"] == pytest.approx(np.log(2) / 2), "half of the way"
    assert rare_class_bias({"anger": 100, "happy": 300, "fear": 700}, 0.0)["fear"] == 0, "frequent ones stay"


def test_a_class_that_was_a_half_and_will_be_four_fifths_has_four_times_the_odds() -> None:
    found = expected_share_bias({"neutral": 500, "happy": 500}, 0.0, {"neutral": 0.8})
    assert found == {"neutral": pytest.approx(np.log(4)), "happy": 0}


def test_rare_pictures_that_were_shown_more_often_count_as_often_as_they_were_shown() -> None:
    """1 of 100 beside 100 and 100, shown ten times: 10 of 210 were fear."""
    found = expected_share_bias({"fear": 1, "happy": 100, "neutral": 100}, 0.5, {"fear": 10 / 210})
    assert found["fear"] == pytest.approx(0, abs=1e-12)


@given(
    counts=st.lists(st.integers(1, 10_000), min_size=3, max_size=7),
    shares=st.lists(st.floats(0.01, 0.45), min_size=1, max_size=2),
)
def test_who_knows_nothing_of_a_face_answers_with_the_expected_shares(counts: list[int], shares: list[float]) -> None:
    names = [f"class {k}" for k in range(len(counts))]
    expected = dict(zip(names, shares, strict=False))
    bias = expected_share_bias(dict(zip(names, counts, strict=True)), 0.0, expected)
    blind = np.array(counts) * np.exp([bias[name] for name in names])
    blind /= blind.sum()
    np.testing.assert_allclose(blind[: len(shares)], shares, rtol=1e-9)
    others = np.array(counts[len(shares) :])
    np.testing.assert_allclose(blind[len(shares) :], others / others.sum() * (1 - sum(shares)), rtol=1e-9)


@pytest.mark.parametrize("expected", [{"sad": 0.1}, {"fear": 0.1}])
def test_a_class_without_pictures_cannot_be_expected(expected: dict[str, float]) -> None:
    with pytest.raises(KnownError, match="no picture"):
        expected_share_bias({"happy": 10, "neutral": 10, "fear": 0}, 0.5, expected)


@pytest.mark.parametrize("expected", [{"happy": 0.0}, {"happy": 1.0}, {"happy": 0.6, "neutral": 0.4}])
def test_shares_leave_something_for_the_others(expected: dict[str, float]) -> None:
    with pytest.raises(KnownError, match="leave something"):
        expected_share_bias({"happy": 10, "neutral": 10, "fear": 10}, 0.5, expected)


def test_what_was_added_is_what_the_manifest_says_of_both() -> None:
    added = {RARE: {"fear": 0.5, "happy": 0.0}, EXPECTED: {"happy": 0.25, "fear": 0.25}, "polish": None}
    np.testing.assert_allclose(added_bias(added, ("happy", "fear", "neutral")), [0.25, 0.75, 0])
    np.testing.assert_array_equal(added_bias({RARE: None}, ("happy",)), [0])


@pytest.mark.parametrize("said", [{"fear": "much"}, {"fear": float("nan")}, ["fear"], 0.5])
def test_a_manifest_edited_by_hand_is_a_sentence(said: object) -> None:
    with pytest.raises(KnownError, match="Import the model again"):
        added_bias({RARE: said}, ("fear", "happy"))


def test_without_what_was_added_a_calibrated_model_answers_by_its_own_logits() -> None:
    logits = np.random.default_rng(1).normal(size=(20, 2))
    temperature, added = 0.8, np.array([0.0, 0.9])
    manifest = ModelManifest(
        name="m",
        classes=("happy", "disgust"),
        preprocessing_version=1,
        created=datetime(2026, 1, 1, tzinfo=UTC).isoformat(),
        temperature=temperature,
        hyperparameters={RARE: {"disgust": 0.7}, EXPECTED: {"disgust": 0.2}},
        files={},
    )
    answered = softmax((logits + added) / temperature, axis=1).astype(np.float32)
    np.testing.assert_allclose(without_bias(answered, manifest), softmax(logits / temperature, axis=1), rtol=1e-5)
