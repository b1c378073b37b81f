"""Datasets of drawn faces for tests: nobody real, small enough to train on in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from training.datasets.dataset_import import ImportOptions, import_dataset


def drawn_face(seed: int, smile: float) -> np.ndarray:
    """A face of two eyes and a mouth (48, 48); `smile` bends the mouth up, or down below 0; the seed places them."""
    rng = np.random.default_rng(seed)
    face = np.full((48, 48), 40, np.uint8)
    dx, dy = (int(value) for value in rng.integers(-2, 3, 2))
    tone = int(rng.integers(150, 230))
    cv2.ellipse(face, (24 + dx, 24 + dy), (int(rng.integers(15, 19)), int(rng.integers(19, 22))), 0, 0, 360, tone, -1)
    for side in (-1, 1):
        cv2.circle(face, (24 + dx + 7 * side, 18 + dy), int(rng.integers(2, 4)), 30, -1)
    xs = np.arange(-8, 9)
    ys = -smile * (1 - (xs / 8) ** 2) * -5
    points = np.stack([24 + dx + xs, 32 + dy + ys], axis=1).round().astype(np.int32)
    cv2.polylines(face, [points], False, 30, 2)
    return np.clip(face + rng.normal(0, 4, face.shape), 0, 255).astype(np.uint8)


SMILES = {"happy": 1.0, "anger": -1.0, "surprise": 0.0}


def make_dataset(folder: Path, counts: Mapping[str, int], *, subjects: int = 12, seed: int = 1) -> Path:
    """A dataset folder at `folder`, with `counts` drawn faces a class, by subject; returns it."""
    source = folder.parent / f"{folder.name}-source"
    for number, (label, count) in enumerate(counts.items()):
        (source / label).mkdir(parents=True)
        for i in range(count):
            face = drawn_face(1000 * number + i, SMILES.get(label, 0.0))
            name = f"S{i % subjects:03}_{number:03}_{i:08}.png"
            (source / label / name).write_bytes(cv2.imencode(".png", face)[1].tobytes())
    options = ImportOptions(shares=(0.6, 0.2, 0.2), find_faces=False, seed=seed)
    import_dataset(source, folder, options)
    return folder
