"""What other models answer, as a part of the targets (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
network", 2015).

The mean of a model's answers over many views of a face is better than its answer to the face alone, and a network can
be taught to give that mean at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.classifier import Classifier, load_classifier
from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import Paths
from training.datasets.transforms import Faces, Transforms
from training.evaluation.evaluation import predicted
from training.recognizer.class_bias import without_bias
from training.recognizer.config import TrainConfig
from training.recognizer.going_on import teacher_for
from training.recognizer.logistic_regression import logistic_regression

Teach = Callable[[Faces, NDArray[np.float32]], NDArray[np.float32]]
"""Faces (n, 48, 48) and their targets (n, classes) to the targets that are taught."""
Teaching = Callable[[Faces, NDArray[np.int64]], Teach]
"""The faces (n, 48, 48) that a training has and their labels (n,) to how it is taught."""
Teacher = Callable[[Faces, np.random.Generator], NDArray[np.float32]]
"""Faces (n, 48, 48) to probabilities (n, classes)."""

LOOKS = Transforms(rotation_deg=12, zoom=0.2, shift=0.05)
"""About as much as detectors' boxes differ. Two thirds of it and half as much again were a little worse by the log
loss of the mean over 12 views (FER2013's PublicTest: 0.664, 0.666 and 0.670, against 0.693 of the face alone)."""
_LEAST = 1e-6
"""A probability that tells no more when it is smaller."""


def teacher_of(folders: Sequence[Path], classes: tuple[str, ...], looks: int = 0) -> Teacher:
    """The mean answer of the models in `folders`, over `looks` random views of each face; 0: over the face and its
    mirror image.

    Where a model's classes were given a bias at its end, that is taken off again: what is taught gets its own at its
    end. Raises `KnownError` where a model tells other classes apart.
    """
    models = [(_loaded(folder, classes), read_manifest(folder)) for folder in folders]

    def answers(faces: Faces, rng: np.random.Generator) -> NDArray[np.float32]:
        views = [LOOKS.apply(faces, rng) for _ in range(looks)] or [faces, faces[:, :, ::-1]]
        each = [without_bias(predicted(model, view), manifest) for model, manifest in models for view in views]
        return np.asarray(np.mean(each, axis=0), np.float32)

    return answers


def teaching_of(config: TrainConfig, n_classes: int, paths: Paths) -> Teaching:
    """Makes targets of which `config.teacher_share` is what the backbone's own model answers to the picture that is
    shown, in terms of the classes that are trained.

    What its answers mean for these classes is learned from the faces that are trained on: it may know other classes,
    and what it takes other people's faces for is off in the same way for most of them. As it is, it reads 609 of
    CK+48's 675 faces rightly and takes 24 of 60 in fear for something else; so corrected, by folds of people, 624
    (log loss 0.326 and 0.185). As a correction of one model's probabilities it is matrix scaling (Guo et al., "On
    calibration of modern neural networks", 2017), as a step towards another one's classes stacking (Wolpert, "Stacked
    generalization", 1992).

    Raises `KnownError` where that model cannot teach.
    """
    if config.teacher_share == 0:
        return labels_alone
    model = load_classifier(teacher_for(config.backbone, paths))

    def answers(faces: Faces) -> NDArray[np.float64]:
        return np.log(np.maximum(predicted(model, faces).astype(np.float64), _LEAST))

    def of(faces: Faces, labels: NDArray[np.int64]) -> Teach:
        meant = logistic_regression(answers(faces), labels, n_classes)
        return lambda views, targets: taught(targets, meant(answers(views)), config.teacher_share)

    return of


def labels_alone(faces: Faces, labels: NDArray[np.int64]) -> Teach:
    """The `Teaching` without a teacher."""
    return lambda views, targets: targets


def taught(targets: NDArray[np.float32], answers: NDArray[np.floating[Any]], share: float) -> NDArray[np.float32]:
    """Targets (n, classes) of which `share` is what a teacher answers, (n, classes)."""
    return np.asarray((1 - share) * targets + share * answers, np.float32)


def _loaded(folder: Path, classes: tuple[str, ...]) -> Classifier:
    classifier = load_classifier(folder)
    if classifier.classes != classes:
        raise KnownError(
            "The teacher in {folder} tells {known} apart, not {wanted}. Take another one.",
            folder=folder,
            known=", ".join(classifier.classes),
            wanted=", ".join(classes),
        )
    return classifier
