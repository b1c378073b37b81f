"""A real training of a network in miniature, for child processes that are killed."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from engine.paths import Paths
from tests.training.jobs.works import TestConfig
from training.jobs.events import OnEvent, Stop
from training.jobs.kinds import Kind


def kind() -> Kind:
    return Kind(f"{__name__}:work", "tests.training.jobs.works:TestConfig")


def work(config: TestConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Epochs with Adam and dropout, a checkpoint after each; the result is the weights."""
    on_event({"stage": "begun", "pid": os.getpid(), "share": 0.0})
    from tests.training.test_retraining import CLASSES, data, small_model
    from training.recognizer.config import RetrainConfig
    from training.recognizer.retraining import train

    inputs, labels = data()
    model = small_model()
    settings = RetrainConfig(epochs=config.steps, batch_size=16, learning_rate=0.01, keep_best=False)

    def tell(event: dict[str, Any]) -> None:
        on_event({**event, "stage": "head", "share": event["epoch"] / config.steps})
        time.sleep(config.pause_s)

    targets = np.eye(CLASSES, dtype=np.float32)[labels]
    best = train(
        model,
        lambda epoch: (inputs, targets),
        labels,
        (inputs, labels),
        settings,
        folder / "head",
        tell,
        stop,
        checkpoint_s=0,
    )
    return {"weights": [weight.tolist() for weight in model.get_weights()], "loss": best["loss"]}
