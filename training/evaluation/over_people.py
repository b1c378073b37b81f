"""Intervals that know how few people there are.

Pictures of one person are alike, and trainings on one training set are too: a bootstrap draws people, and repeats of
a training, anew (Field and Welsh, "Bootstrapping clustered data", 2007). What is compared is drawn alike, so that
differences are paired.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.insights import inference

RESAMPLES = 2000
NOT_JUDGED = -1
"""In place of a guess: this repeat says nothing of this picture."""

Guesses = NDArray[np.integer[Any]]
"""(repeats, n): the class that each repeat takes each picture for, or `NOT_JUDGED`."""
Matrices = NDArray[np.float64]
"""Confusion matrices (repeats, k, k): rows are what pictures show, columns what they are taken for."""
Interval = tuple[float, float]


def confusions(guesses: Guesses, labels: NDArray[np.int64], people: Sequence[str], n_classes: int) -> Matrices:
    """Each person's confusion matrix in each repeat, (repeats, people, k, k)."""
    names, person_of = np.unique(np.asarray(people), return_inverse=True)
    tables = np.zeros((len(guesses), len(names), n_classes, n_classes))
    for table, row in zip(tables, guesses, strict=True):
        judged = row != NOT_JUDGED
        np.add.at(table, (person_of[judged], labels[judged], row[judged]), 1)
    return tables


def resampled(
    tables: Mapping[str, Matrices], figures: Callable[[Matrices], Sequence[float]], seed: int = 1
) -> dict[str, NDArray[np.float64]]:
    """`figures` of 2,000 draws, (draws, figures) by the names of `tables`, whose values are as `confusions` makes
    them, of the same people. A draw's people are the same under all names."""
    n_people = next(iter(tables.values())).shape[1]
    rng = np.random.default_rng(seed)
    draws = [(np.asarray(rng.integers(0, n_people, n_people)), rng.random()) for _ in range(RESAMPLES)]
    return {
        name: np.array([figures(_drawn(table, people, repeat_seed)) for people, repeat_seed in draws])
        for name, table in tables.items()
    }


def share_interval(right: NDArray[np.bool_], people: Sequence[str]) -> Interval:
    """Wilson's 95 % interval of a share, with as many pictures as they are worth of people of whom there are several
    each (Dean and Pagano, "Evaluating confidence interval methods for binomial proportions in clustered surveys",
    2015). `right` (n,): of each picture, `people`: who is on it. Where all or none are right, a person is worth one.
    """
    n, share = len(right), float(np.mean(right))
    names, person_of = np.unique(np.asarray(people), return_inverse=True)
    beyond = np.zeros(len(names))
    np.add.at(beyond, person_of, right - share)
    variance = float(np.sum(beyond**2)) / n**2
    worth = min(n, share * (1 - share) / variance) if variance else len(names)
    wilson = inference.share_interval(share * worth, worth)
    assert wilson is not None
    return wilson


def resampled_ratios(
    sums: NDArray[np.floating[Any]], counts: NDArray[np.integer[Any]], seed: int = 1
) -> NDArray[np.float64]:
    """Means over pictures of 2,000 draws of people, (draws,): each person gives a sum over `counts` pictures."""
    rng = np.random.default_rng(seed)
    draws = (rng.integers(0, len(sums), len(sums)) for _ in range(RESAMPLES))
    return np.array([sums[people].sum() / counts[people].sum() for people in draws])


def interval(values: NDArray[np.float64]) -> Interval:
    """The middle 95 % of the drawn `values`, (draws,)."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _drawn(table: Matrices, people: NDArray[np.int64], repeat_seed: float) -> Matrices:
    """The summed confusion matrices of the drawn people, of repeats that are drawn with replacement too."""
    repeats = np.random.default_rng(int(repeat_seed * 2**53)).integers(0, len(table), len(table))
    weights = np.bincount(people, minlength=table.shape[1]).astype(np.float64)
    return np.asarray(np.einsum("s,rsij->rij", weights, table[repeats]))
