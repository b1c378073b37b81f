"""The source `demo`: a loop that the program draws itself, with nobody real in it."""

from __future__ import annotations

import cv2
import numpy as np

from engine.types import Frame, Image

DEMO = "demo"
FPS = 30


class DemoSource:
    """Plays for ever. Frame n is always the same picture."""

    name = DEMO
    is_live = False

    def __init__(self, width_px: int = 640, height_px: int = 480) -> None:
        self._size = (width_px, height_px)
        self._next = 0
        self._closed = False

    def read(self) -> Frame | None:
        if self._closed:
            return None
        frame = Frame(draw(self._next / FPS, *self._size), self._next / FPS, self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._closed = True


def draw(time_s: float, width_px: int, height_px: int) -> Image:
    image = np.full((height_px, width_px, 3), 170, np.uint8)
    x, y = width_px // 2 + int(20 * np.sin(time_s)), height_px // 2
    smile = max(0.0, np.sin(time_s / 2))
    cv2.ellipse(image, (x, y), (80, 105), 0, 0, 360, (150, 180, 220), -1, cv2.LINE_AA)
    for side in (-1, 1):
        cv2.ellipse(image, (x + 33 * side, y - 22), (17, 8), 0, 0, 360, (235, 235, 235), -1, cv2.LINE_AA)
        cv2.circle(image, (x + 33 * side, y - 22), 7, (40, 50, 60), -1, cv2.LINE_AA)
        cv2.ellipse(image, (x + 33 * side, y - 38), (24, 8), 0, 180, 360, (40, 50, 60), 5, cv2.LINE_AA)
    cv2.line(image, (x, y - 15), (x - 8, y + 22), (120, 150, 190), 3, cv2.LINE_AA)
    cv2.ellipse(image, (x, y + 48), (32, 4 + int(14 * smile)), 0, 0, 180, (80, 80, 170), 5, cv2.LINE_AA)
    return image
