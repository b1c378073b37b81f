"""Painting with soft shapes on a small grid of units instead of pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Map = NDArray[Any]
"""A value for each pixel, float32, (H, W) or what broadcasts to it."""
Picture = NDArray[Any]
"""(H, W, 3) float32, 0 to 1."""
Sprite = NDArray[np.uint8]
"""(H, W, 4): blue, green, red, each already multiplied by the alpha, and the alpha."""
Colour = tuple[float, float, float]
"""Blue, green, red, each 0 to 1."""


@dataclass(frozen=True)
class Canvas:
    """Where each pixel lies: `x` is (1, W), `y` is (H, 1), in units; y points down. `scale`: pixels a unit.

    Shapes are masks from 0 to 1 that broadcast to (H, W).
    """

    x: Map
    y: Map
    scale: float

    @classmethod
    def of(cls, left: float, right: float, top: float, bottom: float, scale: float) -> Canvas:
        across = (np.arange(round((right - left) * scale), dtype=np.float32) + 0.5) / np.float32(scale) + np.float32(
            left
        )
        down = (np.arange(round((bottom - top) * scale), dtype=np.float32) + 0.5) / np.float32(scale) + np.float32(
            top
        )
        return cls(across[None, :], down[:, None], scale)

    @property
    def shape(self) -> tuple[int, int]:
        return self.y.shape[0], self.x.shape[1]

    @property
    def ax(self) -> Map:
        """The distance from the middle line: faces are drawn symmetrical."""
        return np.abs(self.x)

    def window(self, half_width: float, top: float, bottom: float) -> tuple[Canvas, tuple[slice, slice]]:
        """The part within these bounds, and where it lies: details are painted there only, for speed."""
        columns = np.flatnonzero(self.ax[0] <= half_width)
        rows = np.flatnonzero((self.y[:, 0] >= top) & (self.y[:, 0] <= bottom))
        where = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
        return Canvas(self.x[:, where[1]], self.y[where[0]], self.scale), where

    def bump(self, x: float, y: float, sx: float, sy: float) -> Map:
        """A soft hill of height 1 at (x, y)."""
        return hill((self.x - x) / sx) * hill((self.y - y) / sy)

    def pair(self, x: float, y: float, sx: float, sy: float, tilt: float = 0.0) -> Map:
        """The same soft hill on both sides; `tilt` lowers its outer end."""
        dx = self.ax - np.float32(x)
        return hill(dx / sx) * hill((self.y - np.float32(y) - np.float32(tilt) * dx) / sy)

    def step(self, distance: Map, soft: float = 0.0) -> Map:
        """1 where `distance` (in units) is positive, 0 where negative, smooth over a pixel or `soft` units."""
        edge = np.clip(distance * np.float32(1 / max(soft, 1.2 / self.scale)) + np.float32(0.5), 0, 1)
        return np.asarray(edge * edge * (3 - 2 * edge), dtype=np.float32)


def hill(v: Map) -> Map:
    """exp(-v^2 / 2)."""
    return np.asarray(np.exp(np.float32(-0.5) * np.square(v.astype(np.float32, copy=False))), dtype=np.float32)


def over(picture: Picture, colour: Colour | Picture, mask: Map) -> None:
    """Paints a colour, (3,) or (H, W, 3), over the (H, W, 3) picture in place, as much as the mask says."""
    picture += (np.asarray(colour, np.float32) - picture) * mask[..., None].astype(np.float32, copy=False)


def darken(picture: Picture, mask: Map) -> None:
    picture *= (1 - mask[..., None]).astype(np.float32, copy=False)


def noise(seed: int, shape: tuple[int, int], sigma_x: float, sigma_y: float) -> Map:
    """Smooth noise with standard deviation 1, always the same for a seed."""

    raw = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    soft = cv2.GaussianBlur(raw, (0, 0), sigmaX=max(0.3, sigma_x), sigmaY=max(0.3, sigma_y))
    return np.asarray(soft / soft.std(), dtype=np.float32)


def flatten(*layers: tuple[Picture, Map]) -> Sprite:
    """The layers over each other, lowest first, as one (H, W, 4) picture, colours multiplied by the alpha."""
    picture = np.zeros((*layers[0][0].shape[:2], 4), np.float32)
    for colour, mask in layers:
        picture *= (1 - mask)[..., None]
        picture[..., :3] += np.clip(colour, 0, 1) * mask[..., None]
        picture[..., 3] += mask
    return np.asarray(picture * 255 + 0.5, dtype=np.uint8)
