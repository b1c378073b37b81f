"""Face detection with the Haar cascade that comes inside OpenCV: always there, frontal faces only.

Measured on real clips (see tests/engine/test_clips_tracks.py): of the four frontal cascades, `alt2` gives the fewest
false faces at the least time; `default` finds as many real ones but also steady patterns in empty shelves.
"""

from __future__ import annotations

from pathlib import Path

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


class HaarDetector:
    """`min_face_share` is of the frame's height; `working_width_px` bounds the width that is searched."""

    name = "haar"

    def __init__(self, min_face_share: float, working_width_px: int) -> None:
        self._min_face_share = min_face_share
        self._working_width_px = working_width_px
        self._cascade = _load_cascade()

    def detect(self, image: Image) -> tuple[Face, ...]:
        """Frontal faces in a (H, W, 3) BGR frame; boxes in its pixels, best first.

        A score of 0.5 or more stands for at least `STRONG_NEIGHBOURS` hits. Haar gives neither landmarks nor yaw.
        """
        small, scale = reduce_for_faces(image, self._min_face_share, self._working_width_px)
        smallest = max(20, round(self._min_face_share * image.shape[0] / scale))
        if min(small.shape[:2]) < smallest:
            return ()
        grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
        boxes, neighbours = self._cascade.detectMultiScale2(
            grey, scaleFactor=SCALE_FACTOR, minNeighbors=MIN_NEIGHBOURS, minSize=(smallest, smallest)
        )
        faces = [
            Face(
                box=Box(*(float(v) for v in (x * scale, y * scale, (x + w) * scale, (y + h) * scale))),
                score=_score(n),
            )
            for (x, y, w, h), n in zip(np.asarray(boxes), np.asarray(neighbours), strict=True)
        ]
        return tuple(sorted(faces, key=lambda face: -face.score))


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
