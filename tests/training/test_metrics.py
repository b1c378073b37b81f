"""Figures against the seed's published ones, Keras's own metrics, and cases worked out by hand."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import softmax as scipy_softmax
from scipy.stats import binom

from training.evaluation import comparison, metrics

CLASSES = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("precision", "recall", "n", "binary_accuracy"),
    [(0.6824, 0.5978, 557, 0.8639), (0.8319, 0.7984, 372, 0.9274), (0.8251, 0.8118, 372, 0.9280)],
)
def test_the_seeds_accuracy_is_element_wise(precision: float, recall: float, n: int, binary_accuracy: float) -> None:
    """Predictions with the seed's precision and recall have the "accuracy" that the seed reports."""
    right = round(recall * n)
    wrong = round(right * (1 - precision) / precision)
    labels = np.arange(n) % 5
    probabilities = np.full((n, 5), 0.2)
    probabilities[np.arange(right), labels[:right]] = 0.9
    at = np.arange(right, right + wrong)
    probabilities[at, (labels[at] + 1) % 5] = 0.9
    figures = metrics.figures(probabilities, labels, CLASSES)
    assert figures.precision == pytest.approx(precision, abs=1e-3)
    assert figures.recall == pytest.approx(recall, abs=1e-3)
    assert figures.binary_accuracy == pytest.approx(binary_accuracy, abs=5e-4)


def test_a_model_that_never_decides_has_a_binary_accuracy_of_four_fifths() -> None:
    figures = metrics.figures(np.full((10, 5), 0.2), np.arange(10) % 5, CLASSES)
    assert figures.binary_accuracy == pytest.approx(0.8)
    assert figures.recall == 0


def test_element_wise_figures_are_kerass() -> None:
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 5, 300)
    probabilities = scipy_softmax(rng.normal(size=(300, 5)) * 2 + 2 * np.eye(5)[labels], axis=1).astype(np.float32)
    ours = metrics.figures(probabilities, labels, CLASSES)
    one_hot = np.eye(5, dtype=np.float32)[labels]
    for name, metric in {
        "accuracy": keras.metrics.CategoricalAccuracy(),
        "binary_accuracy": keras.metrics.BinaryAccuracy(),
        "precision": keras.metrics.Precision(),
        "recall": keras.metrics.Recall(),
        "auc": keras.metrics.AUC(),
    }.items():
        metric.update_state(one_hot, probabilities)
        assert getattr(ours, name) == pytest.approx(float(metric.result()), abs=1e-5), name


def test_macro_f1_and_confusion_by_hand() -> None:
    # Two of "a" right, one "a" taken for "b", one "b" right; "c" never occurs.
    labels, predicted = np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])
    figures = metrics.figures(np.eye(3)[predicted], labels, ("a", "b", "c"))
    assert figures.confusion_matrix == ((2, 1, 0), (0, 1, 0), (0, 0, 0))
    assert figures.f1_macro == pytest.approx((0.8 + 2 / 3) / 2)
    assert figures.accuracy == 0.75


def test_restricted_predictions_take_only_classes_that_occur() -> None:
    probabilities = np.array([[0.2, 0.5, 0.3], [0.1, 0.7, 0.2]])
    kept, labels, classes = metrics.restricted(probabilities, np.array([0, 2]), ("a", "b", "c"))
    assert classes == ("a", "c")
    assert labels.tolist() == [0, 1]
    np.testing.assert_allclose(kept, [[0.4, 0.6], [1 / 3, 2 / 3]])


def test_calibration_error_by_hand() -> None:
    # Ten pictures at 0.8: seven right. The distance is 0.1.
    labels = np.array([0] * 7 + [1] * 3)
    assert metrics.calibration_error(np.tile([0.8, 0.2], (10, 1)), labels) == pytest.approx(0.1)


@pytest.mark.parametrize("true", [0.5, 1.0, 2.5])
def test_temperature_is_found_again(true: float) -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(20_000, 4)) * 2
    honest = scipy_softmax(logits, axis=1)
    labels = (honest.cumsum(axis=1) > rng.random((len(honest), 1))).argmax(axis=1)
    assert comparison.fitted_temperature(scipy_softmax(logits * true, axis=1), labels) == pytest.approx(
        true, rel=0.05
    )


def test_mcnemars_exact_test() -> None:
    first = np.array([True] * 50 + [True] * 2 + [False] * 10 + [False] * 5)
    second = np.array([True] * 50 + [False] * 2 + [True] * 10 + [False] * 5)
    result = comparison.compare(first, second, [str(i) for i in range(67)])
    assert (result.only_first, result.only_second) == (2, 10)
    assert result.p_value == pytest.approx(2 * binom.cdf(2, 12, 0.5))
    assert result.difference == pytest.approx(8 / 67)
    # By the normal approximation: 8/67 with a standard error of sqrt(12 - 8^2/67)/67 = 0.050.
    assert result.interval == pytest.approx((0.022, 0.217), abs=0.02)


def test_a_gain_on_many_pictures_of_one_person_is_a_gain_on_one_person() -> None:
    """Twelve pictures more, all of one of five people: McNemar's test, which knows no people, is sure of it."""
    first, second = np.arange(60) >= 12, np.ones(60, bool)
    alone = comparison.compare(first, second, [f"S{i // 12}" for i in range(60)])
    spread = comparison.compare(first, second, [str(i) for i in range(60)])
    assert alone.p_value == spread.p_value < 0.001
    assert (alone.people, spread.people) == (5, 60)
    assert spread.is_significant and not alone.is_significant
    two_people = comparison.compare(np.zeros(24, bool), np.ones(24, bool), [f"S{i // 12}" for i in range(24)])
    assert two_people.p_value < 0.001 and two_people.p_over_people == 0.5 and not two_people.is_significant
    assert alone.interval[0] == 0 and spread.interval[0] == pytest.approx(0.1, abs=0.02)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_comparison_is_antisymmetric(pairs: list[tuple[bool, bool]]) -> None:
    first, second = (np.array(column) for column in zip(*pairs, strict=True))
    people = [f"S{i // 2}" for i in range(len(pairs))]
    there, back = comparison.compare(first, second, people), comparison.compare(second, first, people)
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))
    assert there.difference == -back.difference
    assert there.p_value == pytest.approx(back.p_value)
    assert 0 <= there.p_value <= 1
