"""A model on labelled faces, through the classifier that the kiosk runs: what is measured is what is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.datasets.images import LabelledFaces
from training.datasets.splits import subject_of
from training.evaluation import metrics
from training.evaluation.comparison import Comparison, compare
from training.evaluation.metrics import Figures
from training.evaluation.over_people import Interval, share_interval

BATCH = 32


class FaceClassifier(Protocol):
    """The part of `engine.classifier.Classifier` that evaluation needs."""

    classes: tuple[str, ...]

    def classify(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`figures` over all of the model's classes; `restricted`: predictions limited to the classes present;
    `interval`: 95 % of the accuracy, over people where the files' names tell them.

    `ignored`: pictures a class that the model does not know; `unreadable`: files that are no pictures.
    """

    model: str
    figures: Figures
    restricted: Figures
    interval: Interval
    ignored: dict[str, int]
    unreadable: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            **self.figures.as_json(),
            "interval": list(self.interval),
            "ignored": dict(self.ignored),
            "unreadable": list(self.unreadable),
            "restricted": self.restricted.as_json(),
        }


def predicted(
    classifier: FaceClassifier,
    faces: NDArray[np.uint8],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """Probabilities (n, classes) of faces (n, 48, 48), in batches."""
    parts = []
    for start in range(0, len(faces), BATCH):
        parts.append(classifier.classify(faces[start : start + BATCH]))
        on_progress(min(start + BATCH, len(faces)), len(faces))
    return np.concatenate(parts)


def compare_classifiers(
    first: FaceClassifier,
    second: FaceClassifier,
    faces: LabelledFaces,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Comparison:
    """Two models on the same faces: those of the classes that both know, with both limited to these classes.

    Raises `KnownError` where no such face is there.
    """
    shared = [name for name in first.classes if name in second.classes]
    chosen = faces.take(np.isin(faces.labels, [i for i, name in enumerate(faces.classes) if name in shared]))
    if not shared or not len(chosen):
        raise KnownError("There is no face of a class that both models know. Take another folder, or other models.")
    labels = np.array([shared.index(faces.classes[label]) for label in chosen.labels])
    right = []
    for classifier in (first, second):
        columns = [classifier.classes.index(name) for name in shared]
        right.append(predicted(classifier, chosen.faces, on_progress)[:, columns].argmax(axis=1) == labels)
    return compare(right[0], right[1], people_on(chosen))


def evaluate(
    classifier: FaceClassifier,
    name: str,
    faces: LabelledFaces,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """All figures of the classifier on `faces`, whose classes must be the classifier's, in its order."""
    if faces.classes != classifier.classes:
        raise ValueError(f"the faces have the classes {faces.classes}, the model {classifier.classes}")
    probabilities = predicted(classifier, faces.faces, on_progress)
    return Evaluation(
        name,
        metrics.figures(probabilities, faces.labels, faces.classes),
        metrics.figures(*metrics.restricted(probabilities, faces.labels, faces.classes)),
        share_interval(probabilities.argmax(axis=1) == faces.labels, people_on(faces)),
        faces.ignored,
        faces.unreadable,
    )


def people_on(faces: LabelledFaces) -> tuple[str, ...]:
    """Who is on each face, where files are named as CK+ names them; another one stands for a person of its own."""
    return tuple(subject_of(PurePath(name).name) or f"#{i}" for i, name in enumerate(faces.names))
