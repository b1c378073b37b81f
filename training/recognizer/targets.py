"""What a training on few people's faces learns: the labels, and what the model that it starts from already knew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.classifier import load_classifier
from engine.paths import Paths
from training.datasets.images import LabelledFaces
from training.evaluation.evaluation import predicted
from training.recognizer.going_on import teacher_for


def targets_of(faces: LabelledFaces, backbone: str, teacher_share: float, paths: Paths) -> NDArray[np.float32]:
    """Targets (n, classes), rows summing to 1: the labels, and by `teacher_share` of them what the model that the
    `backbone` belongs to answers about the pictures.

    The answers are as a kiosk gets them, with what was added to the logits and the temperature: they are of the use
    that the new model is for. Raises `KnownError` where the backbone belongs to no model, or to one that does not
    know a class.
    """
    labels = np.eye(len(faces.classes), dtype=np.float32)[faces.labels]
    if teacher_share == 0:
        return labels
    teacher = load_classifier(teacher_for(faces.classes, backbone, paths))
    columns = [teacher.classes.index(name) for name in faces.classes]
    answers = predicted(teacher, faces.faces)[:, columns] + np.finfo(np.float32).tiny
    answers /= answers.sum(axis=1, keepdims=True)
    return np.asarray((1 - teacher_share) * labels + teacher_share * answers, dtype=np.float32)
