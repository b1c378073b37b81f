"""One training from a dataset to a candidate model: the work behind `main.py train` and the panel's page."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np

from engine.errors import KnownError
from engine.model_registry import BUNDLED, MANIFEST, read_manifest
from engine.paths import Paths
from engine.version import VERSION
from training.datasets.dataset import Dataset, open_dataset
from training.datasets.images import LabelledFaces
from training.precision import keras_policy
from training.recognizer import features, vgg16
from training.recognizer.backbones import backbone_weights
from training.recognizer.bundling import publish
from training.recognizer.config import BUNDLED_BACKBONE, RANDOM_BACKBONE, Event, TrainConfig
from training.recognizer.fine_tuning import fine_tune
from training.recognizer.folds_job import measure
from training.recognizer.going_on import classes_to_go_on_with
from training.recognizer.phases import Phases
from training.recognizer.pretrain_job import SCRATCH, from_scratch
from training.recognizer.retraining import train_head
from training.recognizer.teaching import Teach, teaching_of

log = logging.getLogger(__name__)

HEAD, TUNING, CANDIDATE = "head", "tuning", "candidate"
"""Folders within the run's."""

# Seconds on two cores of 2024, for the shares of the progress bar; what is measured corrects them.
_FEATURE_S, _HEAD_S = 1 / 97, 1 / 1800
_TUNE_S: dict[str, float] = {"float32": 1 / 25, "mixed_bfloat16": 1 / 56}
_SCRATCH_S: dict[str, float] = {"float32": 1 / 28, "mixed_bfloat16": 1 / 140}
_HEAD_STEP_S, _PIXELS_S, _EXPORT_S = 0.07, 1 / 150, 25.0


def work(
    config: TrainConfig,
    folder: Path,
    paths: Paths,
    on_event: Callable[[Event], None],
    stop: Callable[[], bool],
) -> dict[str, Any]:
    """Trains and publishes a candidate model under `config.name`; goes on from what it finds in `folder`.

    Returns `{"model": its name, "metrics": ..., "best": the kept epoch's figures}`; with `config.folds` what
    `folds_job.measure` does. Raises `KnownError` for data that cannot be trained on, weights that cannot be read, a
    name that is taken, and a full disk.
    """
    if config.folds is not None:
        n = open_dataset(paths.datasets / config.dataset).manifest.n
        phases = Phases(_expected_by_folds_s(config, config.folds, n), on_event)
        return measure(config, config.folds, folder, paths, phases, stop)
    target = paths.models / config.name
    if target.exists():
        return _published_by_this_run(target, folder)
    dataset = open_dataset(paths.datasets / config.dataset)
    classes = config.classes or dataset.manifest.classes
    if config.pretraining is not None and config.backbone == BUNDLED_BACKBONE:
        classes = classes_to_go_on_with(classes, paths)
    train, validation, test = _parts(dataset, classes)
    phases = Phases(_expected_s(config, len(train), len(validation)), on_event)
    backbone: vgg16.Weights | None = None
    added: dict[str, Any] = {}
    if config.pretraining is not None:
        model, best, added = from_scratch(config, config.pretraining, folder, paths, train, validation, phases, stop)
    else:
        backbone = backbone_weights(config.backbone, paths)
        teaching = teaching_of(config, len(classes), paths)
        # What a model takes drawn faces for says nothing of what it takes people's for.
        real = dataset.part("train", classes, generated=False) if config.teacher_share else train
        teach = partial(teaching, real.faces, real.labels)
        model, best = _trained(config, folder, backbone, train, validation, teach, phases, stop)
    phases.begin("export")
    publish(
        folder / CANDIDATE,
        model,
        validation,
        test,
        name=config.name,
        training_data=_training_data(dataset, classes, train, on_test=test is not validation),
        hyperparameters=_hyperparameters(config, backbone, best, folder.name) | added,
        parent=_parent(config),
        people=dataset.subjects("val" if test is validation else "test", classes),
        with_head=True,
        on_progress=phases.tell,
    )
    _install(folder / CANDIDATE, target)
    for leftover in (folder / HEAD, folder / TUNING, folder / SCRATCH):
        shutil.rmtree(leftover, ignore_errors=True)
    for file in folder.glob("features-*"):
        file.unlink(missing_ok=True)
    phases.tell(1.0)
    return _result(target)


def _parts(dataset: Dataset, classes: tuple[str, ...]) -> tuple[LabelledFaces, LabelledFaces, LabelledFaces]:
    """Faces to train on, to choose by and to judge by; the second stand in for the third where there are none."""
    unknown = [name for name in classes if name not in dataset.manifest.classes]
    if unknown:
        raise KnownError(
            "The dataset {name} has no class {classes}. It has {known}.",
            name=dataset.manifest.name,
            classes=", ".join(unknown),
            known=", ".join(dataset.manifest.classes),
        )
    if len(classes) < 2:
        raise KnownError(
            "The dataset {name} has one class only, and a model tells two or more apart. Take another dataset.",
            name=dataset.manifest.name,
        )
    train = dataset.part("train", classes)
    missing = [name for name, count in train.counts().items() if count == 0]
    if missing:
        raise KnownError(
            "The dataset {name} has no picture of {classes} to train on. Leave the class out with --classes.",
            name=dataset.manifest.name,
            classes=", ".join(missing),
        )
    validation = dataset.part("val", classes)
    counts = dataset.manifest.counts["test"]
    test = dataset.part("test", classes) if sum(counts[name] for name in classes) else validation
    return train, validation, test


def _trained(
    config: TrainConfig,
    folder: Path,
    backbone: vgg16.Weights,
    train: LabelledFaces,
    validation: LabelledFaces,
    teach: Callable[[], Teach],
    phases: Phases,
    stop: Callable[[], bool],
) -> tuple[keras.Model, Event]:
    """The trained classifier and the figures of the epoch that was kept."""
    head_config = config.head
    phases.begin("features")
    shown = (head_config.transforms, head_config.seed)
    of_train = (1 + head_config.views) * len(train)
    both = of_train + len(validation)

    def seen_train(done: int, total: int) -> None:
        phases.tell(done / both)

    def seen_validation(done: int, total: int) -> None:
        phases.tell((of_train + done) / both)

    views = features.cached_views(folder, backbone, train.faces, head_config.views, *shown, seen_train)
    seen = features.cached_views(folder, backbone, validation.faces, 0, *shown, seen_validation)[0]
    targets = np.eye(len(train.classes), dtype=np.float32)[train.labels]
    phases.begin("head")
    head, best = train_head(
        views,
        targets,
        (seen, validation.labels),
        head_config,
        folder / HEAD,
        _in_phase(phases),
        stop,
        on_part=phases.tell,
    )
    if config.fine_tune and not stop():
        phases.begin("tuning")
        judged = (validation.faces, validation.labels)
        return fine_tune(
            backbone,
            head,
            train.faces,
            targets,
            judged,
            config.tuning,
            folder / TUNING,
            _in_phase(phases),
            stop,
            on_part=phases.tell,
            teach=teach(),
        )
    model = vgg16.classifier(len(train.classes))
    vgg16.set_layer_weights(model, backbone)
    vgg16.set_layer_weights(model, vgg16.layer_weights(head, vgg16.HEAD_LAYERS))
    return model, best


def _in_phase(phases: Phases) -> Callable[[Event], None]:
    """An epoch's event as one of the whole work; a resumed phase begins where it stands."""
    first = True

    def tell(event: Event) -> None:
        nonlocal first
        part = event["epoch"] / event["epochs"]
        if first and event["epoch"] > 1:
            phases.begin(phases.phase, part)
        first = False
        phases.tell(part, {key: value for key, value in event.items() if key != "eta_s"})

    return tell


def _expected_s(config: TrainConfig, n_train: int, n_validation: int) -> dict[str, float]:
    if config.pretraining is not None:
        return {SCRATCH: config.pretraining.epochs * n_train * _SCRATCH_S[keras_policy("auto")], "export": _EXPORT_S}
    head = config.head
    steps_s = head.epochs * (n_train / head.batch_size) * _HEAD_STEP_S
    expected = {
        "features": ((1 + head.views) * n_train + n_validation) * _FEATURE_S,
        "head": steps_s + head.epochs * (n_train + n_validation) * _HEAD_S,
    }
    if config.fine_tune:
        expected["tuning"] = config.fine_tune_epochs * n_train * _TUNE_S[keras_policy("auto")]
    return expected | {"export": _EXPORT_S}


def _expected_by_folds_s(config: TrainConfig, folds: int, n: int) -> dict[str, float]:
    one = _expected_s(config, round(n * (1 - 1 / folds)), round(n / folds))
    views = 1 + config.head.views
    trainings = config.repeats * folds
    of_folds = {name: trainings * one[name] for name in ("head", "tuning") if name in one}
    return {"features": views * n * _FEATURE_S, "pixels": trainings * n * _PIXELS_S} | of_folds


def _training_data(
    dataset: Dataset, classes: tuple[str, ...], train: LabelledFaces, *, on_test: bool
) -> dict[str, Any]:
    manifest = dataset.manifest
    generated = sum(e.generated for e in dataset.entries if e.split == "train" and e.label in classes)
    return {
        "dataset": manifest.name,
        "source": manifest.source,
        "files": dict(manifest.files),
        "split": manifest.split,
        "split_seed": manifest.seed,
        "counts": {split: {name: of[name] for name in classes} for split, of in manifest.counts.items()},
        "trained_on": len(train),
        "generated": generated,
        "judged_on": "test" if on_test else "val",
    }


def _hyperparameters(config: TrainConfig, backbone: vgg16.Weights | None, best: Event, run: str) -> dict[str, Any]:
    return {
        **asdict(config),
        "backbone_sha256": None if backbone is None else _digest(backbone),
        "best": best,
        "run": run,
        "program": VERSION,
    }


def _digest(weights: vgg16.Weights) -> str:
    digest = hashlib.sha256()
    for name in sorted(weights):
        digest.update(weights[name].tobytes())
    return digest.hexdigest()


def _parent(config: TrainConfig) -> str | None:
    """The installed model that the backbone is of."""
    if config.backbone == BUNDLED_BACKBONE:
        return BUNDLED
    if config.backbone == RANDOM_BACKBONE:
        return None
    folder = Path(config.backbone).parent
    return folder.name if (folder / MANIFEST).is_file() else None


def _install(candidate: Path, target: Path) -> None:
    """Puts the finished model among the others, in one rename."""
    aside = target.with_name(f".{target.name}-new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        try:
            candidate.rename(aside)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The runs may lie on a larger disk than the models.
            shutil.copytree(candidate, aside)
            for file in aside.iterdir():
                with file.open("rb+") as written:
                    os.fsync(written.fileno())
        try:
            if target.exists():
                raise _taken(target.name)
            aside.rename(target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise KnownError(
            "The model cannot be saved in {folder} ({reason}). Check the disk and the folder's permissions.",
            folder=target,
            reason=error.strerror or error,
        ) from error
    shutil.rmtree(candidate, ignore_errors=True)


def _published_by_this_run(target: Path, folder: Path) -> dict[str, Any]:
    """The result of a run that was killed when its model stood already; of another's, the name is taken."""
    if not (target / MANIFEST).is_file() or read_manifest(target).hyperparameters.get("run") != folder.name:
        raise _taken(target.name)
    return _result(target)


def _taken(name: str) -> KnownError:
    return KnownError("There is already a model {name}. Choose another name with --name.", name=name)


def _result(target: Path) -> dict[str, Any]:
    manifest = read_manifest(target)
    return {"model": target.name, "metrics": dict(manifest.metrics), "best": manifest.hyperparameters["best"]}
