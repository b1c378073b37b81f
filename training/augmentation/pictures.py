"""Between faces of the dataset and pictures of a DCGAN, and sheets of many of them."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from engine.files import write_atomically
from engine.preprocessing import INPUT_SIZE_PX, resize_grey
from training.augmentation.config import GanConfig

Faces = NDArray[np.uint8]
"""Grey faces, (n, 48, 48)."""
Pictures = NDArray[np.float32]
"""(n, size, size, channels) in [-1, 1]."""

GAP_PX = 2
_BACK = 255


def to_pictures(faces: Faces, config: GanConfig) -> Pictures:
    """Faces at the DCGAN's size, with as many equal channels as it has."""
    if config.size_px != INPUT_SIZE_PX:
        grows = config.size_px > INPUT_SIZE_PX
        how = cv2.INTER_CUBIC if grows else cv2.INTER_AREA
        faces = np.stack([cv2.resize(face, (config.size_px, config.size_px), interpolation=how) for face in faces])
    scaled = faces.astype(np.float32) / np.float32(127.5) - np.float32(1.0)
    return np.repeat(scaled[..., np.newaxis], config.channels, axis=-1)


def to_faces(pictures: Pictures) -> Faces:
    """Pictures as grey faces of the dataset's size."""
    grey = np.clip(np.rint((pictures.mean(axis=-1) + 1) * 127.5), 0, 255).astype(np.uint8)
    return np.stack([resize_grey(face) for face in grey]) if len(grey) else np.empty((0, 48, 48), np.uint8)


def grid(faces: Faces, columns: int, enlarged: int = 1) -> Faces:
    """Many faces as one grey picture, row by row, on white, each `enlarged` times as large."""
    rows = math.ceil(len(faces) / columns)
    side = faces.shape[1] * enlarged
    step = side + GAP_PX
    sheet = np.full((rows * step + GAP_PX, columns * step + GAP_PX), _BACK, np.uint8)
    for index, face in enumerate(faces):
        row, column = divmod(index, columns)
        top, left = GAP_PX + row * step, GAP_PX + column * step
        if enlarged > 1:
            face = np.asarray(cv2.resize(face, (side, side), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        sheet[top : top + side, left : left + side] = face
    return sheet


def write_png(path: Path, picture: Faces) -> None:
    """Writes a grey or BGR picture, whole or not at all. Raises `KnownError` where the disk does not take it."""
    done, data = cv2.imencode(".png", picture)
    if not done:
        raise RuntimeError(f"a picture of shape {picture.shape} cannot be encoded")
    try:
        write_atomically(path, data.tobytes())
    except OSError as error:
        raise KnownError(
            "The picture {path} cannot be written ({reason}). Check the disk and the folder's permissions.",
            path=path,
            reason=error.strerror or error,
        ) from error
