"""Figures of a classifier, in numpy: the seed's element-wise ones under Keras's names, and those that models
are judged by.

`binary_accuracy`, `precision`, `recall` and `auc` are computed as Keras computes them on one-hot labels:
over all n x classes elements, at a threshold of 0.5. They are what the seed calls accuracy, precision,
recall and AUC; a model that never decides has a `binary_accuracy` of 1 - 1 / classes. `accuracy` is the
share of pictures classed right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

Probabilities = NDArray[np.floating[Any]]
Labels = NDArray[np.integer[Any]]

AUC_THRESHOLDS = 200
"""Keras's default."""
CALIBRATION_BINS = 15


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class against the rest, by arg-max. `support`: pictures of it."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one model on one set of n pictures.

    `f1_seed` is 2pr / (p + r) of the element-wise precision and recall. `f1_macro` is the mean of the
    classes' F1 over those that occur in the labels. `confusion_matrix[i][j]`: pictures of class i that were
    taken for class j. `ece`: expected calibration error over 15 bins (Guo et al., "On calibration of modern
    neural networks", 2017).
    """

    n: int
    classes: tuple[str, ...]
    accuracy: float
    binary_accuracy: float
    precision: float
    recall: float
    auc: float
    f1_seed: float
    f1_macro: float
    ece: float
    log_loss: float
    per_class: dict[str, ClassFigures]
    confusion_matrix: tuple[tuple[int, ...], ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Figures:
        """What `as_json` gave, from among what else a document holds."""
        return TypeAdapter(cls).validate_python({one.name: document[one.name] for one in fields(cls)})


def figures(probabilities: Probabilities, labels: Labels, classes: tuple[str, ...]) -> Figures:
    """All figures. `probabilities` (n, classes), rows summing to 1; `labels` (n,) indices into `classes`."""
    n = len(labels)
    if probabilities.shape != (n, len(classes)) or n == 0:
        raise ValueError(f"{probabilities.shape} probabilities, {n} labels, {len(classes)} classes")
    one_hot = np.eye(len(classes), dtype=bool)[labels]
    decided = probabilities > 0.5
    true_positives = int(np.sum(decided & one_hot))
    precision = _ratio(true_positives, int(decided.sum()))
    recall = _ratio(true_positives, n)
    matrix = confusion_matrix(labels, probabilities.argmax(axis=1), len(classes))
    per_class = {
        name: ClassFigures(
            precision=_ratio(matrix[i, i], matrix[:, i].sum()),
            recall=_ratio(matrix[i, i], matrix[i].sum()),
            f1=_ratio(2 * matrix[i, i], matrix[i].sum() + matrix[:, i].sum()),
            support=int(matrix[i].sum()),
        )
        for i, name in enumerate(classes)
    }
    return Figures(
        n=n,
        classes=tuple(classes),
        accuracy=_ratio(np.trace(matrix), n),
        binary_accuracy=float(np.mean(decided == one_hot)),
        precision=precision,
        recall=recall,
        auc=keras_auc(probabilities.ravel(), one_hot.ravel()),
        f1_seed=_ratio(2 * precision * recall, precision + recall),
        f1_macro=float(np.mean([c.f1 for c in per_class.values() if c.support])),
        ece=calibration_error(probabilities, labels),
        log_loss=log_loss(probabilities, labels),
        per_class=per_class,
        confusion_matrix=tuple(tuple(int(count) for count in row) for row in matrix),
    )


def restricted(
    probabilities: Probabilities, labels: Labels, classes: tuple[str, ...]
) -> tuple[Probabilities, Labels, tuple[str, ...]]:
    """The same with predictions limited to the classes that occur: their probabilities, summing to 1 again."""
    present = np.unique(labels)
    return (
        limited(probabilities, present),
        np.searchsorted(present, labels),
        tuple(classes[i] for i in present),
    )


def limited(probabilities: Probabilities, columns: Sequence[int] | Labels) -> Probabilities:
    """The probabilities of some classes only, summing to 1 again."""
    kept = probabilities[:, columns] + np.finfo(np.float32).tiny
    return np.asarray(kept / kept.sum(axis=1, keepdims=True))


def confusion_matrix(labels: Labels, predicted: Labels, n_classes: int) -> NDArray[np.int64]:
    """(n_classes, n_classes) counts: rows are the true classes, columns the predicted ones."""
    counts = np.bincount(labels * n_classes + predicted, minlength=n_classes * n_classes)
    return counts.reshape(n_classes, n_classes)


def keras_auc(scores: Probabilities, truth: NDArray[np.bool_]) -> float:
    """Area under the ROC curve as `keras.metrics.AUC()` gives it: 200 thresholds, trapezoids."""
    inner = np.arange(1, AUC_THRESHOLDS - 1) / (AUC_THRESHOLDS - 1)
    thresholds = np.concatenate([[-1e-7], inner, [1 + 1e-7]]).astype(np.float32)
    # A score counts as positive above the threshold: what is left of its place among the sorted scores is
    # not.
    positives, negatives = np.sort(scores[truth]), np.sort(scores[~truth])
    true_rate = 1 - np.searchsorted(positives, thresholds, side="right") / max(1, len(positives))
    false_rate = 1 - np.searchsorted(negatives, thresholds, side="right") / max(1, len(negatives))
    return float(np.sum((true_rate[:-1] + true_rate[1:]) / 2 * (false_rate[:-1] - false_rate[1:])))


def calibration_error(probabilities: Probabilities, labels: Labels, bins: int = CALIBRATION_BINS) -> float:
    """Mean distance between how sure the model is and how often it is right, weighted by pictures a bin."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(float(confidence[inside].mean()) - float(right[inside].mean())) * inside.mean()
            for inside in (bin_of == index for index in range(bins))
            if inside.any()
        )
    )


def log_loss(probabilities: Probabilities, labels: Labels) -> float:
    """Mean negative log probability of the true class, in nats."""
    true = probabilities[np.arange(len(labels)), labels]
    return float(-np.mean(np.log(np.maximum(true, 1e-12))))


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else 0.0
