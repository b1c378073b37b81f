"""Intervals know people, not pictures; a difference is paired; the table and the verdict say what the figures say."""

from __future__ import annotations

import numpy as np
import pytest

from training.augmentation.outcome import ArmOutcome, outcomes, verdict
from training.augmentation.outcome_plot import outcome_plot
from training.augmentation.sides import Judged, rare_classes
from training.evaluation import metrics

CLASSES = ("anger", "fear", "happy")


def judged(people: int, pictures: int) -> Judged:
    labels = np.arange(people * pictures) % 3
    return Judged(CLASSES, labels, tuple(f"S{i // pictures}" for i in range(people * pictures)))


def guesses(labels: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """Probabilities that are right but for the pictures in `wrong`."""
    said = labels.copy()
    said[wrong] = (said[wrong] + 1) % 3
    probabilities: np.ndarray = np.eye(3)[said] * 0.8 + 0.2 / 3
    return probabilities


def test_figures_are_those_of_every_other_evaluation() -> None:
    on = judged(20, 3)
    rng = np.random.default_rng(1)
    given = {
        "classic": [guesses(on.labels, rng.permutation(60)[:12]) for _ in range(3)],
        "dcgan": [guesses(on.labels, rng.permutation(60)[:6]) for _ in range(3)],
    }
    result = outcomes(given, on, ("fear",), "classic")
    for arm, predictions in given.items():
        single = [metrics.figures(p, on.labels, CLASSES) for p in predictions]
        assert result[arm].accuracy == pytest.approx(np.mean([one.accuracy for one in single]))
        assert result[arm].f1_macro == pytest.approx(np.mean([one.f1_macro for one in single]))
        assert result[arm].f1_rare == pytest.approx(np.mean([one.per_class["fear"].f1 for one in single]))
        assert result[arm].f1_by_repeat == pytest.approx([one.f1_macro for one in single])
        low, high = result[arm].f1_macro_interval
        assert low < result[arm].f1_macro < high
    better, baseline = result["dcgan"], result["classic"]
    assert (baseline.f1_difference, baseline.p_value, baseline.only_this) == (None, None, None)
    assert better.f1_difference == pytest.approx(better.f1_macro - baseline.f1_macro)


def test_equal_arms_differ_by_nothing() -> None:
    on = judged(10, 3)
    same = guesses(on.labels, np.arange(5))
    result = outcomes({"classic": [same], "dcgan": [same]}, on, ("fear",), "classic")["dcgan"]
    assert result.f1_difference == pytest.approx(0) and result.f1_difference_interval == pytest.approx((0, 0))
    assert result.p_value == 1.0
    assert "cannot tell" in verdict("dcgan", "classic", result)


def test_a_clear_difference_is_seen_and_one_person_is_one_person() -> None:
    """Twelve pictures gained are much where they are of twelve people, and little where they are all of one."""
    spread, alone = judged(60, 1), judged(5, 12)
    wrong = np.arange(0, 60, 5)
    one_person = np.arange(12)
    by_many = outcomes(
        {"classic": [guesses(spread.labels, wrong)], "dcgan": [guesses(spread.labels, wrong[:0])]},
        spread, ("fear",), "classic",
    )["dcgan"]  # fmt: skip
    by_one = outcomes(
        {"classic": [guesses(alone.labels, one_person)], "dcgan": [guesses(alone.labels, one_person[:0])]},
        alone, ("fear",), "classic",
    )["dcgan"]  # fmt: skip
    assert by_many.f1_difference_interval is not None and by_many.f1_difference_interval[0] > 0.05
    assert by_one.f1_difference_interval is not None and by_one.f1_difference_interval[0] == 0
    assert by_many.only_this == by_one.only_this == 12 and by_many.only_baseline == 0
    assert by_many.p_value == by_one.p_value == pytest.approx(2 * 0.5**12)
    assert "dcgan helps over classic" in verdict("dcgan", "classic", by_many)


def test_harm_is_called_harm() -> None:
    on = judged(60, 1)
    result = outcomes(
        {"classic": [guesses(on.labels, np.arange(0))], "dcgan": [guesses(on.labels, np.arange(0, 60, 4))]},
        on, ("fear",), "classic",
    )  # fmt: skip
    assert "dcgan harms, against classic: -25.0 points" in verdict("dcgan", "classic", result["dcgan"])
    figure = outcome_plot({"bundled": result, "vgg16:scratch": result}, "classic")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["bundled", "vgg16:scratch"]
    assert isinstance(result["classic"], ArmOutcome)


def test_the_rare_classes() -> None:
    assert rare_classes([0] * 10 + [1] * 5 + [2] * 6, CLASSES) == ("fear",)
    assert rare_classes([0] * 10 + [1] * 8 + [2] * 9, CLASSES) == ("fear",)
