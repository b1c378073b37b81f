"""The one way from a face in a frame to the network's input, in training and live.

Square crop around the detection with a margin, grey, 48 x 48, pixel / 127.5 - 1, three equal channels. Because the
channels are equal, the order of colours cannot be confused. A golden test pins every step; whoever changes one
raises `VERSION`, and models made for another version are refused.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.types import Box, Image

VERSION = 1
INPUT_SIZE_PX = 48
CROP_MARGIN = 1.1
"""Side of the square crop over the longer side of the detection's box."""


def crop_face(image: Image, box: Box, margin: float = CROP_MARGIN) -> Image:
    """The face as a (48, 48) grey square.

    The square may reach over the frame's edge: the edge's pixels are repeated there, so that the face keeps its
    proportions.
    """
    side = max(box.width_px, box.height_px) * margin
    cx, cy = box.centre
    size = max(1, round(side))
    x1, y1 = _start(cx, side, size), _start(cy, side, size)
    height, width = image.shape[:2]
    left, top = max(0, -x1), max(0, -y1)
    right, bottom = max(0, x1 + size - width), max(0, y1 + size - height)
    # A negative end would count from the far edge and give a piece of the wrong side.
    inner = image[max(0, y1) : max(0, y1 + size), max(0, x1) : max(0, x1 + size)]
    if inner.size == 0:
        raise ValueError(f"the box {box} lies outside the {width} x {height} frame")
    if inner.ndim == 3:
        inner = np.asarray(cv2.cvtColor(inner, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    if left or top or right or bottom:
        inner = np.pad(inner, ((top, bottom), (left, right)), mode="edge")
    return resize_grey(inner)


def _start(centre: float, side: float, size: int) -> int:
    """Where a square of `size` whole pixels begins: about half a side before its centre, and never so that rounding
    leaves out the centre's own pixel, which squares of a pixel or two would."""
    own = math.floor(centre)
    return min(max(round(centre - side / 2), own - size + 1), own)


def resize_grey(grey: Image) -> Image:
    """A square grey picture as (48, 48): by area when it shrinks, linear when it grows."""
    if grey.shape == (INPUT_SIZE_PX, INPUT_SIZE_PX):
        return grey
    shrinks = grey.shape[0] > INPUT_SIZE_PX
    resized = cv2.resize(
        grey, (INPUT_SIZE_PX, INPUT_SIZE_PX), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    )
    return np.asarray(resized, dtype=np.uint8)


def to_input(crops: Sequence[Image] | NDArray[np.uint8]) -> NDArray[np.float32]:
    """Grey squares (n, 48, 48) uint8 as the network's input (n, 48, 48, 3) float32 in [-1, 1]."""
    stack = np.asarray(crops, dtype=np.uint8)
    if stack.ndim != 3 or stack.shape[1:] != (INPUT_SIZE_PX, INPUT_SIZE_PX):
        raise ValueError(f"expected (n, {INPUT_SIZE_PX}, {INPUT_SIZE_PX}) uint8, not {stack.shape}")
    scaled = stack.astype(np.float32) / np.float32(127.5) - np.float32(1.0)
    return np.repeat(scaled[..., np.newaxis], 3, axis=-1)
