"""Checkpoints that survive a kill: written aside, synced, replaced, with the one before kept."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError

log = logging.getLogger(__name__)

_FILE, _PREVIOUS = "checkpoint.npz", "checkpoint.previous.npz"


def training_arrays(model: keras.Model) -> dict[str, NDArray[Any]]:
    """Weights and optimizer variables of a compiled model, by names that `restore_training` knows."""
    groups = {
        "model": model.get_weights(),
        "optimizer": [keras.ops.convert_to_numpy(variable) for variable in model.optimizer.variables],
    }
    return {f"{group}/{i}": np.array(value) for group, values in groups.items() for i, value in enumerate(values)}


def restore_training(model: keras.Model, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Puts `training_arrays` back into a model that is compiled and whose optimizer is built.

    Raises `KnownError` for those of another network, which an older version of the program may have trained.
    """
    weights, variables = array_group(arrays, "model"), array_group(arrays, "optimizer")
    shapes = [array.shape for array in (*weights, *variables)]
    if shapes != [tuple(variable.shape) for variable in (*model.weights, *model.optimizer.variables)]:
        raise KnownError(
            "This run was begun by another version of the program, whose network was built differently, and cannot "
            "go on. Start it anew."
        )
    model.set_weights(weights)
    for variable, value in zip(model.optimizer.variables, variables, strict=True):
        variable.assign(value)


def array_group(arrays: Mapping[str, NDArray[Any]], group: str) -> list[NDArray[Any]]:
    """The arrays `group/0`, `group/1`, ... in order."""
    count = sum(key.startswith(f"{group}/") for key in arrays)
    return [arrays[f"{group}/{index}"] for index in range(count)]


def reseed_dropout(model: keras.Model, seed: int, step: int) -> None:
    """Starts the dropout layers' random numbers anew from (seed, step), wherever a run was interrupted before."""
    for index, layer in enumerate(model.layers):
        if isinstance(layer, keras.layers.Dropout) and layer.rate > 0:
            layer.seed_generator.state.assign(np.array([seed + index, step], dtype=np.uint32))


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """`progress` is JSON (where the run stands), `arrays` what it has learned."""

    progress: Mapping[str, Any]
    arrays: Mapping[str, NDArray[Any]]


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Replaces the folder's checkpoint; a kill or a full disk at any moment leaves the old one or the new one
    whole.

    Raises `KnownError` where the disk is full or the folder cannot be written.
    """
    buffer = io.BytesIO()
    text = np.frombuffer(json.dumps(dict(checkpoint.progress)).encode(), dtype=np.uint8)
    np.savez(buffer, allow_pickle=False, progress=text, **checkpoint.arrays)
    data = buffer.getbuffer()
    aside = folder / "checkpoint.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            # The checksum stands first: a zip with a flipped bit may well load without complaint.
            file.write(hashlib.sha256(data).digest())
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if (folder / _FILE).exists():
            (folder / _FILE).replace(folder / _PREVIOUS)
        aside.replace(folder / _FILE)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise KnownError(
            "The checkpoint in {folder} cannot be written ({reason}). Free some disk space: the one before is whole.",
            folder=folder,
            reason=error.strerror or error,
        ) from error


def load_checkpoint(folder: Path) -> Checkpoint | None:
    """The newest whole checkpoint in the folder, or None where there is none."""
    for name in (_FILE, _PREVIOUS):
        try:
            data = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            log.warning("the checkpoint %s is damaged and passed over", folder / name)
            continue
        with np.load(io.BytesIO(data[32:]), allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        progress = json.loads(arrays.pop("progress").tobytes())
        return Checkpoint(progress, arrays)
    return None


def discard_checkpoints(folder: Path) -> None:
    """Deletes the folder's checkpoints, where there are any: the work is done, and they are large."""
    for name in (_FILE, _PREVIOUS):
        (folder / name).unlink(missing_ok=True)
