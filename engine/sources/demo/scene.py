"""The shop behind the people: shelves out of focus, and warm lamps."""

from __future__ import annotations

import cv2
import numpy as np

from engine.sources.demo.canvas import Picture
from engine.types import Image

_GOODS = (
    (84, 100, 120),
    (96, 108, 88),
    (118, 102, 86),
    (84, 92, 124),
    (118, 126, 134),
    (96, 86, 104),
    (78, 108, 118),
)


def paint_shop(width_px: int, height_px: int) -> Image:
    """(H, W, 3) BGR, always the same."""
    width, height = 320, round(320 * height_px / width_px)
    rng = np.random.default_rng(5)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    wall = np.array((72, 76, 80), np.float32) * (1.25 - 0.55 * down)
    picture: Picture = np.broadcast_to(wall, (height, width, 3)).copy()
    for shelf in range(4):
        _paint_shelf(picture, round(height * (0.20 + 0.24 * shelf)), rng)
    picture = cv2.GaussianBlur(picture, (0, 0), 7.5)
    lamps = np.zeros_like(picture)
    for _ in range(11):
        at = int(rng.integers(0, width)), int(rng.uniform(-0.03, 0.16) * height)
        tone = np.array((110, 165, 205)) * rng.uniform(0.08, 0.30)
        cv2.circle(lamps, at, int(rng.integers(5, 13)), tone.tolist(), -1)
    picture = picture + cv2.GaussianBlur(lamps, (0, 0), 1.8)
    picture = picture * (1.06 - 0.34 * (across**2 * 0.7 + (2 * down - 1) ** 2 * 0.4))
    large = cv2.resize(picture.astype(np.float32), (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    grain = rng.normal(0, 1.3, (height_px, width_px, 1)).astype(np.float32)
    return np.asarray(np.clip(large + grain, 0, 255), dtype=np.uint8)


def _paint_shelf(picture: Picture, board: int, rng: np.random.Generator) -> None:
    """A row of packages of one kind each few, on a light board with its shadow."""
    height, width = picture.shape[:2]
    x = int(rng.integers(-14, 0))
    while x < width:
        tone = np.array(_GOODS[int(rng.integers(len(_GOODS)))], np.float32) * rng.uniform(0.8, 1.15)
        wide, tall = int(rng.integers(8, 16)), int(height * rng.uniform(0.09, 0.17))
        for _ in range(int(rng.integers(2, 5))):
            cv2.rectangle(picture, (x, board - tall), (x + wide, board), tone.tolist(), -1)
            label = (x + 2, board - tall // 2), (x + wide - 2, board - tall // 4)
            cv2.rectangle(picture, *label, (tone * 1.35).tolist(), -1)
            x += wide + 1
        x += int(rng.integers(3, 9))
    cv2.rectangle(picture, (0, board), (width, board + 4), (100, 110, 120), -1)
    cv2.rectangle(picture, (0, board + 5), (width, board + 8), (34, 34, 36), -1)
