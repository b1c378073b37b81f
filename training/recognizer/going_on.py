"""Which classes a training can have that goes on from the bundled model; known without Keras."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import Paths


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
