"""Stands for a training in the page's tests: its events and its model, in a second instead of minutes."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from engine import preprocessing
from engine.model_registry import LITERT_FILE, MANIFEST, ModelManifest
from engine.paths import Paths
from tests.engine.tiny_network import tiny_network
from tests.training.faces import write_faces
from training.jobs.events import OnEvent, Stop
from training.jobs.kinds import Kind
from training.recognizer.config import TrainConfig

CLASSES = ("happy", "anger")
CRASH, SLOW, FAST = 7, 8, 1
"""By the seed of the configuration."""


def kind() -> Kind:
    return Kind(f"{__name__}:work", "training.recognizer.config:TrainConfig")


def work(config: TrainConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    on_event({"stage": "features", "share": 0.1})
    epochs = 100_000 if config.head.seed == SLOW else 4
    marker = folder / "crashed"
    for epoch in range(1, epochs + 1):
        if stop():
            break
        if config.head.seed == CRASH and epoch == 3 and not marker.exists():
            marker.touch()
            os._exit(3)
        time.sleep(0.02)
        figures = {"loss": 1 / epoch, "accuracy": 1 - 1 / (epoch + 1), "val_loss": 2 / epoch, "val_accuracy": 0.5}
        told = {"stage": "head", "share": 0.1 + 0.8 * epoch / epochs, "eta_s": 5.0, "learning_rate": 3e-4}
        on_event({**told, "epoch": epoch, "epochs": epochs, **figures})
    install_model(paths, config.name, brighter_is="happy")
    return {"model": config.name, "metrics": {"accuracy": 0.9, "n": 40}, "best": {"epoch": 2}}


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
