"""What a comparison of arms says: figures with intervals that know how few people there are.

Pictures of one person are alike, and heads of one training set are too: intervals come from a bootstrap that draws
test subjects and repeats anew (Field and Welsh, "Bootstrapping clustered data", 2007), the same for both arms of a
difference. McNemar's exact test takes each picture once, by the mean of the repeats' probabilities; it treats
pictures as independent, which pictures of one person are not, and is given beside the intervals, not for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.augmentation.sides import Judged
from training.evaluation import metrics
from training.evaluation.comparison import compare

RESAMPLES = 2000

Probabilities = NDArray[np.floating[Any]]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ArmOutcome:
    """One backbone and arm: means over the repeats, with 95 % intervals. `f1`: by class; `f1_rare`: mean over the
    rare classes. `f1_difference`: macro F1 less the baseline's; `p_value`: McNemar's, of accuracy; `only_baseline`
    and `only_this`: pictures that just one of the two has right. None at the baseline."""

    accuracy: float
    accuracy_interval: Interval
    f1_macro: float
    f1_macro_interval: Interval
    f1_rare: float
    f1_rare_interval: Interval
    f1: Mapping[str, float]
    f1_by_repeat: tuple[float, ...]
    f1_difference: float | None = None
    f1_difference_interval: Interval | None = None
    rare_difference: float | None = None
    rare_difference_interval: Interval | None = None
    p_value: float | None = None
    only_baseline: int | None = None
    only_this: int | None = None


def outcomes(
    predictions: Mapping[str, Sequence[Probabilities]],
    judged: Judged,
    rare: Sequence[str],
    baseline: str,
    seed: int = 1,
) -> dict[str, ArmOutcome]:
    """`predictions`: by arm, for each repeat, probabilities (n, classes) of all judged pictures, in one order."""
    names, subject_of = np.unique(np.asarray(judged.subjects), return_inverse=True)
    guesses = {arm: np.stack([p.argmax(axis=1) for p in given]) for arm, given in predictions.items()}
    # counts[arm][repeat, subject] is that subject's confusion matrix: a resample is a sum of such matrices.
    k = len(judged.classes)
    counts: dict[str, NDArray[np.float64]] = {}
    for arm, guessed in guesses.items():
        table = np.zeros((len(guessed), len(names), k, k))
        for repeat, row in enumerate(guessed):
            np.add.at(table[repeat], (subject_of, judged.labels, row), 1)
        counts[arm] = table
    rng = np.random.default_rng(seed)
    draws = [(rng.integers(0, len(names), len(names)), rng.random(1)) for _ in range(RESAMPLES)]
    rare_at = [judged.classes.index(name) for name in rare]
    resampled = {
        arm: np.array([_figures(_drawn(table, draw), rare_at) for draw in draws]) for arm, table in counts.items()
    }
    plain = {arm: _figures(table.sum(axis=1), rare_at) for arm, table in counts.items()}
    right = {arm: np.mean(given, axis=0).argmax(axis=1) == judged.labels for arm, given in predictions.items()}
    result = {}
    for arm, given in predictions.items():
        single = [metrics.figures(p, judged.labels, judged.classes) for p in given]
        accuracy, f1, f1_rare = plain[arm]
        intervals = [_interval(resampled[arm][:, column]) for column in range(3)]
        own: dict[str, Any] = {}
        if arm != baseline:
            differences = resampled[arm] - resampled[baseline]
            paired = compare(right[baseline], right[arm])
            own = {
                "f1_difference": float(f1 - plain[baseline][1]),
                "f1_difference_interval": _interval(differences[:, 1]),
                "rare_difference": float(f1_rare - plain[baseline][2]),
                "rare_difference_interval": _interval(differences[:, 2]),
                "p_value": paired.p_value,
                "only_baseline": paired.only_first,
                "only_this": paired.only_second,
            }
        result[arm] = ArmOutcome(
            float(accuracy),
            intervals[0],
            float(f1),
            intervals[1],
            float(f1_rare),
            intervals[2],
            {name: float(np.mean([one.per_class[name].f1 for one in single])) for name in judged.classes},
            tuple(one.f1_macro for one in single),
            **own,
        )
    return result


def _drawn(table: NDArray[np.float64], draw: tuple[NDArray[np.int64], NDArray[np.float64]]) -> NDArray[np.float64]:
    """Confusion matrices (repeats, k, k) of subjects, and of repeats, drawn with replacement."""
    subjects, repeat_seed = draw
    repeats = np.random.default_rng(int(repeat_seed[0] * 2**53)).integers(0, len(table), len(table))
    weights = np.bincount(subjects, minlength=table.shape[1]).astype(np.float64)
    return np.asarray(np.einsum("s,rsij->rij", weights, table[repeats]))


def _figures(matrices: NDArray[np.float64], rare_at: Sequence[int]) -> tuple[float, float, float]:
    """Accuracy, macro F1 and mean F1 of the rare classes, each the mean over confusion matrices (repeats, k, k)."""
    true = np.einsum("rii->ri", matrices)
    actual, guessed = matrices.sum(axis=2), matrices.sum(axis=1)
    f1 = 2 * true / np.maximum(actual + guessed, 1)
    present = actual > 0
    macro = (f1 * present).sum(axis=1) / np.maximum(present.sum(axis=1), 1)
    rare = (f1 * present)[:, rare_at].sum(axis=1) / np.maximum(present[:, rare_at].sum(axis=1), 1)
    accuracy = true.sum(axis=1) / np.maximum(actual.sum(axis=1), 1)
    return float(accuracy.mean()), float(macro.mean()), float(rare.mean())


def _interval(values: NDArray[np.float64]) -> Interval:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def verdict(arm: str, baseline: str, outcome: ArmOutcome) -> str:
    """One sentence: helps, harms, or too little to tell."""
    assert outcome.f1_difference is not None and outcome.f1_difference_interval is not None
    low, high = outcome.f1_difference_interval
    by = f"{100 * outcome.f1_difference:+.1f} points of macro F1 ({100 * low:+.1f} to {100 * high:+.1f})"
    if low > 0:
        return f"{arm} helps over {baseline}: {by}."
    if high < 0:
        return f"{arm} harms, against {baseline}: {by}."
    return f"{arm} against {baseline}: {by}; the interval holds 0, so these pictures cannot tell."
