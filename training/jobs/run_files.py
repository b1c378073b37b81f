"""What a run keeps in its folder: whole or not at all."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.files import write_atomically


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Raises `KnownError` where the disk does not take it."""
    write_file(path, (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode())


def write_arrays(path: Path, **arrays: NDArray[Any]) -> None:
    """An npz file. Raises `KnownError` where the disk does not take it."""
    data = io.BytesIO()
    np.savez_compressed(data, allow_pickle=False, **arrays)
    write_file(path, data.getvalue())


def write_file(path: Path, content: bytes) -> None:
    """Raises `KnownError` where the disk does not take it."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise KnownError(
            "The file {path} cannot be written ({reason}). Free some disk space, then resume the run.",
            path=path,
            reason=error.strerror or error,
        ) from error
