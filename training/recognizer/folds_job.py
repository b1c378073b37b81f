"""How good settings are, by K folds by subject: no model comes of it, and every real picture judges once a repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.paths import Paths
from training.datasets.dataset import open_dataset
from training.recognizer import crossvalidation as cv
from training.recognizer.backbones import backbone_weights
from training.recognizer.config import Event, TrainConfig
from training.recognizer.features import cached_views
from training.recognizer.folds_outcome import folds_outcome
from training.recognizer.phases import Phases
from training.recognizer.teaching import teaching_of

FOLDS = "folds"
"""Folder within the run's."""


def measure(
    config: TrainConfig,
    folds: int,
    folder: Path,
    paths: Paths,
    phases: Phases,
    stop: Callable[[], bool],
) -> dict[str, Any]:
    """Judges logistic regression on pixels, the head and, where it is asked for, the fine-tuned network by the same
    folds; goes on from what it finds in `folder`. Phases: features, pixels, head, tuning.

    Returns `{"dataset", "folds", "repeats", "n", "models": what `folds_outcome` says}`; after a stop of the folds
    that were done. Raises `KnownError` for folds that the subjects do not suffice for, and where none was done.
    """
    dataset = open_dataset(paths.datasets / config.dataset)
    faces, subjects = dataset.part(None, config.classes), dataset.subjects(None, config.classes)
    if folds > len(set(subjects)):
        raise KnownError(
            "{folds} folds take as many subjects, and there are {subjects}. Ask for fewer.",
            folds=folds,
            subjects=len(set(subjects)),
        )
    parts = cv.subject_folds(faces, subjects, folds, config.head.seed, config.repeats)
    # The last epoch is taken: to choose one by the fold that judges it would flatter it.
    last, tuning = (replace(one, keep_best=False) for one in (config.head, config.tuning))
    backbone = backbone_weights(config.backbone, paths)
    phases.begin("features")
    shown = (config.head.views, config.head.transforms, config.head.seed)
    views = cached_views(folder, backbone, faces.faces, *shown, lambda done, total: phases.tell(done / total))
    predictors = {"pixels": cv.pixel_predictor(faces), "head": cv.head_predictor(faces, views, last, stop)}
    if config.fine_tune:
        teaching = teaching_of(config, len(faces.classes), paths)
        predictors["tuning"] = cv.fine_tuning_predictor(faces, views, backbone, last, tuning, stop, teaching)
    results: list[cv.CrossValidation] = []
    for name, predict in predictors.items():
        phases.begin(name)
        result = cv.cross_validate(name, faces, parts, predict, folder / FOLDS, _in_phase(phases), stop)
        if result is not None:
            results.append(result)
    if "head" not in [result.name for result in results]:
        raise KnownError("The measurement was stopped before a fold was done. Resume it, or start anew.")
    for file in folder.glob("features-*"):
        file.unlink(missing_ok=True)
    models = folds_outcome(results, faces, subjects)
    return {"dataset": config.dataset, "folds": folds, "repeats": config.repeats, "n": len(faces), "models": models}


def _in_phase(phases: Phases) -> Callable[[Event], None]:
    return lambda event: phases.tell(event["fold"] / event["folds"], event)
