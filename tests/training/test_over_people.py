"""Intervals know people, not pictures."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluation.over_people import NOT_JUDGED, Matrices, confusions, interval, resampled

LABELS = np.arange(60) % 2


def accuracy(matrices: Matrices) -> tuple[float]:
    matrix = matrices.sum(axis=0)
    return (float(np.trace(matrix) / matrix.sum()),)


def guesses(wrong: np.ndarray) -> np.ndarray:
    said = LABELS.copy()
    said[wrong] = 1 - said[wrong]
    return said[None]


def test_one_picture_of_each_person_gives_the_binomial_interval() -> None:
    """0.8 of 60: a standard error of 0.052, so 0.70 to 0.90 by the normal approximation."""
    people = [f"S{i}" for i in range(60)]
    table = confusions(guesses(np.arange(0, 60, 5)), LABELS, people, 2)
    low, high = interval(resampled({"one": table}, accuracy)["one"][:, 0])
    assert low == pytest.approx(0.70, abs=0.02) and high == pytest.approx(0.90, abs=0.02)


def test_the_same_pictures_of_five_people_say_less() -> None:
    """All twelve of one person are wrong: of five people drawn, none to all five may be that one."""
    people = [f"S{i // 12}" for i in range(60)]
    table = confusions(guesses(np.arange(12)), LABELS, people, 2)
    low, high = interval(resampled({"one": table}, accuracy)["one"][:, 0])
    assert low == pytest.approx(0.4) and high == 1.0


def test_what_is_compared_is_drawn_alike() -> None:
    people = [f"S{i // 3}" for i in range(60)]
    table = confusions(guesses(np.arange(9)), LABELS, people, 2)
    drawn = resampled({"one": table, "other": table.copy()}, accuracy)
    assert np.array_equal(drawn["one"], drawn["other"])


def test_pictures_that_were_not_judged_count_for_nothing() -> None:
    said = np.stack([LABELS, np.full(60, NOT_JUDGED)])
    said[0, :10] = NOT_JUDGED
    table = confusions(said, LABELS, ["S"] * 60, 2)
    assert table.shape == (2, 1, 2, 2)
    assert table[0, 0].tolist() == [[25, 0], [0, 25]] and table[1].sum() == 0
