"""What the training commands share: finding a model, and showing progress on standard error."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from engine import model_registry
from engine.model_registry import MANIFEST
from engine.paths import Paths


def model_folder(name_or_path: str | None, paths: Paths) -> Path:
    """The folder of a model: a path, an installed model's name, or the active one where None is given."""
    if name_or_path is None:
        return model_registry.active_model_folder(paths)
    if (Path(name_or_path) / MANIFEST).is_file():
        return Path(name_or_path)
    return model_registry.model_folder(paths, name_or_path)


class Progress:
    """Prints `done / total` to standard error, at most once a second, and only where someone watches."""

    def __init__(self, what: str) -> None:
        self._what, self._next_s = what, time.monotonic() + 1.0

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (time.monotonic() >= self._next_s or done == total):
            self._next_s = time.monotonic() + 1.0
            sys.stderr.write(f"\r{self._what}: {done} / {total}" + ("\n" if done == total else ""))
            sys.stderr.flush()
