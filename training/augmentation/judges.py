"""Who looks at generated faces: the backbone for features, the active model, and classifiers that never saw any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from engine import model_registry
from engine.classifier import Classifier, load_classifier
from engine.model_registry import BACKBONE_FILE
from engine.paths import Paths
from engine.preprocessing import to_input
from training.augmentation.distances import Features
from training.augmentation.pictures import Faces
from training.augmentation.quality import FaceSet, unit_pixels
from training.datasets.images import LabelledFaces
from training.evaluation.evaluation import predicted
from training.recognizer.features import backbone_with, extract
from training.recognizer.logistic_regression import Probabilities, logistic_regression
from training.recognizer.vgg16 import load_backbone


@dataclass(frozen=True, slots=True, eq=False)
class Judges:
    """`backbone`: the bundled model's, with its learned features. `active`: the model that the kiosk uses.

    Two that learned from the dataset's real training faces only, and know what its labels mean; None where there is
    one class only. `by_features`: features (n, d) to probabilities of `classes`; it decides what the filter lets
    pass. `by_pixels`: faces to the same; it shares nothing with the others, and judges what has passed."""

    backbone: keras.Model
    active: Classifier
    classes: tuple[str, ...]
    by_features: Callable[[Features], Probabilities] | None
    by_pixels: Callable[[Faces], Probabilities] | None

    def seen(
        self,
        faces: Faces,
        subjects: tuple[str, ...] = (),
        on_progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> FaceSet:
        """Faces in the spaces that quality is measured in."""
        return FaceSet(extract(self.backbone, faces, on_progress), unit_pixels(faces), subjects)

    def taken(self, faces: Faces) -> NDArray[np.float32]:
        """The active model's probabilities (n, its classes)."""
        return predicted(self.active, faces)


def judges_for(train: LabelledFaces, paths: Paths, *, bundled: bool = False) -> Judges:
    """`train`: the real training faces of all chosen classes; `bundled`: the bundled model stands in for the active
    one. Raises `KnownError` where no model can be loaded."""
    backbone = backbone_with(load_backbone(paths.bundled_model / BACKBONE_FILE))
    active = load_classifier(paths.bundled_model if bundled else model_registry.active_model_folder(paths))
    if np.count_nonzero(list(train.counts().values())) < 2:
        return Judges(backbone, active, train.classes, None, None)
    by_features = logistic_regression(extract(backbone, train.faces), train.labels, len(train.classes))
    return Judges(backbone, active, train.classes, by_features, pixel_judge(train))


def pixel_judge(train: LabelledFaces) -> Callable[[Faces], Probabilities]:
    """Logistic regression on the pixels: simple, and hard to fool where faces are aligned."""
    judge = logistic_regression(_pixel_rows(train.faces), train.labels, len(train.classes))
    return lambda faces: judge(_pixel_rows(faces))


def _pixel_rows(faces: Faces) -> NDArray[np.float32]:
    return to_input(faces)[..., 0].reshape(len(faces), -1)
