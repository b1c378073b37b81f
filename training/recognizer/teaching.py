"""What other models answer, as a part of the targets (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
network", 2015).

The mean of a model's answers over many views of a face is better than its answer to the face alone, and a network can
be taught to give that mean at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.classifier import Classifier, load_classifier
from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import Paths
from training.datasets.transforms import Transforms
from training.evaluation.evaluation import predicted
from training.evaluation.metrics import limited
from training.recognizer.class_bias import without_bias
from training.recognizer.config import TrainConfig
from training.recognizer.going_on import teacher_for

Teach = Callable[[NDArray[np.uint8], NDArray[np.float32]], NDArray[np.float32]]
"""Faces (n, 48, 48) and their targets (n, classes) to the targets that are taught."""
Teacher = Callable[[NDArray[np.uint8], np.random.Generator], NDArray[np.float32]]
"""Faces (n, 48, 48) to probabilities (n, classes)."""

LOOKS = Transforms(rotation_deg=12, zoom=0.2, shift=0.05)
"""About as much as detectors' boxes differ. Two thirds of it and half as much again were a little worse by the log
loss of the mean over 12 views (FER2013's PublicTest: 0.664, 0.666 and 0.670, against 0.693 of the face alone)."""


def teacher_of(folders: Sequence[Path], classes: tuple[str, ...], looks: int = 0) -> Teacher:
    """The mean answer of the models in `folders`, over `looks` random views of each face; 0: over the face and its
    mirror image.

    Where a model's classes were given a bias at its end, that is taken off again: what is taught gets its own at its
    end. Raises `KnownError` where a model tells other classes apart.
    """
    models = [(_loaded(folder, classes), read_manifest(folder)) for folder in folders]

    def answers(faces: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
        views = [LOOKS.apply(faces, rng) for _ in range(looks)] or [faces, faces[:, :, ::-1]]
        each = [without_bias(predicted(model, view), manifest) for model, manifest in models for view in views]
        return np.asarray(np.mean(each, axis=0), np.float32)

    return answers


def teaching(config: TrainConfig, classes: tuple[str, ...], paths: Paths) -> Teach:
    """Makes targets of which `config.teacher_share` is what the backbone's own model answers to the picture that is
    shown, limited to the `classes`.

    The answers are as a kiosk gets them, with what was added to the logits: they are of the use that the new model is
    for. (Without, the bundled model reads 583 of CK+48's 675 faces right, with it 609.)

    Raises `KnownError` where that model cannot teach.
    """
    if config.teacher_share == 0:
        return lambda faces, targets: targets
    model = load_classifier(teacher_for(classes, config.backbone, paths))
    columns = [model.classes.index(name) for name in classes]

    def teach(faces: NDArray[np.uint8], targets: NDArray[np.float32]) -> NDArray[np.float32]:
        return taught(targets, limited(predicted(model, faces), columns), config.teacher_share)

    return teach


def taught(targets: NDArray[np.float32], answers: NDArray[np.float32], share: float) -> NDArray[np.float32]:
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
