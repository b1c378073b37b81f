"""The frozen backbone's features: computed once a picture and view, kept, and reused by every epoch.

On 3,698 pictures an epoch through the backbone takes 38 s and one on kept features 2 s (2 cores): see
docs/results/experiment.md.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.preprocessing import to_input
from training.datasets.transforms import Transforms
from training.recognizer.vgg16 import FEATURES, Weights, backbone, set_layer_weights

BATCH = 64


def backbone_with(weights: Weights) -> keras.Model:
    """Keras's VGG16 backbone with these weights, frozen."""
    model = backbone()
    set_layer_weights(model, weights)
    model.trainable = False
    return model


def extract(
    model: keras.Model,
    faces: NDArray[np.uint8],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """Features (n, 512) of faces (n, 48, 48)."""
    out = np.empty((len(faces), FEATURES), dtype=np.float32)
    for start in range(0, len(faces), BATCH):
        inputs = to_input(faces[start : start + BATCH])
        # One batch size only: each other one would be compiled anew.
        padded = np.zeros((BATCH, *inputs.shape[1:]), dtype=np.float32)
        padded[: len(inputs)] = inputs
        features = np.asarray(model.predict_on_batch(padded)).reshape(BATCH, FEATURES)
        out[start : start + len(inputs)] = features[: len(inputs)]
        on_progress(start + len(inputs), len(faces))
    return out


def extract_views(
    model: keras.Model,
    faces: NDArray[np.uint8],
    views: int,
    transforms: Transforms,
    seed: int,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """Features (1 + views, n, 512): of the faces as they are, and of `views` random views of each."""
    out = np.empty((1 + views, len(faces), FEATURES), dtype=np.float32)
    for view in range(1 + views):
        shown = faces if view == 0 else transforms.apply(faces, np.random.default_rng((seed, view)))

        def report(done: int, total: int, view: int = view) -> None:
            on_progress(view * total + done, (1 + views) * total)

        out[view] = extract(model, shown, report)
    return out


def cached_views(
    folder: Path,
    weights: Weights,
    faces: NDArray[np.uint8],
    views: int,
    transforms: Transforms,
    seed: int,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> NDArray[np.float32]:
    """`extract_views`, kept in `folder` under a name that pictures, backbone and transforms decide."""
    digest = hashlib.sha256(np.ascontiguousarray(faces).tobytes())
    for name in sorted(weights):
        digest.update(weights[name].tobytes())
    digest.update(repr((views, sorted(asdict(transforms).items()), seed)).encode())
    path = folder / f"features-{digest.hexdigest()[:16]}.npy"
    if path.is_file():
        kept = _load(path)
        if kept is not None and kept.shape == (1 + views, len(faces), FEATURES):
            return np.asarray(kept, dtype=np.float32)
    features = extract_views(backbone_with(weights), faces, views, transforms, seed, on_progress)
    _save(path, features.astype(np.float16))
    return features.astype(np.float16).astype(np.float32)


def _load(path: Path) -> NDArray[np.float16] | None:
    """What is kept, or None where a power cut has left half of it."""
    try:
        return np.asarray(np.load(path, allow_pickle=False))
    except (ValueError, EOFError):
        return None


def _save(path: Path, features: NDArray[np.float16]) -> None:
    aside = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as file:
            np.save(file, features)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise KnownError(
            "The features of the pictures cannot be kept in {folder} ({reason}). Free some disk space.",
            folder=path.parent,
            reason=error.strerror or error,
        ) from error
