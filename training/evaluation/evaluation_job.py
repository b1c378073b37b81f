"""A model on a folder of labelled faces: the work behind "judge by pictures"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.classifier import load_classifier
from engine.model_registry import model_folder
from engine.paths import Paths
from training.datasets.images import read_folder
from training.evaluation.evaluation import evaluate
from training.evaluation.judging_config import EvaluateConfig
from training.jobs.events import OnEvent, Stop


def work(config: EvaluateConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """`Evaluation.as_json`. Raises `KnownError` where the folder holds no readable picture of the model's classes, or
    the model is broken."""
    classifier = load_classifier(model_folder(paths, config.model))
    faces = read_folder(Path(config.data), classifier.classes)

    def tell(done: int, total: int) -> None:
        on_event({"stage": "judging", "share": round(done / total, 4)})

    return evaluate(classifier, config.model, faces, tell).as_json()
