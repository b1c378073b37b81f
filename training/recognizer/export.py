"""From a trained classifier to the folder that the kiosk runs: LiteRT with int8 weights, and a float reference."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import keras
import numpy as np

from engine import preprocessing
from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, LITERT_FILE, MANIFEST, ModelManifest, file_sha256, manifest_text
from training.recognizer import vgg16

log = logging.getLogger(__name__)

HEAD_FILE = "head_float16.npz"


def litert_bytes(model: keras.Model, int8_weights: bool = True) -> bytes:
    """The model as a LiteRT flatbuffer, (n, 48, 48, 3) float32 to (n, classes) float32 for any n.

    With `int8_weights`, kernels are stored in eight bits, one scale an output channel, and activations are
    quantised as they come ("dynamic range"): a quarter of the size, and the form that XNNPACK runs fastest on
    a processor.
    """
    import tensorflow as tf

    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if int8_weights:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
    # The converter prints; standard output belongs to the command's own JSON document.
    with contextlib.redirect_stdout(io.StringIO()):
        return bytes(converter.convert())


def write_model(
    folder: Path,
    model: keras.Model,
    *,
    name: str,
    classes: tuple[str, ...],
    temperature: float = 1.0,
    parent: str | None = None,
    training_data: Mapping[str, Any] | None = None,
    hyperparameters: Mapping[str, Any] | None = None,
    metrics: Mapping[str, Any] | None = None,
    with_head: bool = False,
) -> ModelManifest:
    """Writes `model` (`vgg16.classifier`) as a model folder: LiteRT file, float16 backbone, manifest.

    Written beside `folder` and then put in its place, so that a failure leaves what was there. `with_head` adds the
    dense layers in float16, from which training goes on. Raises `KnownError` where the disk does not take it.
    """
    files = {LITERT_FILE: litert_bytes(model)}
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for file_name, data in files.items():
                _write(aside / file_name, data)
            vgg16.save_weights(aside / BACKBONE_FILE, vgg16.layer_weights(model))
            if with_head:
                vgg16.save_weights(aside / HEAD_FILE, vgg16.layer_weights(model, vgg16.HEAD_LAYERS))
            manifest = ModelManifest(
                name=name,
                classes=classes,
                preprocessing_version=preprocessing.VERSION,
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                temperature=temperature,
                parent=parent,
                training_data=dict(training_data or {}),
                hyperparameters=dict(hyperparameters or {}),
                metrics=dict(metrics or {}),
                files={path.name: file_sha256(path) for path in sorted(aside.iterdir())},
            )
            write_manifest(aside, manifest)
            # Rights as for any folder, not the private ones of a temporary one: the kiosk may run as another user.
            aside.chmod(0o755)
            _replace_folder(aside, folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise KnownError(
            "The model cannot be saved in {folder} ({reason}). Check the disk and the folder's permissions.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return manifest


def write_manifest(folder: Path, manifest: ModelManifest) -> None:
    """Puts the manifest into a model folder, in one atomic replace."""
    aside = folder / f"{MANIFEST}.tmp"
    _write(aside, manifest_text(manifest).encode())
    aside.replace(folder / MANIFEST)


def load_classifier(folder: Path, manifest: ModelManifest) -> keras.Model:
    """The Keras model of a folder written `with_head`, with dropout 0.5."""
    model = vgg16.classifier(len(manifest.classes))
    for file_name in (BACKBONE_FILE, HEAD_FILE):
        vgg16.set_layer_weights(model, vgg16.load_weights(folder / file_name))
    return model


def rounded_to_float16(model: keras.Model) -> None:
    """Rounds a model's weights as `backbone_float16.npz` stores them: features made from the file are the same."""
    model.set_weights([np.asarray(w, np.float16).astype(np.float32) for w in model.get_weights()])


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace_folder(new: Path, old: Path) -> None:
    if not old.exists():
        new.replace(old)
        return
    # A folder cannot be replaced in one step: the old one steps aside and goes only when the new one stands.
    parked = old.with_name(f".{old.name}-before")
    shutil.rmtree(parked, ignore_errors=True)
    old.replace(parked)
    try:
        new.replace(old)
    except OSError:
        parked.replace(old)
        raise
    shutil.rmtree(parked, ignore_errors=True)
