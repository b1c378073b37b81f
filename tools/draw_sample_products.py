"""Draws the pictures of the sample products: five drinks, turned on a lathe of numpy.

    python tools/draw_sample_products.py        writes resources/products/*.png

Each drink is a body of revolution: a profile (half width over height) with bands of colour, shaded as a cylinder is
by a window at the left, on a soft gradient. No photograph, no foreign artwork.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "products"
WIDTH_PX, HEIGHT_PX = 320, 384
OVERSAMPLING = 3
ZOOM = 1.1

Canvas = NDArray[np.float32]
"""(H, W, 3) BGR, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """A colour from the height `top` down to the next band; heights are shares of the picture."""

    top: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Drink:
    """`profile`: (height, half width) as shares of the picture's height, joined smoothly where `smooth`."""

    name: str
    light: str
    dark: str
    profile: Sequence[tuple[float, float]]
    bands: Sequence[Band]
    smoothing: float = 0.008
    bubbles: int = 0
    straw: str | None = None
    emblem_y: float = 0.61
    emblem_radius: float = 0.05


BOTTLE = [
    (0.12, 0.042),
    (0.185, 0.042),
    (0.19, 0.036),
    (0.25, 0.038),
    (0.36, 0.112),
    (0.40, 0.118),
    (0.86, 0.118),
    (0.9, 0.1),
]
CUP = [(0.19, 0.11), (0.225, 0.155), (0.23, 0.162), (0.262, 0.162), (0.264, 0.15), (0.89, 0.108), (0.9, 0.1)]
CAN = [(0.14, 0.1), (0.175, 0.124), (0.20, 0.13), (0.84, 0.13), (0.875, 0.12), (0.9, 0.1)]
FLASK = [
    (0.12, 0.034),
    (0.17, 0.034),
    (0.172, 0.028),
    (0.33, 0.032),
    (0.44, 0.12),
    (0.50, 0.13),
    (0.86, 0.13),
    (0.9, 0.11),
]
JAR = [
    (0.17, 0.1),
    (0.245, 0.1),
    (0.25, 0.088),
    (0.28, 0.09),
    (0.34, 0.14),
    (0.38, 0.145),
    (0.85, 0.145),
    (0.9, 0.12),
]

DRINKS = (
    Drink(
        "oolong",
        "#f3c078",
        "#d97b48",
        BOTTLE,
        [Band(0.12, "#5a3520"), Band(0.19, "#fbe7cb", 0.75), Band(0.27, "#a4531f", 0.92), Band(0.46, "#fff4e2"),
         Band(0.50, "#7a3d18"), Band(0.515, "#fff4e2"), Band(0.70, "#e8b26a"), Band(0.72, "#a4531f", 0.92)],
    ),
    Drink(
        "matcha",
        "#b9d8a0",
        "#5f9b66",
        CUP,
        [Band(0.19, "#f4f7ef", 0.9), Band(0.264, "#f2f4e4", 0.95), Band(0.36, "#cfdfa6", 0.96),
         Band(0.43, "#8fb45f", 0.97), Band(0.52, "#f7f4e6"), Band(0.72, "#6f9a48", 0.97)],
        straw="#f7f4e6",
        emblem_y=0.63,
        smoothing=0.003,
    ),
    Drink(
        "grape",
        "#d9b4ea",
        "#8657b3",
        CAN,
        [Band(0.14, "#d9d5e3"), Band(0.195, "#6b3fa0"), Band(0.47, "#f5ecfb"), Band(0.485, "#b48ae0"),
         Band(0.70, "#f5ecfb"), Band(0.715, "#6b3fa0"), Band(0.85, "#cfcadb")],
        bubbles=26,
        emblem_y=0.59,
        smoothing=0.004,
    ),
    Drink(
        "lemonade",
        "#a3d3ec",
        "#3f7fb6",
        FLASK,
        [Band(0.12, "#f5f7f2"), Band(0.172, "#e4f3fa", 0.7), Band(0.36, "#eef2b4", 0.86), Band(0.56, "#ffffff"),
         Band(0.585, "#2f6fa8"), Band(0.62, "#ffffff"), Band(0.74, "#eef2b4", 0.86)],
        bubbles=14,
        emblem_y=0.68,
        emblem_radius=0.038,
    ),
    Drink(
        "tomato",
        "#f4a79d",
        "#c1504e",
        JAR,
        [Band(0.17, "#3d5a34"), Band(0.25, "#f6d6cf", 0.75), Band(0.31, "#c22f26", 0.96), Band(0.50, "#fff1ea"),
         Band(0.53, "#3d5a34"), Band(0.545, "#fff1ea"), Band(0.72, "#c22f26", 0.96)],
    ),
)  # fmt: skip


def bgr(colour: str) -> Canvas:
    """ "#rrggbb" as three numbers from 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (5, 3, 1)], np.float32)


def draw(drink: Drink) -> NDArray[np.uint8]:
    """The drink's picture, (384, 320, 3) BGR."""
    height, width = HEIGHT_PX * OVERSAMPLING, WIDTH_PX * OVERSAMPLING
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    centre = width / height / 2
    slope = np.clip((0.35 * x / (2 * centre) + 0.65 * y), 0, 1)[..., None]
    # The drink is drawn larger than its profile says, about the middle of the picture.
    y, x = 0.52 + (y - 0.5) / ZOOM, centre + (x - centre) / ZOOM
    canvas: Canvas = bgr(drink.light) * (1 - slope) + bgr(drink.dark) * slope
    glow = np.exp(-(((x - centre) / 0.3) ** 2 + ((y - 0.42) / 0.4) ** 2))[..., None]
    canvas = canvas + (1 - canvas) * 0.28 * glow
    shadow = np.exp(-(((x - centre - 0.02) / 0.17) ** 2 + ((y - 0.905) / 0.022) ** 2))[..., None]
    canvas = canvas * (1 - 0.38 * shadow)
    if drink.straw:
        _paint_straw(canvas, drink.straw, centre)
    half = _half_width(drink, y[:, 0])[:, None]
    across = (x - centre) / np.maximum(half, 1e-6)
    # Seen from a little above: what is round about the drink hangs down in front.
    seen_y = y - 0.1 * half * (np.sqrt(np.clip(1 - across**2, 0, 1)) - 0.5)
    inside = (np.abs(across) <= 1) & (y >= drink.profile[0][0]) & (seen_y <= drink.profile[-1][0])
    colour, opacity = _bands(drink, seen_y)
    emblem = np.clip(0.5 + (drink.emblem_radius - np.hypot(x - centre, seen_y - drink.emblem_y)) * height / 2, 0, 1)
    colour = colour * (1 - emblem[..., None]) + bgr(drink.dark) * emblem[..., None]
    colour = _shade(colour, across)
    if drink.bubbles:
        _paint_bubbles(colour, drink, x, y, centre)
    cover = (inside * opacity)[..., None]
    canvas = canvas * (1 - cover) + colour * cover
    small = cv2.resize(canvas, (WIDTH_PX, HEIGHT_PX), interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(small * 255 + 0.5, 0, 255), np.uint8)


def _half_width(drink: Drink, y: Canvas) -> Canvas:
    heights, widths = zip(*drink.profile, strict=True)
    half = np.interp(y, heights, widths).astype(np.float32)
    sigma = drink.smoothing * len(y)
    size = int(6 * sigma) | 1
    return np.asarray(cv2.GaussianBlur(half.reshape(-1, 1), (1, size), sigmaX=1, sigmaY=sigma)[:, 0], np.float32)


def _bands(drink: Drink, y: Canvas) -> tuple[Canvas, Canvas]:
    colour = np.broadcast_to(bgr(drink.bands[0].colour), (*y.shape, 3)).copy()
    opacity = np.full(y.shape, drink.bands[0].opacity, np.float32)
    for band in drink.bands[1:]:
        below = y >= band.top
        colour[below] = bgr(band.colour)
        opacity[below] = band.opacity
    return colour, opacity


def _shade(colour: Canvas, across: Canvas) -> Canvas:
    """Darker towards the edges, with the window's bright stripe at the left and its weak reflection at the right."""
    edge = np.sqrt(np.clip(1 - across**2, 0, 1))[..., None]
    body = colour * (0.62 + 0.42 * edge)
    window = np.exp(-(((across + 0.52) / 0.13) ** 2))[..., None] * 0.42
    reflection = np.exp(-(((across - 0.72) / 0.09) ** 2))[..., None] * 0.14
    return np.asarray(np.clip(body + (1 - body) * np.clip(window + reflection, 0, 1), 0, 1), np.float32)


def _paint_bubbles(colour: Canvas, drink: Drink, x: Canvas, y: Canvas, centre: float) -> None:
    chance = np.random.default_rng(len(drink.name))
    for _ in range(drink.bubbles):
        at_x, at_y = centre + chance.uniform(-0.1, 0.1), chance.uniform(0.44, 0.82)
        radius = chance.uniform(0.004, 0.011)
        distance = np.hypot(x - at_x, y - at_y) / radius
        ring = np.clip(1.4 - np.abs(distance - 0.8) * 4, 0, 1)[..., None] * 0.45
        colour += (1 - colour) * ring


def _paint_straw(canvas: Canvas, colour: str, centre: float) -> None:
    height = canvas.shape[0]
    line = np.array([(centre + 0.02, 0.3), (centre + 0.075, 0.03)]) * height
    start, end = (tuple(int(part) for part in point) for point in line)
    cv2.line(canvas, start, end, [float(part) for part in bgr(colour)], int(0.026 * height), cv2.LINE_AA)
    start, end = (tuple(int(part - 0.006 * height) for part in point) for point in line)
    cv2.line(canvas, start, end, [1.0, 1.0, 1.0], int(0.006 * height), cv2.LINE_AA)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for drink in DRINKS:
        path = FOLDER / f"{drink.name}.png"
        _, encoded = cv2.imencode(".png", draw(drink), [cv2.IMWRITE_PNG_COMPRESSION, 9])
        path.write_bytes(encoded.tobytes())
        print(f"{path.relative_to(ROOT)}: {len(encoded) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
