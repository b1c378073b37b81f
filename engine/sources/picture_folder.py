"""Frames from a folder of pictures, one second apart."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import cv2
import numpy as np

from engine.errors import KnownError
from engine.picture_size import HEAD_BYTES, is_jpeg, picture_size
from engine.types import Frame, Image

log = logging.getLogger(__name__)

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})
STEP_S = 1.0
_LONGEST_PX = 1920
_SMALLEST_PX = 16
_MOST_PIXELS = 50_000_000
_MOST_BYTES = 200_000_000


class FolderSource:
    """A folder's pictures in the order of their names, numbers by value; broken ones are skipped, counted, logged."""

    is_live = False

    def __init__(self, folder: Path) -> None:
        """Raises KnownError when no picture of the folder can be read."""
        self.name = folder.name
        self.skipped = 0
        self._next = 0
        self._files = iter(picture_files(folder))
        self._closed = False
        self._problem: KnownError | None = None
        self._first = self._next_image()
        if self._first is None and self._problem is not None:
            raise KnownError(
                "No picture in the folder {folder} can be used ({n} tried). The last one: {problem}",
                n=self.skipped,
                folder=folder,
                problem=self._problem,
            )
        if self._first is None:
            raise KnownError(
                "No picture in the folder {folder} can be read (JPEG, PNG, BMP or WebP). Choose another folder.",
                folder=folder,
            )

    def read(self) -> Frame | None:
        image: Image | None
        image, self._first = self._first, None
        if image is None:
            image = self._next_image()
        if image is None or self._closed:
            return None
        frame = Frame(image, self._next * STEP_S, self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._closed = True

    def _next_image(self) -> Image | None:
        for file in self._files:
            try:
                return load_picture(file)
            except KnownError as problem:
                self.skipped, self._problem = self.skipped + 1, problem
                log.warning("skipped: %s", problem)
        return None


def picture_files(folder: Path) -> list[Path]:
    """The picture files of a folder by name, `2.png` before `10.png`. Raises KnownError when it cannot be listed."""
    try:
        files = [file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file()]
    except OSError as error:
        raise KnownError(
            "The folder {folder} cannot be read ({reason}). Check its permissions.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return sorted(files, key=_by_number)


def load_picture(file: Path, longest_px: int = _LONGEST_PX) -> Image:
    """The picture, (H, W, 3) BGR, made smaller where its longer side is over `longest_px`.

    Raises KnownError for a file that is no picture, is smaller than a face could be, or would not fit in memory.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise KnownError("The picture {file} is too large a file. Make it smaller.", file=file)
        data = file.read_bytes()
    except OSError as error:
        raise KnownError(
            "The picture {file} cannot be read ({reason}).", file=file, reason=error.strerror or error
        ) from error
    head = data[:HEAD_BYTES]
    size = picture_size(head)
    if size is None:
        raise KnownError("{file} is not a picture, or it is damaged. Replace it.", file=file)
    if min(size) < _SMALLEST_PX:
        raise KnownError(
            "The picture {file} is too small ({width} x {height} pixels). Replace it.",
            file=file,
            width=size[0],
            height=size[1],
        )
    # A JPEG can be decoded at 1/2, 1/4 or 1/8 without its full size ever being in memory; the others cannot.
    reduction = next((n for n in (1, 2, 4, 8) if max(size) / n <= 2 * longest_px), 8) if is_jpeg(head) else 1
    if size[0] * size[1] / reduction**2 > _MOST_PIXELS:
        raise KnownError(
            "The picture {file} is too large ({width} x {height} pixels). Make it smaller.",
            file=file,
            width=size[0],
            height=size[1],
        )
    flags = {
        1: cv2.IMREAD_COLOR,
        2: cv2.IMREAD_REDUCED_COLOR_2,
        4: cv2.IMREAD_REDUCED_COLOR_4,
        8: cv2.IMREAD_REDUCED_COLOR_8,
    }[reduction]
    image = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if image is None:
        raise KnownError("{file} is not a picture, or it is damaged. Replace it.", file=file)
    scale = longest_px / max(image.shape[:2])
    if scale < 1:
        shape = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
        image = cv2.resize(image, shape, interpolation=cv2.INTER_AREA)
    return np.asarray(image, dtype=np.uint8)


def _by_number(file: Path) -> tuple[list[tuple[int, str]], str]:
    parts = re.split(r"(\d+)", file.name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], file.name
