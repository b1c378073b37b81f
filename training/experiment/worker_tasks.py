"""What the processes of an experiment do: the features, a trial, the model that comes of it.

Each process computes with one TensorFlow thread: sums in another order come to other last digits, and after fifty
epochs to another table. Keras is imported when the first task runs, after that cap.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import KnownError
from engine.paths import Paths
from engine.version import VERSION
from training.datasets.dataset import Split, open_dataset
from training.experiment import trial_data
from training.experiment.config import ExperimentConfig
from training.experiment.trial_data import TrialData, transforms_key
from training.experiment.trials import Trial, TrialResult
from training.jobs.lifeline import die_with_parent
from training.jobs.runs import LOG_FILE
from training.precision import use_onednn

if TYPE_CHECKING:
    import keras

STOP_FILE, PROGRESS_FILE, WORK, CANDIDATE = "stop", "progress.json", "work", "candidate"
_ONE_AT_A_TIME = threading.Lock()
"""A Dask worker may run tasks in several threads; Keras keeps its state by process."""


def begin(folder: Path) -> None:
    """First thing in a process of this machine: it ends with its parent, and counts in one thread. What TensorFlow
    prints goes to the log in the run's folder."""
    die_with_parent()
    with contextlib.suppress(OSError):  # a full disk is said where it matters
        log_file = os.open(folder / LOG_FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for stream in (1, 2):
            os.dup2(log_file, stream)
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; it ends this process
    cap_threads()


def cap_threads() -> None:
    """One thread for TensorFlow, wherever it has not been imported yet."""
    for variable in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = "1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    use_onednn()


def prepare(config: ExperimentConfig, folder: Path, paths: Paths) -> None:
    """Computes the features of all pictures and views that any trial shows, and keeps them in the run's folder.

    Raises `KnownError` for a dataset that cannot be divided, weights that cannot be read, and a full disk.
    """
    from training.recognizer import features
    from training.recognizer.backbones import backbone_weights

    dataset = open_dataset(paths.datasets / config.dataset)
    faces, sides = trial_data.gathered(dataset, config)
    weights = backbone_weights(config.backbone, paths)
    settings = [config.settings({factor.name: level}) for factor in config.factors for level in factor.levels]
    shown = {transforms_key(one.transforms): one.transforms for one in _all_settings(config)}
    views = max(one.views for one in (config.base, *settings))
    trained = sides.train.any(axis=0) | sides.final_train
    total = len(shown) * views * int(trained.sum()) + len(faces)
    done = 0

    def progress(extra: int, of: int) -> None:
        _say(folder, {"share": (done + extra) / total})

    plain = features.cached_views(folder, weights, faces.faces, 0, config.base.transforms, config.base.seed, progress)
    done = len(faces)
    kept: dict[str, Any] = {}
    for key, transforms in shown.items():
        kept[key] = np.zeros((1 + views, *plain.shape[1:]), dtype=np.float16)
        kept[key][0] = plain[0]
        if views:
            seen = features.cached_views(
                folder, weights, faces.faces[trained], views, transforms, config.base.seed, progress
            )
            kept[key][1:, trained] = seen[1:]
            done += views * int(trained.sum())
    fingerprint = trial_data.dataset_fingerprint(dataset, config)
    about = {
        "pictures": len(faces),
        "trained_on": int(sides.train.sum(axis=1).mean()),
        "judged_by": int(sides.judge.any(axis=0).sum()),
        "subjects": len(set(dataset.subjects(None, faces.classes))),
        "classes": faces.classes,
        "generated": len(faces) - sum(_real(dataset, faces.classes)),
        "split": dataset.manifest.split,
    }
    trial_data.save(folder, TrialData(faces.classes, faces.labels, kept, sides, fingerprint), about)
    for file in folder.glob("features-*.npy"):
        file.unlink(missing_ok=True)


def run_trial(
    trial: Trial, data: TrialData | Path, folder: Path | None = None, version: str = VERSION
) -> TrialResult | None:
    """One training and its figures; None where it was told to stop. A loss that is no number is a result too.

    `data`: or the file that holds it. `folder`: the run's, where this process can write there: its checkpoints go to
    `work/`, and one that is found there is gone on from. Raises `KnownError` where this machine runs another version
    of the program, and for a full disk.
    """
    if version != VERSION:
        raise KnownError(
            "A worker runs version {found} of the program, where {expected} is needed. Install the same everywhere.",
            found=VERSION,
            expected=version,
        )
    if "keras" not in sys.modules:
        cap_threads()
    data = trial_data.load(data) if isinstance(data, Path) else data
    work = None if folder is None else folder / WORK / trial.name
    started = time.monotonic()
    with _ONE_AT_A_TIME:
        result = _trained_and_judged(trial, data, folder, work, started)
    if work is not None:
        shutil.rmtree(work, ignore_errors=True)
    return result


def make_candidate(
    config: ExperimentConfig, folder: Path, paths: Paths, trial: Trial, evidence: dict[str, Any]
) -> None:
    """Trains with the settings of `trial` on the dataset's own training part, and writes the model's folder to
    `candidate/`, with its figures on the test pictures, which no trial has seen.

    `evidence`: what the experiment says of these settings, for the manifest. Raises `KnownError`.
    """
    from training.recognizer import vgg16
    from training.recognizer.backbones import backbone_weights
    from training.recognizer.bundling import publish
    from training.recognizer.config import BUNDLED_BACKBONE

    data = trial_data.load(folder / trial_data.FILE)
    dataset = open_dataset(paths.datasets / config.dataset)
    train, watch = data.sides.final_train, data.sides.final_watch
    work = folder / WORK / CANDIDATE
    head, last = _head(trial, data, train, watch if watch.any() else train, folder, work)
    if last["epoch"] < trial.settings.epochs:
        return
    model = vgg16.classifier(len(data.classes))
    vgg16.set_layer_weights(model, backbone_weights(config.backbone, paths))
    vgg16.set_layer_weights(model, vgg16.layer_weights(head, vgg16.HEAD_LAYERS))
    counts = dataset.manifest.counts
    watched: Split = "val" if watch.any() else "train"
    validation = dataset.part(watched, data.classes)
    has_test = sum(counts["test"][name] for name in data.classes)
    target = folder / CANDIDATE
    shutil.rmtree(target, ignore_errors=True)
    publish(
        target,
        model,
        validation,
        dataset.part("test", data.classes) if has_test else validation,
        name=folder.name,
        training_data={
            "dataset": dataset.manifest.name,
            "files": dict(dataset.manifest.files),
            "counts": {split: {name: of[name] for name in data.classes} for split, of in counts.items()},
            "trained_on": int(train.sum()),
            "judged_on": "test" if has_test else watched,
        },
        hyperparameters={
            **asdict(trial.settings),
            "backbone": config.backbone,
            "best": last,
            "run": folder.name,
            "program": VERSION,
            "experiment": evidence,
        },
        parent="default" if config.backbone == BUNDLED_BACKBONE else None,
        people=dataset.subjects("test" if has_test else watched, data.classes),
        with_head=True,
    )
    shutil.rmtree(work, ignore_errors=True)


def _trained_and_judged(
    trial: Trial, data: TrialData, folder: Path | None, work: Path | None, started: float
) -> TrialResult | None:
    from training.evaluation import metrics
    from training.recognizer.retraining import DivergedError

    where = platform.node()
    sides, repeat = data.sides, trial.repeat - 1
    try:
        head, last = _head(trial, data, sides.train[repeat], sides.watch[repeat], folder, work)
    except DivergedError as error:
        seconds = time.monotonic() - started
        return TrialResult(trial, "diverged", {}, data.fingerprint, seconds, str(error), where)
    if last["epoch"] < trial.settings.epochs:
        return None
    judge = sides.judge[repeat]
    seen = _features_of(trial, data)[0, judge].astype(np.float32)
    probabilities = np.asarray(head.predict(seen, verbose=0))
    if not np.isfinite(probabilities).all():
        reason = "The network's answers are no numbers."
        return TrialResult(trial, "diverged", {}, data.fingerprint, time.monotonic() - started, reason, where)
    figures = metrics.figures(probabilities, data.labels[judge], data.classes)
    found = {
        **{name: getattr(figures, name) for name in _JUDGED},
        "train_accuracy": last["accuracy"],
        "train_loss": last["loss"],
        "val_accuracy": last["val_accuracy"],
        "val_loss": last["val_loss"],
    }
    plain = {name: float(value) for name, value in found.items()}
    seconds = max(time.monotonic() - started, float(last.get("elapsed_s", 0.0)))
    return TrialResult(trial, "done", plain, data.fingerprint, seconds, None, where)


_JUDGED = ("accuracy", "f1_macro", "binary_accuracy", "precision", "recall", "auc", "f1_seed", "log_loss", "ece")


def _head(
    trial: Trial, data: TrialData, train: Any, watch: Any, folder: Path | None, work: Path | None
) -> tuple[keras.Model, dict[str, Any]]:
    """The head, and the figures of the last epoch that it was trained for."""
    import keras

    from training.recognizer.retraining import train_head

    keras.utils.clear_session(free_memory=True)
    features = _features_of(trial, data)
    targets = np.eye(len(data.classes), dtype=np.float32)[data.labels[train]]
    watching = (features[0, watch].astype(np.float32), data.labels[watch])

    def tell(event: dict[str, Any]) -> None:
        if folder is not None:
            _say(folder, {"trial": trial.name, **event}, trial.name)

    return train_head(
        features[:, train].astype(np.float32), targets, watching, trial.settings, work, tell, _stop_of(folder)
    )


def _features_of(trial: Trial, data: TrialData) -> Any:
    return data.features[transforms_key(trial.settings.transforms)][: 1 + trial.settings.views]


def _stop_of(folder: Path | None) -> Callable[[], bool]:
    return (lambda: False) if folder is None else (folder / STOP_FILE).exists


def _say(folder: Path, words: dict[str, Any], who: str = "features") -> None:
    """Leaves word of how far this process is, for the one that watches; nothing depends on it."""
    path = folder / WORK / who / PROGRESS_FILE
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".tmp")
        aside.write_text(json.dumps(words), encoding="utf-8")
        aside.replace(path)


def _all_settings(config: ExperimentConfig) -> list[Any]:
    """Of every combination that a trial may have: the confirmation's is not known yet."""
    from itertools import product

    shown = [factor for factor in config.factors if hasattr(config.base.transforms, factor.name)]
    return [
        config.settings({factor.name: level for factor, level in zip(shown, levels, strict=True)})
        for levels in product(*(factor.levels for factor in shown))
    ]


def _real(dataset: Any, classes: tuple[str, ...]) -> list[int]:
    return [dataset.real_counts(split)[name] for split in ("train", "val") for name in classes]
