"""Intervals that know how few people there are.

Pictures of one person are alike, and trainings on one training set are too: a bootstrap draws people, and repeats of
a training, anew (Field and Welsh, "Bootstrapping clustered data", 2007). What is compared is drawn alike, so that
differences are paired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve
from scipy.stats import binom

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
    return {name: np.array([figures(drawn) for drawn in _drawn(table, seed)]) for name, table in tables.items()}


def share_interval(right: NDArray[np.bool_], people: Sequence[str]) -> Interval:
    """Wilson's 95 % interval of a share, with as many pictures as they are worth of people of whom there are several
    each (Dean and Pagano, "Evaluating confidence interval methods for binomial proportions in clustered surveys",
    2015). `right` (n,): of each picture, `people`: who is on it. Where all or none are right, or all are of one
    person, a person is worth one picture.
    """
    n, share = len(right), float(np.mean(right))
    names, person_of = np.unique(np.asarray(people), return_inverse=True)
    beyond = np.zeros(len(names))
    np.add.at(beyond, person_of, right - share)
    variance = float(np.sum(beyond**2)) / n**2
    alike = share in (0, 1) or len(names) == 1
    worth = len(names) if alike else min(n, share * (1 - share) / max(variance, 1e-12))
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


def sign_flip_p(gains: NDArray[np.floating[Any]]) -> float:
    """How often chance gives as large a sum of people's `gains`, (people,) whole numbers, where each could as well
    have been a loss: the exact test by flipped signs (Fisher, "The design of experiments", 1935, section 21).

    Where each person gains or loses one picture it is McNemar's exact test. Five people can never show a difference
    at 5 %.
    """
    sizes, counts = np.unique(np.abs(gains[gains != 0]).astype(np.int64), return_counts=True)
    chances, total = np.ones(1), int(np.sum(sizes * counts))
    for size, count in zip(sizes, counts, strict=True):
        of_size = np.zeros(2 * size * count + 1)
        of_size[:: 2 * size] = binom.pmf(np.arange(count + 1), count, 0.5)
        chances = fftconvolve(chances, of_size) if len(sizes) > 1 else of_size
    sums = np.arange(-total, total + 1)
    return float(min(1.0, chances[np.abs(sums) >= abs(np.sum(gains))].sum()))


def interval(values: NDArray[np.float64]) -> Interval:
    """The middle 95 % of the drawn `values`, (draws,)."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _drawn(table: Matrices, seed: int) -> Iterator[Matrices]:
    """2,000 times the summed confusion matrices of drawn people, of repeats that are drawn with replacement too."""
    repeats, people = table.shape[:2]
    rng = np.random.default_rng(seed)
    for _ in range(RESAMPLES):
        weights = np.bincount(rng.integers(0, people, people), minlength=people).astype(np.float64)
        of_repeats = np.random.default_rng(int(rng.random() * 2**53)).integers(0, repeats, repeats)
        yield np.tensordot(weights, table, (0, 1))[of_repeats]
