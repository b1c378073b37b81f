"""Datasets that were imported aside, to be looked at before they are kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.errors import KnownError


def keep_staged(staged: Path, target: Path) -> None:
    """Puts a dataset that was imported aside among the others, by one rename. Raises `KnownError`."""
    if target.exists():
        raise KnownError(
            "There is already a dataset {name}. Choose another name, or delete {folder}.",
            name=target.name,
            folder=target,
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(target)
    except OSError as error:
        raise KnownError(
            "The dataset {name} cannot be written ({reason}). Check the disk and the folder's permissions.",
            name=target.name,
            reason=error.strerror or error,
        ) from error


def discard_staged(folder: Path) -> None:
    """Removes what imports have left aside, also interrupted ones."""
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
