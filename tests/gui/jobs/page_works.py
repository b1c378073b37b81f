"""Stands for a training in the page's tests: its events and its model, in a second instead of minutes."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from engine import preprocessing
from engine.model_registry import LITERT_FILE, MANIFEST, ModelManifest
from engine.paths import Paths
from tests.engine.tiny_network import tiny_network
from tests.training.faces import write_faces
from training.augmentation.config import AugmentConfig, CompareConfig
from training.experiment import trials
from training.experiment.config import ExperimentConfig
from training.jobs.events import OnEvent, Stop
from training.jobs.kinds import KINDS, Kind
from training.recognizer.config import TrainConfig

CLASSES = ("happy", "anger")
CRASH, SLOW, FAST, FLOOD = 7, 8, 1, 9
"""By the seed of the configuration."""


def kind(name: str = "train") -> Kind:
    """A kind of job with its real configuration and one of the works below."""
    works = {"train": "work", "experiment": "experiment", "augment": "augment", "compare": "compare"}
    return Kind(f"{__name__}:{works[name]}", KINDS[name].config)


def work(config: TrainConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    on_event({"stage": "features", "share": 0.1})
    epochs = {SLOW: 100_000, FLOOD: 3000}.get(config.head.seed, 4)
    marker = folder / "crashed"
    for epoch in range(1, epochs + 1):
        if stop():
            break
        if config.head.seed == CRASH and epoch == 3 and not marker.exists():
            marker.touch()
            os._exit(3)
        time.sleep(0 if config.head.seed == FLOOD else 0.02)
        figures = {"loss": 1 / epoch, "accuracy": 1 - 1 / (epoch + 1), "val_loss": 2 / epoch, "val_accuracy": 0.5}
        told = {"stage": "head", "share": 0.1 + 0.8 * epoch / epochs, "eta_s": 5.0, "learning_rate": 3e-4}
        on_event({**told, "epoch": epoch, "epochs": epochs, **figures})
    install_model(paths, config.name, brighter_is="happy")
    return {"model": config.name, "metrics": {"accuracy": 0.9, "n": 40}, "best": {"epoch": 2}}


def experiment(config: ExperimentConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """The trials of an experiment whose response follows the epochs, kept as the real ones are."""
    wanted = trials.planned(config)
    for done, trial in enumerate(wanted):
        if stop():
            break
        about = {"name": trial.name, "run": trial.run, "repeat": trial.repeat, "levels": dict(trial.levels)}
        told = {"stage": "trials", "done": done, "of": len(wanted), "share": done / len(wanted)}
        epochs = trial.settings.epochs
        on_event({**told, "epoch": 1, "epochs": epochs, "trial": {**about, "status": "running"}})
        time.sleep(1.0 if config.base.seed == SLOW else 0.01)
        figure = 0.8 + 0.01 * epochs + 0.001 * trial.repeat
        metrics = dict.fromkeys(trials.METRICS, figure)
        trials.keep(folder, trials.TrialResult(trial, "done", metrics, "data", 1.0))
        on_event({**told, "trial": {**about, "status": "done", "metrics": metrics}})
    return {"trials": len(wanted), "complete": True, "optimum": {"epochs": "5"}, "confirmed": None}


def augment(config: AugmentConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Two classes, of which the second collapses."""
    for label in CLASSES:
        (folder / label).mkdir(exist_ok=True)
        for epoch in range(1, 4):
            cv2.imwrite(str(folder / label / "grid.png"), np.full((20, 40), 40 * epoch, np.uint8))
            losses = {"g_loss": 1 / epoch, "d_loss": 0.5, "kid": 0.3 / epoch, "picture": f"{label}/grid.png"}
            on_event({"stage": f"class:{label}", "class": label, "epoch": epoch, "epochs": 3, "share": 0.5, **losses})
        on_event(
            {
                "stage": f"draw:{label}",
                "class": label,
                "kept": 9,
                "failed": None if label == "happy" else "It collapsed.",
            }
        )
    quality = {"kid": 0.08, "diversity": 0.91}
    return {
        "added": {"happy": 9},
        "failed": {"anger": "It collapsed."},
        "classes": {label: {"epochs": 3, "kept": 9, "quality": quality} for label in CLASSES},
    }


def compare(config: CompareConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Flips and shifts against real pictures alone, of which the second is worse, on any network."""
    for backbone, arm, repeat in itertools.product(config.backbones, config.arms, range(config.repeats)):
        figures = {"accuracy": 0.9, "f1_macro": 0.85, "repeat": repeat + 1, "repeats": config.repeats}
        on_event({"stage": f"{backbone}:{arm}", "share": 0.5, **figures})
    outcome = {"accuracy": 0.9, "accuracy_interval": [0.85, 0.95], "f1_macro": 0.85, "f1_macro_interval": [0.8, 0.9]}
    worse = {"f1_difference": -0.05, "f1_difference_interval": [-0.09, -0.01], "p_value": 0.012}
    arms = {arm: {**outcome, **(dict.fromkeys(worse) if arm == config.baseline else worse)} for arm in config.arms}
    return {
        "backbones": dict.fromkeys(config.backbones, arms),
        "n_test": 40,
        "test_subjects": 12,
        "baseline": config.baseline,
    }


def install_model(paths: Paths, name: str, brighter_is: str, classes: tuple[str, ...] = CLASSES) -> None:
    """A model that tells bright faces from dark ones, and nothing else."""
    sign = [1.0 if label == brighter_is else -1.0 for label in classes]
    network = tiny_network(np.repeat(np.array(sign, np.float32)[:, np.newaxis], 3, axis=1))
    folder = paths.models / name
    folder.mkdir(parents=True)
    (folder / LITERT_FILE).write_bytes(network)
    manifest = ModelManifest(
        name=name,
        classes=classes,
        preprocessing_version=preprocessing.VERSION,
        created="2026-01-01T00:00:00+00:00",
        files={LITERT_FILE: hashlib.sha256(network).hexdigest()},
    )
    (folder / MANIFEST).write_text(manifest.model_dump_json(), encoding="utf-8")


def write_dataset(paths: Paths, name: str = "faces", a_class: int = 60) -> None:
    """Dark faces are angry, bright ones happy; `a_class` of each, a third in each part."""
    third = a_class // 3
    write_faces(paths, {"anger": (third,) * 3, "happy": (third,) * 3}, name)
