"""Which classes a training can have that goes on from a model, and which model teaches one; known without Keras."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.errors import KnownError
from engine.model_registry import MANIFEST, read_manifest
from engine.paths import Paths
from training.recognizer.config import BUNDLED_BACKBONE


def classes_to_go_on_with(classes: Sequence[str], paths: Paths) -> tuple[str, ...]:
    """The same classes in the bundled model's order. Raises `KnownError` where it tells others apart."""
    known = read_manifest(paths.bundled_model).classes
    if set(classes) != set(known):
        raise KnownError(
            "The program's own model tells {known} apart, not {wanted}. Choose these classes, or start from random "
            "weights.",
            known=", ".join(known),
            wanted=", ".join(classes),
        )
    return known


def teacher_for(backbone: str, paths: Paths) -> Path:
    """The folder of the model that the backbone belongs to. Raises `KnownError` where it belongs to none."""
    folder = paths.bundled_model if backbone == BUNDLED_BACKBONE else Path(backbone).parent
    if not (folder / MANIFEST).is_file():
        raise KnownError(
            "The weights in {path} belong to no model that could teach. Take a model's, or 0 for the teacher's "
            "share.",
            path=backbone,
        )
    return folder
