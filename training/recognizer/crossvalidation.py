"""K-fold cross-validation by subject, with the row that every such table needs: what the bare pixels give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from engine.preprocessing import to_input
from training.datasets import splits
from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.evaluation.comparison import softmax
from training.evaluation.metrics import Figures
from training.recognizer import features, vgg16
from training.recognizer.config import RetrainConfig
from training.recognizer.retraining import fine_tune, train_head

Event = dict[str, Any]
Labels = NDArray[np.int64]
Fold = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Indices to train on, and to judge on."""


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """`probabilities` (n, classes): each picture's from the fold that it was kept out of; `figures` over all
    of them."""

    name: str
    probabilities: NDArray[np.float64]
    figures: Figures
    fold_accuracies: tuple[float, ...]


def subject_folds(faces: LabelledFaces, subjects: Sequence[str], k: int, seed: int) -> list[Fold]:
    """The k folds; no subject is on both sides of one."""
    fold_of = splits.folds(faces.labels, subjects, k, seed)
    return [(np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(k)]


def cross_validate(
    name: str,
    faces: LabelledFaces,
    folds: Sequence[Fold],
    predict: Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.floating[Any]]],
    on_event: Callable[[Event], None] = lambda event: None,
) -> CrossValidation:
    """Runs `predict(train indices, test indices) -> probabilities` on each fold."""
    probabilities = np.zeros((len(faces), len(faces.classes)))
    accuracies = []
    for number, (train, test) in enumerate(folds, start=1):
        probabilities[test] = predict(train, test)
        accuracies.append(float(np.mean(probabilities[test].argmax(axis=1) == faces.labels[test])))
        on_event({"model": name, "fold": number, "folds": len(folds), "accuracy": round(accuracies[-1], 4)})
    figures = metrics.figures(probabilities, faces.labels, faces.classes)
    return CrossValidation(name, probabilities, figures, tuple(accuracies))


def pixel_predictor(
    faces: LabelledFaces, penalty: float = 1.0
) -> Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.floating[Any]]]:
    """Multinomial logistic regression on the raw pixels, L2-penalised: what aligned, posed faces give away for
    nothing."""
    pixels = to_input(faces.faces)[..., 0].reshape(len(faces), -1).astype(np.float64)

    def predict(train: NDArray[np.intp], test: NDArray[np.intp]) -> NDArray[np.floating[Any]]:
        mean, deviation = pixels[train].mean(axis=0), pixels[train].std(axis=0) + 1e-6
        seen = (pixels[train] - mean) / deviation
        weights = logistic_regression(seen, faces.labels[train], len(faces.classes), penalty)
        return softmax(((pixels[test] - mean) / deviation) @ weights[:-1] + weights[-1])

    return predict


def logistic_regression(
    inputs: NDArray[np.float64], labels: Labels, n_classes: int, penalty: float
) -> NDArray[np.float64]:
    """Weights (features + 1, classes), the last row the intercepts, by L-BFGS; `penalty` is on the weights'
    squares."""
    n, width = inputs.shape
    targets = np.eye(n_classes)[labels]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(width + 1, n_classes)
        probabilities = softmax(inputs @ weights[:-1] + weights[-1])
        error = (probabilities - targets) / n
        gradient = np.vstack([inputs.T @ error + penalty / n * weights[:-1], error.sum(axis=0)])
        value = metrics.log_loss(probabilities, labels) + penalty / (2 * n) * np.sum(weights[:-1] ** 2)
        return float(value), gradient.ravel()

    result = minimize(loss, np.zeros((width + 1) * n_classes), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(result.x).reshape(width + 1, n_classes)


def head_predictor(
    faces: LabelledFaces, backbone: vgg16.Weights, config: RetrainConfig
) -> Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.floating[Any]]]:
    """The seed's head on the frozen backbone; features are computed once for all folds.

    All epochs are run and the last one is taken: to choose one by the fold that judges it would flatter it.
    """
    views = features.extract_views(
        features.backbone_with(backbone), faces.faces, config.views, config.transforms, config.seed
    )
    targets = np.eye(len(faces.classes), dtype=np.float32)[faces.labels]

    def predict(train: NDArray[np.intp], test: NDArray[np.intp]) -> NDArray[np.floating[Any]]:
        keras.utils.clear_session()
        seen = (views[0, train[:1]], faces.labels[train[:1]])
        head, _ = train_head(views[:, train], targets[train], seen, config)
        return np.asarray(head.predict(views[0, test], verbose=0))

    return predict


def fine_tuning_predictor(
    faces: LabelledFaces, backbone: vgg16.Weights, head_config: RetrainConfig, config: RetrainConfig
) -> Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.floating[Any]]]:
    """The head first, on the frozen backbone, then both together."""
    views = features.extract_views(
        features.backbone_with(backbone), faces.faces, head_config.views, head_config.transforms, head_config.seed
    )
    targets = np.eye(len(faces.classes), dtype=np.float32)[faces.labels]

    def predict(train: NDArray[np.intp], test: NDArray[np.intp]) -> NDArray[np.floating[Any]]:
        keras.utils.clear_session()
        first = train[:1]
        head, _ = train_head(views[:, train], targets[train], (views[0, first], faces.labels[first]), head_config)
        model, _ = fine_tune(
            backbone, head, faces.faces[train], targets[train], (faces.faces[first], faces.labels[first]), config
        )
        return np.asarray(model.predict(to_input(faces.faces[test]), verbose=0))

    return predict
