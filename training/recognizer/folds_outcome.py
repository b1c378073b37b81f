"""What a measurement by folds says of its methods, with intervals over people, and of each against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from training.datasets.images import LabelledFaces
from training.evaluation.comparison import compare
from training.evaluation.over_people import NOT_JUDGED, Guesses, Matrices, confusions, interval, resampled
from training.recognizer.crossvalidation import CrossValidation


def folds_outcome(
    results: Sequence[CrossValidation], faces: LabelledFaces, subjects: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """By method, in the order of `results`: its figures, "fold_accuracies", "accuracy_interval" and
    "f1_macro_interval" (95 %, over people and repeats), and "over", None for the first one: what it adds to the one
    before it on the pictures that both have judged.

    "over": `{"model": the one before, "difference", "interval": of accuracy, "only_before", "only_this", "p_value",
    "p_over_people"}`. The last four, as in `Comparison`, are of the first repeat, in which each picture stands once.
    """
    models: dict[str, dict[str, Any]] = {}
    before: CrossValidation | None = None
    for result in results:
        models[result.name] = {
            **result.figures.as_json(),
            "fold_accuracies": list(result.fold_accuracies),
            **_intervals(result.guesses, faces, subjects),
            "over": None if before is None else _over(before, result, faces, subjects),
        }
        before = result
    return models


def _intervals(guesses: Guesses, faces: LabelledFaces, subjects: Sequence[str]) -> dict[str, list[float]]:
    table = confusions(guesses, faces.labels, subjects, len(faces.classes))
    drawn = resampled({"": table}, _figures)[""]
    return {
        "accuracy_interval": list(interval(drawn[:, 0])),
        "f1_macro_interval": list(interval(drawn[:, 1])),
    }


def _over(
    before: CrossValidation, this: CrossValidation, faces: LabelledFaces, subjects: Sequence[str]
) -> dict[str, Any]:
    both = (before.guesses != NOT_JUDGED) & (this.guesses != NOT_JUDGED)
    guesses = [np.where(both, one.guesses, NOT_JUDGED) for one in (before, this)]
    tables = [confusions(one, faces.labels, subjects, len(faces.classes)) for one in guesses]
    plain = [_figures(table.sum(axis=1)) for table in tables]
    drawn = resampled(dict(zip(("before", "this"), tables, strict=True)), _figures)
    before_right, this_right = (one[0, both[0]] == faces.labels[both[0]] for one in guesses)
    paired = compare(before_right, this_right, [who for who, judged in zip(subjects, both[0], strict=True) if judged])
    return {
        "model": before.name,
        "difference": plain[1][0] - plain[0][0],
        "interval": list(interval((drawn["this"] - drawn["before"])[:, 0])),
        "only_before": paired.only_first,
        "only_this": paired.only_second,
        "p_value": paired.p_value,
        "p_over_people": paired.p_over_people,
    }


def _figures(matrices: Matrices) -> tuple[float, float]:
    """Accuracy and macro F1 of all repeats' pictures together; a class without pictures says nothing."""
    matrix = matrices.sum(axis=0)
    true, actual = np.diag(matrix), matrix.sum(axis=1)
    f1 = 2 * true / np.maximum(actual + matrix.sum(axis=0), 1)
    return float(true.sum() / max(actual.sum(), 1)), float(f1[actual > 0].mean()) if actual.any() else 0.0
