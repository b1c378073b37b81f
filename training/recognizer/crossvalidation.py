"""K-fold cross-validation by subject, with the row that every such table needs: what the bare pixels give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from engine.preprocessing import to_input
from training.datasets import splits
from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.evaluation.metrics import Figures
from training.evaluation.over_people import NOT_JUDGED, Guesses
from training.jobs.run_files import write_arrays
from training.recognizer import vgg16
from training.recognizer.config import RetrainConfig
from training.recognizer.fine_tuning import fine_tune
from training.recognizer.logistic_regression import logistic_regression
from training.recognizer.retraining import train_head
from training.recognizer.teaching import Teaching, labels_alone

Event = dict[str, Any]
Labels = NDArray[np.int64]


class Fold(NamedTuple):
    """Indices of the pictures to train on, and to judge on; `repeat` counts from 0."""

    train: NDArray[np.intp]
    test: NDArray[np.intp]
    repeat: int = 0


Predict = Callable[[Fold], NDArray[np.floating[Any]] | None]
"""Trains on a fold and gives probabilities (n, classes) for the pictures that judge it; None where a stop has cut its
training short."""
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """`figures`: over all pictures that were judged, each by the fold that it was kept out of, once a repeat;
    `fold_accuracies`: of the folds that were done, in their order; `guesses`: (repeats, n), the class that each
    repeat takes each picture for, `NOT_JUDGED` where its fold was not done."""

    name: str
    figures: Figures
    fold_accuracies: tuple[float, ...]
    guesses: Guesses


def subject_folds(faces: LabelledFaces, subjects: Sequence[str], k: int, seed: int, repeats: int = 1) -> list[Fold]:
    """The k folds of each repeat, which divides the subjects anew; no subject is on both sides of one."""
    folds = []
    for repeat in range(repeats):
        fold_of = splits.folds(faces.labels, subjects, k, seed + repeat)
        folds += [Fold(np.flatnonzero(fold_of != i), np.flatnonzero(fold_of == i), repeat) for i in range(k)]
    return folds


def cross_validate(
    name: str,
    faces: LabelledFaces,
    folds: Sequence[Fold],
    predict: Predict,
    folder: Path,
    on_event: Callable[[Event], None] = lambda event: None,
    stop: Stop = lambda: False,
) -> CrossValidation | None:
    """Judges each fold once and keeps its probabilities in `folder`: a fold that is found there is not judged again.

    A stop leaves out the folds that are not yet done; None where none is.
    """
    guesses = np.full((1 + max(fold.repeat for fold in folds), len(faces)), NOT_JUDGED)
    accuracies: list[float] = []
    judged: list[tuple[NDArray[np.floating[Any]], Labels]] = []
    for number, fold in enumerate(folds, start=1):
        kept = folder / f"{name}-{number}.npz"
        if kept.is_file():
            with np.load(kept, allow_pickle=False) as arrays:
                rows = arrays["probabilities"]
        elif stop():
            break
        else:
            predicted = predict(fold)
            if predicted is None:
                break
            rows = predicted
            write_arrays(kept, probabilities=rows)
        judged.append((rows, faces.labels[fold.test]))
        guesses[fold.repeat, fold.test] = rows.argmax(axis=1)
        accuracies.append(float(np.mean(guesses[fold.repeat, fold.test] == faces.labels[fold.test])))
        on_event({"model": name, "fold": number, "folds": len(folds), "accuracy": round(accuracies[-1], 4)})
    if not judged:
        return None
    probabilities, labels = (np.concatenate(part) for part in zip(*judged, strict=True))
    return CrossValidation(name, metrics.figures(probabilities, labels, faces.classes), tuple(accuracies), guesses)


def pixel_predictor(faces: LabelledFaces) -> Predict:
    """Logistic regression on the raw pixels: what aligned, posed faces give away for nothing."""
    pixels = to_input(faces.faces)[..., 0].reshape(len(faces), -1)

    def predict(fold: Fold) -> NDArray[np.floating[Any]]:
        learned = logistic_regression(pixels[fold.train], faces.labels[fold.train], len(faces.classes))
        return learned(pixels[fold.test])

    return predict


def head_predictor(
    faces: LabelledFaces, views: NDArray[np.float32], config: RetrainConfig, stop: Stop = lambda: False
) -> Predict:
    """The seed's head on the frozen backbone, whose features of all pictures (1 + views, n, d) are `views`.

    All epochs are run and the last one is taken: to choose one by the fold that judges it would flatter it. Each
    repeat has random numbers of its own.
    """
    targets = np.eye(len(faces.classes), dtype=np.float32)[faces.labels]

    def predict(fold: Fold) -> NDArray[np.floating[Any]] | None:
        train, test, repeat = fold
        keras.utils.clear_session()
        seen = (views[0, train[:1]], faces.labels[train[:1]])
        head, last = train_head(views[:, train], targets[train], seen, _of_repeat(config, repeat), stop=stop)
        if last["epoch"] < config.epochs:
            return None
        return np.asarray(head.predict(views[0, test], verbose=0))

    return predict


def fine_tuning_predictor(
    faces: LabelledFaces,
    views: NDArray[np.float32],
    backbone: vgg16.Weights,
    head_config: RetrainConfig,
    config: RetrainConfig,
    stop: Stop = lambda: False,
    teaching: Teaching = labels_alone,
) -> Predict:
    """The head first, on the frozen backbone, whose features are `views`; then both together, on targets as a fold's
    `teaching` makes them."""
    targets = np.eye(len(faces.classes), dtype=np.float32)[faces.labels]

    def predict(fold: Fold) -> NDArray[np.floating[Any]] | None:
        train, test, repeat = fold
        keras.utils.clear_session()
        first = train[:1]
        seen = (views[0, first], faces.labels[first])
        of_head = _of_repeat(head_config, repeat)
        head, last = train_head(views[:, train], targets[train], seen, of_head, stop=stop)
        if last["epoch"] < head_config.epochs:
            return None
        shown = (faces.faces[first], faces.labels[first])
        of_fold = (faces.faces[train], targets[train])
        of_tuning = _of_repeat(config, repeat)
        teach = teaching(faces.faces[train], faces.labels[train])
        model, last = fine_tune(backbone, head, *of_fold, shown, of_tuning, stop=stop, teach=teach)
        if last["epoch"] < config.epochs:
            return None
        return np.asarray(model.predict(to_input(faces.faces[test]), verbose=0))

    return predict


def _of_repeat(config: RetrainConfig, repeat: int) -> RetrainConfig:
    return replace(config, seed=config.seed + repeat)
