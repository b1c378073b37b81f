"""The reduced picture on which faces are looked for."""

from __future__ import annotations

import cv2
import numpy as np

from engine.types import Image

SMALLEST_FACE_PX = 36
"""A face of this size in the reduced picture is found as well as a larger one (the detectors' windows are 16 and
20 px), so a picture is reduced until the smallest face that counts has this size."""


def reduce_for_faces(image: Image, min_face_share: float, width_px: int) -> tuple[Image, float]:
    """`image` as small as the search for faces of `min_face_share` of its height allows, and at most `width_px` wide.

    Also returns what its coordinates times to go back.
    """
    return reduce_picture(image, width_px, round(SMALLEST_FACE_PX / min_face_share))


def reduce_picture(image: Image, width_px: int, height_px: int) -> tuple[Image, float]:
    """`image` shrunk, with its proportions, to fit into width x height; and what its coordinates times to go back.

    A picture that fits already comes back as it is.
    """
    height, width = image.shape[:2]
    scale = max(width / width_px, height / height_px)
    if scale <= 1:
        return image, 1.0
    size = max(1, round(width / scale)), max(1, round(height / scale))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), scale
