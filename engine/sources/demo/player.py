"""Puts the people before the shop, frame by frame."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sources.demo import body, face
from engine.sources.demo.canvas import Sprite
from engine.sources.demo.expression import Expression
from engine.sources.demo.looks import Looks
from engine.sources.demo.scene import paint_shop
from engine.sources.demo.story import LOOP_S, STORY, Pose, pose
from engine.types import Image

_HEAD_SCALE = 0.148
"""Pixels of half a face's width over the picture's height, for a visitor of size 1."""
_SHOULDERS_UP = 0.12
_AHEAD_S = 1.0
_PIVOT_Y = 1.15
"""Heads tilt about the neck."""


class _Actor:
    """One visitor's pictures, each drawn once: ahead of its time, or when it is first needed."""

    def __init__(self, looks: Looks, scale: float) -> None:
        self._looks = looks
        self.scale = scale
        self._heads: dict[Expression, Sprite] = {}

    @cached_property
    def body(self) -> Sprite:
        return body.paint_body(self._looks, self.scale)

    @cached_property
    def painter(self) -> face.Head:
        return face.Head(self._looks, self.scale)

    def head(self, expression: Expression) -> Sprite:
        if expression not in self._heads:
            self._heads[expression] = self.painter.paint(expression)
        return self._heads[expression]

    def prepare(self, expression: Expression) -> bool:
        """Draws one of the pictures for this expression that are missing; whether there was one."""
        if "body" not in self.__dict__:
            return self.body is not None
        if "painter" not in self.__dict__:
            return self.painter is not None
        if expression not in self._heads:
            return self.head(expression) is not None
        return False


class Player:
    """Draws any moment of the loop, always the same for the same moment."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._size = (width_px, height_px)
        self._shop = paint_shop(width_px, height_px)
        self._cast = [(visit, _Actor(visit.looks, _HEAD_SCALE * height_px * visit.size)) for visit in STORY]
        self._cast.sort(key=lambda pair: pair[0].size)  # who is nearer stands before the others

    def draw(self, time_s: float) -> Image:
        """(H, W, 3) BGR."""
        self._prepare(time_s + _AHEAD_S)
        picture = self._shop.copy()
        for visit, actor in self._cast:
            where = pose(visit, time_s % LOOP_S)
            if where is not None:
                self._stamp(picture, actor, where)
        return picture

    def _prepare(self, time_s: float) -> None:
        """Draws at most one picture that will be needed soon, so that no frame has to wait for several."""
        for visit, actor in self._cast:
            where = pose(visit, time_s % LOOP_S)
            if where is not None and actor.prepare(where.expression):
                return

    def _stamp(self, picture: Image, actor: _Actor, where: Pose) -> None:
        scale = actor.scale
        eyes = where.x * self._size[0], where.y * self._size[1]
        turn = cv2.getRotationMatrix2D((face.HALF_WIDTH * scale, (_PIVOT_Y - face.TOP) * scale), where.tilt_deg, 1.0)
        head_at = eyes[0] - face.HALF_WIDTH * scale, eyes[1] + face.TOP * scale
        _blend(picture, actor.painter.back, *head_at, turn)
        _blend(picture, actor.body, eyes[0] - body.HALF_WIDTH * scale, eyes[1] + (body.TOP - _SHOULDERS_UP) * scale)
        _blend(picture, actor.head(where.expression), *head_at, turn)


def _blend(picture: Image, sprite: Sprite, x: float, y: float, turn: NDArray[Any] | None = None) -> None:
    """Lays a premultiplied BGRA sprite over the picture, in place, to fractions of a pixel."""
    height, width = sprite.shape[:2]
    x1, y1 = int(np.floor(x)), int(np.floor(y))
    matrix = np.array(((1.0, 0, 0), (0, 1.0, 0))) if turn is None else turn.copy()
    matrix[:, 2] += (x - x1, y - y1)
    left, top = max(0, x1), max(0, y1)
    right, bottom = min(picture.shape[1], x1 + width + 1), min(picture.shape[0], y1 + height + 1)
    if right <= left or bottom <= top:
        return
    matrix[:, 2] -= (left - x1, top - y1)
    moved = cv2.warpAffine(sprite, matrix, (right - left, bottom - top), flags=cv2.INTER_LINEAR)
    under = picture[top:bottom, left:right]
    rest = cv2.bitwise_not(moved[..., 3])
    kept = cv2.multiply(under, cv2.merge((rest, rest, rest)), scale=1 / 255)
    picture[top:bottom, left:right] = cv2.add(kept, cv2.cvtColor(moved, cv2.COLOR_BGRA2BGR))
