"""Two models side by side on the same real faces: the work behind the choice of whether to promote one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_registry import model_folder
from engine.paths import Paths
from training.datasets.dataset import Split, open_dataset
from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.evaluation.comparison import compare
from training.evaluation.evaluation import FaceClassifier, predicted
from training.evaluation.judging_config import JudgeConfig
from training.evaluation.over_people import share_interval


def work(
    config: JudgeConfig,
    folder: Path,
    paths: Paths,
    on_event: Callable[[dict[str, Any]], None],
    stop: Callable[[], bool],
) -> dict[str, Any]:
    """Both models on the dataset's test faces (its validation faces where it has none) of the classes that both know,
    with both limited to these classes.

    Returns `{"classes", "lost", "n", "split", "models": [two of {"model", "accuracy", "interval", "f1_macro",
    "recall", "confusion_matrix"}], "comparison": of `Comparison`, with "is_significant"}`; `lost`: what only the
    other model knows. Raises `KnownError` where there is nothing to compare on.
    """
    names = (config.other, config.candidate)
    classifiers = [load_classifier(model_folder(paths, name)) for name in names]
    dataset = open_dataset(paths.datasets / config.dataset)
    known = [set(classifier.classes) for classifier in classifiers]
    shared = tuple(name for name in dataset.manifest.classes if all(name in classes for classes in known))
    if len(shared) < 2:
        raise KnownError(
            "The models {first} and {second} and the dataset {dataset} share too few classes to compare on.",
            first=config.other,
            second=config.candidate,
            dataset=config.dataset,
        )
    split: Split = "test" if any(dataset.manifest.counts["test"][name] for name in shared) else "val"
    faces, people = dataset.part(split, shared), dataset.subjects(split, shared)
    models, right = [], []
    for place, (name, classifier) in enumerate(zip(names, classifiers, strict=True)):

        def tell(done: int, total: int, place: int = place) -> None:
            on_event({"stage": "judging", "share": (place + done / total) / 2})

        figures, hits = _figures(name, classifier, faces, people, tell)
        models.append(figures)
        right.append(hits)
    comparison = compare(right[0], right[1], people)
    return {
        "classes": list(shared),
        "lost": [name for name in classifiers[0].classes if name not in known[1]],
        "n": len(faces),
        "split": split,
        "models": models,
        "comparison": asdict(comparison)
        | {"interval": list(comparison.interval), "is_significant": comparison.is_significant},
    }


def _figures(
    name: str,
    classifier: FaceClassifier,
    faces: LabelledFaces,
    people: Sequence[str],
    on_progress: Callable[[int, int], None],
) -> tuple[dict[str, Any], np.ndarray[Any, np.dtype[np.bool_]]]:
    """One model's figures on the faces, and which of them it reads rightly."""
    columns = [classifier.classes.index(label) for label in faces.classes]
    probabilities = predicted(classifier, faces.faces, on_progress)[:, columns].astype(np.float64)
    probabilities /= np.maximum(probabilities.sum(axis=1, keepdims=True), 1e-12)
    figures = metrics.figures(probabilities, faces.labels, faces.classes)
    right = probabilities.argmax(axis=1) == faces.labels
    document = {
        "model": name,
        "accuracy": figures.accuracy,
        "interval": list(share_interval(right, people)),
        "f1_macro": figures.f1_macro,
        "recall": {label: one.recall for label, one in figures.per_class.items()},
        "confusion_matrix": [list(row) for row in figures.confusion_matrix],
    }
    return document, right
