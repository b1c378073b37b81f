"""Face detection with the Haar cascade that comes inside OpenCV: always there, frontal faces only.

Measured on real clips (see tests/engine/test_clips_tracks.py): of the four frontal cascades, `alt2` gives the fewest
false faces at the least time; `default` finds as many real ones but also steady patterns in empty shelves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from engine.faces.reduction import reduce_for_faces
from engine.types import Box, Face, Image

CASCADE = "haarcascade_frontalface_alt2.xml"
SCALE_FACTOR = 1.1
MIN_NEIGHBOURS = 3
STRONG_NEIGHBOURS = 10
"""Overlapping raw hits behind a detection that is good enough to start a track. Real frontal faces have 15 to 60;
a skull on a shirt, folds and shelves had at most 8 (also brighter, darker and mirrored), and turned faces 3 to 12
(most of those only continue a track)."""
NEAR_SIDES = 1.0
"""How far from the middle of a face that was there a moment ago it is searched for, in its own sides: it may have
moved by half of one."""
NEAR_SIZES = (0.7, 1.4)
"""Of which sizes, as shares of its own; raw hits of one face lie within a fifth of each other."""


class _Window(NamedTuple):
    """A part of the reduced picture, and how large the faces are that are searched for there."""

    x1: int
    y1: int
    x2: int
    y2: int
    smallest_px: int
    largest_px: int


class HaarDetector:
    """`min_face_share` is of the frame's height; `working_width_px` bounds the width that is searched."""

    name = "haar"
    looks_near = True

    def __init__(self, min_face_share: float, working_width_px: int) -> None:
        self._min_face_share = min_face_share
        self._working_width_px = working_width_px
        self._cascade = _load_cascade()

    def detect(self, image: Image, near: Sequence[Box] | None = None) -> tuple[Face, ...]:
        """Frontal faces in a (H, W, 3) BGR frame; boxes in its pixels, best first.

        A score of 0.5 or more stands for at least `STRONG_NEIGHBOURS` hits. Haar gives neither landmarks nor yaw.
        With `near` it searches round these boxes, for faces of about their sizes: a fifth of the work or less.
        """
        small, scale = reduce_for_faces(image, self._min_face_share, self._working_width_px)
        smallest = max(20, round(self._min_face_share * image.shape[0] / scale))
        if min(small.shape[:2]) < smallest:
            return ()
        grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
        height, width = grey.shape
        if near is None:
            windows = [_Window(0, 0, width, height, smallest, max(height, width))]
        else:
            windows = [_window_round(box, scale, width, height, smallest) for box in near]
        faces = [face for window in windows for face in self._search(grey, window, scale)]
        return tuple(sorted(faces, key=lambda face: -face.score))

    def _search(self, grey: Image, window: _Window, scale: float) -> list[Face]:
        if min(window.x2 - window.x1, window.y2 - window.y1) < window.smallest_px:
            return []
        boxes, neighbours = self._cascade.detectMultiScale2(
            grey[window.y1 : window.y2, window.x1 : window.x2],
            scaleFactor=SCALE_FACTOR,
            minNeighbors=MIN_NEIGHBOURS,
            minSize=(window.smallest_px, window.smallest_px),
            maxSize=(window.largest_px, window.largest_px),
        )
        found = np.asarray(boxes, dtype=np.float64).reshape(-1, 4) + np.array((window.x1, window.y1, 0, 0))
        return [
            Face(
                box=Box(float(x * scale), float(y * scale), float((x + w) * scale), float((y + h) * scale)),
                score=_score(n),
            )
            for (x, y, w, h), n in zip(found, np.asarray(neighbours).ravel(), strict=True)
        ]


def _window_round(box: Box, scale: float, width: int, height: int, smallest_px: int) -> _Window:
    side = max(box.width_px, box.height_px) / scale
    x, y = (value / scale for value in box.centre)
    reach = NEAR_SIDES * side
    return _Window(
        max(0, math.floor(x - reach)),
        max(0, math.floor(y - reach)),
        min(width, math.ceil(x + reach)),
        min(height, math.ceil(y + reach)),
        max(smallest_px, round(NEAR_SIZES[0] * side)),
        round(NEAR_SIZES[1] * side),
    )


def _load_cascade() -> cv2.CascadeClassifier:
    # By its content: on Windows, OpenCV cannot open a path with letters outside the machine's code page.
    content = (Path(cv2.data.haarcascades) / CASCADE).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    storage = cv2.FileStorage(content, cv2.FILE_STORAGE_READ | cv2.FILE_STORAGE_MEMORY)
    cascade = cv2.CascadeClassifier()
    if not cascade.read(storage.getFirstTopLevelNode()):
        raise RuntimeError(f"OpenCV cannot read its own {CASCADE}")
    return cascade


def _score(neighbours: int) -> float:
    """Raw hits as a score in 0 to 1, 0.5 at `STRONG_NEIGHBOURS`."""
    return float(neighbours) / (float(neighbours) + STRONG_NEIGHBOURS)
