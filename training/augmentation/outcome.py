"""What a comparison of arms says: figures with intervals that know how few people there are.

Intervals come from a bootstrap over test subjects and repeats (`training/evaluation/over_people.py`), the same for
both arms of a difference. McNemar's exact test takes each picture once, by the mean of the repeats' probabilities; it
treats pictures as independent, which pictures of one person are not, and is given beside the intervals, not for them.
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
from training.evaluation.over_people import Interval, confusions, interval, resampled

Probabilities = NDArray[np.floating[Any]]


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
    k = len(judged.classes)
    counts = {
        arm: confusions(np.stack([p.argmax(axis=1) for p in given]), judged.labels, judged.subjects, k)
        for arm, given in predictions.items()
    }
    rare_at = [judged.classes.index(name) for name in rare]
    drawn = resampled(counts, lambda matrices: _figures(matrices, rare_at), seed)
    plain = {arm: _figures(table.sum(axis=1), rare_at) for arm, table in counts.items()}
    right = {arm: np.mean(given, axis=0).argmax(axis=1) == judged.labels for arm, given in predictions.items()}
    result = {}
    for arm, given in predictions.items():
        single = [metrics.figures(p, judged.labels, judged.classes) for p in given]
        accuracy, f1, f1_rare = plain[arm]
        intervals = [interval(drawn[arm][:, column]) for column in range(3)]
        own: dict[str, Any] = {}
        if arm != baseline:
            differences = drawn[arm] - drawn[baseline]
            paired = compare(right[baseline], right[arm], judged.subjects)
            own = {
                "f1_difference": float(f1 - plain[baseline][1]),
                "f1_difference_interval": interval(differences[:, 1]),
                "rare_difference": float(f1_rare - plain[baseline][2]),
                "rare_difference_interval": interval(differences[:, 2]),
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
