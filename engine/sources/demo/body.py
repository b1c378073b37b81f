"""Neck, shoulders and clothes."""

from __future__ import annotations

import numpy as np

from engine.sources.demo.canvas import Canvas, Map, Picture, Sprite, darken, flatten, hill, noise, over
from engine.sources.demo.looks import Looks

HALF_WIDTH, TOP, BOTTOM = 2.6, 0.75, 5.6
"""The body's canvas, in the units of its head."""


def paint_body(looks: Looks, scale: float) -> Sprite:
    """(H, W, 4), colours already multiplied by the alpha."""
    c = Canvas.of(-HALF_WIDTH, HALF_WIDTH, TOP, BOTTOM, scale)
    picture = np.zeros((*c.shape, 3), np.float32)
    neck_width = 0.47 * looks.jaw_width + 0.16 * np.clip(c.y - 1.45, 0, 1) ** 1.5
    neck = c.step(neck_width - c.ax, 0.03) * c.step(2.7 - c.y, 0.05)
    light = 0.86 - 0.16 * c.x / 0.5 - 0.45 * (c.ax / np.maximum(neck_width, 0.1)) ** 4
    light = light * (1 - 0.55 * c.step(1.62 + 0.10 * c.x - 0.25 * c.ax - c.y, 0.35))  # the chin's shadow
    light = light * (1 - 0.18 * c.pair(0.13, 1.95, 0.05, 0.10, 0.5)) + 0.06 * c.bump(0, 1.98, 0.06, 0.08)
    light = np.clip(light, 0.12, 1.1)
    skin = np.stack((light**1.22, light**1.10, light), axis=-1) * np.asarray(looks.skin, np.float32)
    over(picture, skin.astype(np.float32), neck)

    cloth, edge = _clothes(c, looks)
    relief = noise(looks.seed + 70, c.shape, 0.10 * scale, 0.45 * scale)
    shade = 0.92 - 0.17 * c.x / 2 - 0.40 * np.clip(c.ax / 2.35, 0, 1) ** 4 + 0.035 * relief
    shade = shade * (1 - 0.30 * hill((c.ax - 1.70 - 0.05 * (c.y - 3)) / 0.05) * c.step(c.y - 2.75, 0.5))
    shade = shade * (1 + 0.18 * hill((c.y - 2.05 - 0.22 * c.ax) / 0.16))
    over(picture, np.asarray(looks.clothes, np.float32) * np.clip(shade, 0.1, 1.4)[..., None], cloth)
    darken(picture, (0.30 * edge * (1 - cloth) * neck).astype(np.float32))
    if looks.collar == "shirt":
        _paint_collar(c, picture, looks)
    else:
        rim = _neckline(c)
        over(
            picture,
            np.asarray(looks.clothes, np.float32) * np.float32(0.78),
            0.8 * hill((rim - 0.045) / 0.022) * cloth,
        )
    alpha = np.maximum(neck, cloth)
    return flatten((picture, alpha))


def _neckline(c: Canvas) -> Map:
    """How far outside the opening at the neck, in units."""
    return np.asarray(np.sqrt((c.x / 1.28) ** 2 + ((c.y - 1.62) / 1.0) ** 2) - 0.47, dtype=np.float32)


def _clothes(c: Canvas, looks: Looks) -> tuple[Map, Map]:
    """The clothes' mask, and the soft shadow that their opening casts on the skin."""
    ys = [1.60, 1.66, 1.74, 1.84, 1.96, 2.10, 2.30, 2.60, 3.1, 5.6]
    ws = [0.34, 0.50, 0.70, 1.06, 1.46, 1.76, 2.00, 2.17, 2.28, 2.38]
    rows = c.y[:, 0]
    k = max(3, int(0.2 * c.scale) | 1)
    wide = np.convolve(np.pad(np.interp(rows, ys, ws), k // 2, mode="edge"), np.full(k, 1 / k), "valid")
    torso = c.step((wide[:, None] - c.ax).astype(np.float32), 0.03) * c.step(c.y - 1.60, 0.04)
    if looks.collar == "shirt":
        opening = c.y - 2.42 + 1.55 * c.ax
        below = c.step(opening.astype(np.float32), 0.03)
    else:
        opening = _neckline(c)
        below = c.step(opening, 0.03)
    return torso * below, hill((opening + 0.02) / 0.09)


def _paint_collar(c: Canvas, picture: Picture, looks: Looks) -> None:
    """Two flaps beside the opening, a placket and its buttons."""
    tone = np.asarray(looks.clothes, np.float32)
    inner = c.y - 2.42 + 1.55 * c.ax
    outer = c.y - 2.62 + 0.62 * c.ax
    flap = c.step(inner, 0.03) * c.step(-(outer - 0.0), 0.03) * c.step(0.78 - c.ax, 0.04) * c.step(c.y - 1.66, 0.04)
    darken(
        picture,
        (0.28 * hill((outer - 0.04) / 0.05) * c.step(0.85 - c.ax, 0.1) * c.step(inner, 0.03)).astype(np.float32),
    )
    over(picture, tone * np.float32(1.22), flap)
    down = c.step(c.y - 2.5, 0.1)
    darken(picture, (0.22 * hill((c.x - 0.10) / 0.014) * down).astype(np.float32))
    for y in (2.85, 3.45, 4.05):
        over(picture, tone * np.float32(1.7), c.step(0.035 - np.sqrt((c.x - 0.01) ** 2 + (c.y - y) ** 2), 0.02))
