"""Pictures of a known size with one face or four, from the demo or from a clip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import cv2
import numpy as np

from engine.errors import KnownError
from engine.sources.by_name import open_source
from engine.sources.demo import FPS
from engine.sources.demo.player import Player
from engine.types import Image

FRAMES = 30
SIZES: tuple[tuple[int, int], ...] = ((640, 480), (1280, 720))
_DEMO_FROM_S = 2.5
"""From here on, and for four seconds, the demo's first visitor stands before the camera, alone."""
_PHASE_FRAMES = 12
"""The four faces of a scene are so many frames apart, so that no two are the same picture."""

Film = Callable[[int, int, int], Image]
"""Draws a frame by its number in a width and a height."""


def demo_film() -> Film:
    """The demo while its first visitor is there."""
    players: dict[tuple[int, int], Player] = {}

    def draw(number: int, width_px: int, height_px: int) -> Image:
        player = players.setdefault((width_px, height_px), Player(width_px, height_px))
        return player.draw(_DEMO_FROM_S + number / FPS)

    return draw


def clip_film(clip: Path) -> Film:
    """The beginning of a clip, over and over, filling each size. Raises `KnownError` when it cannot be read."""
    with closing(open_source(str(clip), paced=False)) as source:
        wanted = islice(iter(source.read, None), FRAMES + 3 * _PHASE_FRAMES)
        frames = [frame.image for frame in wanted if frame is not None]
    if not frames:
        raise KnownError("There is no picture in {path}. Choose another film.", path=clip)

    def draw(number: int, width_px: int, height_px: int) -> Image:
        return _filling(frames[number % len(frames)], width_px, height_px)

    return draw


def scene(film: Film, width_px: int, height_px: int, faces: int, count: int = FRAMES) -> list[Image]:
    """Successive pictures: the film itself, or for four faces the film four times, each in a quarter."""
    if faces == 1:
        return [film(number, width_px, height_px) for number in range(count)]
    quarters = [
        [film(number + tile * _PHASE_FRAMES, width_px // 2, height_px // 2) for tile in range(4)]
        for number in range(count)
    ]
    return [_tiled(four) for four in quarters]


def _tiled(four: Sequence[Image]) -> Image:
    return np.concatenate((np.concatenate(four[:2], axis=1), np.concatenate(four[2:], axis=1)), axis=0)


def _filling(image: Image, width_px: int, height_px: int) -> Image:
    """The picture scaled and cut to the size."""
    scale = max(width_px / image.shape[1], height_px / image.shape[0])
    width, height = max(width_px, round(image.shape[1] * scale)), max(height_px, round(image.shape[0] * scale))
    large = cv2.resize(image, (width, height), interpolation=cv2.INTER_LINEAR)
    x, y = (width - width_px) // 2, (height - height_px) // 2
    return np.ascontiguousarray(large[y : y + height_px, x : x + width_px], dtype=np.uint8)
