"""Product pictures: small copies in the program's own folder, named by what is in them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np

from engine.errors import KnownError
from engine.files import write_atomically
from engine.picture_size import HEAD_BYTES, picture_size
from engine.types import Image

MAX_SIDE_PX = 512
MAX_PIXELS = 60_000_000
"""More than any camera that photographs products; decoded, this is 180 MB."""


def take_picture(source: Path, folder: Path) -> str:
    """Copies a picture into `folder`, no side longer than 512 px; returns the copy's name there.

    The same picture always gets the same name. Raises `KnownError` for a file that is missing, no picture, broken or
    too large, and for a folder that does not take it.
    """
    image = _shrink(read_picture(source))
    _, encoded = cv2.imencode(".png", image)
    content = encoded.tobytes()
    name = f"{hashlib.sha256(content).hexdigest()[:20]}.png"
    try:
        if not (folder / name).exists():
            write_atomically(folder / name, content)
    except OSError as error:
        raise KnownError(
            "The picture {picture} cannot be kept in {folder} ({reason}). Check the disk and its permissions.",
            picture=source,
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return name


def read_picture(source: Path) -> Image:
    """A picture file as (H, W, 3) BGR, upright, or (H, W, 4) BGRA where it is see-through. Raises `KnownError`."""
    try:
        with source.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = picture_size(head)
            content = head if size is None or size[0] * size[1] > MAX_PIXELS else head + file.read()
    except OSError as error:
        raise KnownError(
            "The picture {picture} cannot be read ({reason}). Check its name.",
            picture=source,
            reason=error.strerror or error,
        ) from error
    if size is None:
        raise KnownError(
            "The file {picture} is not a picture that this program reads. Save it as PNG or JPEG.", picture=source
        )
    if size[0] * size[1] > MAX_PIXELS:
        raise KnownError(
            "The picture {picture} is too large ({width} x {height} pixels). Save it smaller.",
            picture=source,
            width=size[0],
            height=size[1],
        )
    image = _decode(content)
    if image is None:
        raise KnownError("The picture {picture} is broken. Save it again.", picture=source)
    return image


def _decode(content: bytes) -> Image | None:
    if not _is_whole(content):  # OpenCV fills up with grey what is missing
        return None
    data = np.frombuffer(content, np.uint8)
    try:
        image = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
        if image is None or not (image.ndim == 3 and image.shape[2] == 4 and image.dtype == np.uint8):
            image = cv2.imdecode(data, cv2.IMREAD_COLOR)  # turned upright, 8 bits, three channels
    except cv2.error:
        return None
    return None if image is None else np.asarray(image, np.uint8)


def _is_whole(content: bytes) -> bool:
    """Whether a PNG or JPEG has its end, whatever a camera may have put behind it; True for other kinds."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" in content
    if not content.startswith(b"\xff\xd8"):
        return True
    at = 2
    while content[at + 1 : at + 2] not in (b"\xda", b""):  # over the segments, one of which may hold a whole preview
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return content.find(b"\xff\xd9", at) >= 0


def _shrink(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = MAX_SIDE_PX / max(height, width)
    if scale >= 1:
        return image
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
