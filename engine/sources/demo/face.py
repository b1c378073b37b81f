"""A face as a small relief (skull, brows, sockets, nose, cheeks, lips, chin) under one soft light."""

from __future__ import annotations

import cv2
import numpy as np

from engine.sources.demo.canvas import Canvas, Map, Picture, Sprite, darken, flatten, hill, noise
from engine.sources.demo.expression import Expression
from engine.sources.demo.features import paint_brows, paint_eyes, paint_mouth
from engine.sources.demo.hair import Hair
from engine.sources.demo.looks import Looks

HALF_WIDTH, TOP, BOTTOM = 1.5, -2.2, 2.3
"""A head's canvas in units of half a face's width; the eyes are at y = 0, the chin at 1.37."""
LIGHT = np.array((-0.36, -0.50, 0.79), np.float32)


class Head:
    """Draws one person's head at `scale` pixels a unit."""

    def __init__(self, looks: Looks, scale: float) -> None:
        self.looks = looks
        self.canvas = Canvas.of(-HALF_WIDTH, HALF_WIDTH, TOP, BOTTOM, scale)
        self._pores = noise(looks.seed, self.canvas.shape, 0.012 * scale, 0.012 * scale) * np.float32(0.012)
        self._brow_hairs = noise(looks.seed + 50, self.canvas.shape, 0.01 * scale, 0.03 * scale)
        self._hair = Hair(looks, self.canvas)
        self._ears, self._ears_alpha = self._paint_ears()

        self.back = flatten((self._hair.behind, self._hair.behind_alpha))
        """The hair behind head and neck, in the same form as `paint` gives the head."""

    def paint(self, e: Expression) -> Sprite:
        """The head with this expression, (H, W, 4), colours already multiplied by the alpha."""
        width = self._outline(e.jaw)
        inside = cv2.GaussianBlur((self.canvas.ax < width).astype(np.float32), (0, 0), 0.011 * self.canvas.scale)
        skin = self._skin(e, width)
        part, where = self.canvas.window(0.75, -0.36, 0.24)
        paint_eyes(part, skin[where], self.looks, e)
        part, where = self.canvas.window(0.85, -0.75, 0.05)
        paint_brows(part, skin[where], self.looks, e, self._brow_hairs[where])
        part, where = self.canvas.window(0.62, 0.60, 1.60)
        paint_mouth(part, skin[where], self.looks, e)
        darken(skin, self._hair.shadow)
        return flatten((self._ears, self._ears_alpha), (skin, inside), (self._hair.front, self._hair.front_alpha))

    def _outline(self, jaw: float) -> Map:
        """Half the head's width at each row, (H, 1)."""
        j, tip = self.looks.jaw_width, 1.37 + 0.17 * jaw
        bend = 0.86 + 0.08 * jaw
        ys = [-1.62, -1.60, -1.55, -1.46, -1.22, -0.85, -0.4, 0.0, 0.4, 0.65, bend]
        ws = [0.0, 0.16, 0.32, 0.50, 0.78, 0.94, 0.985, 0.965, 0.91, 0.85 * (1 + j) / 2, 0.755 * j]
        rows = self.canvas.y[:, 0]
        upper = np.interp(rows, ys, ws)
        chin = np.clip((rows - bend) / (tip - bend), 0, 1)
        width = np.where(rows > bend, ws[-1] * (1 - chin**1.55) ** 0.66, upper)
        k = max(3, int(0.13 * self.canvas.scale) | 1)
        soft = np.convolve(np.pad(width, k // 2, mode="edge"), np.full(k, 1 / k), "valid")
        ends = np.clip(np.minimum(rows + 1.50, tip - 0.12 - rows) / 0.08, 0, 1)  # smoothing would sharpen both ends
        return (ends * soft + (1 - ends) * width)[:, None].astype(np.float32)

    def _relief(self, e: Expression, width: Map) -> Map:
        c, n, up = self.canvas, self.looks.nose_width, max(0.0, e.smile)
        across = np.clip(c.ax / np.maximum(width, 0.25), 0, 1)
        skull = 0.62 * np.sqrt(np.clip(1 - across**2.6, 0, 1)) * np.sqrt(np.clip(1 - (c.y / 1.72) ** 4, 0, 1))
        z: Map = np.asarray(cv2.GaussianBlur(skull.astype(np.float32), (0, 0), 0.035 * c.scale))
        ridge = c.step(c.y + 0.12, 0.5) * c.step(0.52 - c.y, 0.1) * (0.10 + 0.10 * np.clip(c.y / 0.5, 0, 1))
        z += ridge * hill(c.x / (0.105 * n))
        z += 0.11 * c.bump(0, 0.5, 0.13 * n, 0.10)
        z += 0.075 * c.pair(0.165 * n, 0.535 - 0.04 * e.nose_wrinkle, 0.07, 0.065)
        z -= 0.05 * c.bump(0, 0.645, 0.2, 0.04)
        brow = -0.29 - 0.10 * e.brow_raise + 0.08 * e.brow_frown
        z += 0.055 * c.pair(0.42, brow, 0.28, 0.075)
        if e.brow_frown > 0:
            z += 0.03 * e.brow_frown * c.pair(0.14, -0.2, 0.07, 0.08)
        z -= 0.10 * c.pair(0.40, 0.0, 0.21, 0.13)
        z += 0.055 * c.pair(0.43, 0.02, 0.17, 0.10)
        z += (0.05 + 0.07 * up + 0.03 * e.nose_wrinkle) * c.pair(0.56 + 0.03 * up, 0.46 - 0.08 * up, 0.20, 0.15)
        z -= (0.03 + 0.02 * self.looks.age) * c.pair(0.62, 0.80, 0.13, 0.2)
        z += 0.05 * c.bump(0, 0.86, 0.30, 0.17)
        z -= 0.05 * c.bump(0, 1.06 + 0.16 * e.jaw, 0.20, 0.05)
        z += 0.06 * c.bump(0, 1.21 + 0.17 * e.jaw, 0.20, 0.10)
        z -= 0.03 * c.bump(0, 0.74, 0.035, 0.06)
        return z

    def _skin(self, e: Expression, width: Map) -> Picture:
        c, looks = self.canvas, self.looks
        z = self._relief(e, width)
        gx = cv2.Sobel(z, cv2.CV_32F, 1, 0, ksize=3, scale=c.scale / 8)
        gy = cv2.Sobel(z, cv2.CV_32F, 0, 1, ksize=3, scale=c.scale / 8)
        length = 1 / np.sqrt(gx * gx + gy * gy + 1)
        lambert = (LIGHT[2] - gx * LIGHT[0] - gy * LIGHT[1]) * length
        half = LIGHT + np.array((0, 0, 1), np.float32)
        half /= np.linalg.norm(half)
        gloss = np.clip((half[2] - gx * half[0] - gy * half[1]) * length, 0, 1)
        light = 0.42 + 0.76 * np.clip(0.27 + 0.73 * lambert, 0, None)
        light *= 1 - 0.24 * np.clip(c.ax / np.maximum(width, 0.2), 0, 1) ** 5
        light *= 1 - self._creases(e)
        light += self._pores
        # Shadows on skin are warm: blue and green fall faster than red.
        tint = np.stack((light**1.22, light**1.10, light), axis=-1) * np.asarray(looks.skin, np.float32)
        flush = 0.34 * c.pair(0.55, 0.42, 0.2, 0.16) + 0.25 * c.bump(0, 0.5, 0.16, 0.12)
        tint *= 1 - flush[..., None] * np.array((0.20, 0.22, 0.02), np.float32)
        if looks.stubble:
            beard = c.step(c.y - 0.60 - 0.05 * c.ax, 0.35) * (1 - 0.9 * c.bump(0, 0.5, 0.5, 0.14))
            tint *= 1 - (looks.stubble * beard)[..., None] * np.array((0.16, 0.24, 0.32), np.float32)
        gloss *= gloss
        gloss *= gloss
        gloss *= gloss
        tint += (0.13 * gloss * gloss * gloss)[..., None]
        return np.asarray(tint, dtype=np.float32)

    def _creases(self, e: Expression) -> Map:
        """How much darker folds and hollows are, 0 to 1."""
        c, looks, up = self.canvas, self.looks, max(0.0, e.smile)
        wide = looks.nose_width
        dark = 0.26 * c.pair(0.26, 0.0, 0.07, 0.10) + 0.14 * c.pair(0.43, -0.13, 0.2, 0.055)
        dark += (0.11 + 0.10 * looks.age) * c.pair(0.42, 0.15 - 0.02 * up, 0.15, 0.035)
        dark += 0.16 * c.bump(0, 0.665, 0.17, 0.035)
        # From the wings of the nose past the corners of the mouth.
        depth = 0.06 + 0.10 * looks.age + 0.21 * up + 0.30 * e.nose_wrinkle + 0.08 * max(0.0, -e.smile)
        along = np.clip((c.y - 0.52) / 0.42, 0, 1.2)
        fold = c.ax - (0.24 + (0.27 + 0.10 * up) * along**0.8)
        dark += depth * hill(fold / 0.038) * c.step(c.y - 0.52, 0.14) * c.step(0.95 - c.y, 0.2)
        lines = 0.14 * max(0.0, e.brow_raise) + 0.06 * looks.age
        if lines > 0:
            for y in (-0.66, -0.78, -0.90):
                arch = c.y - y - 0.06 * (c.x / 0.5) ** 2
                dark += lines * hill(arch / 0.02) * c.step(0.50 - c.ax, 0.3)
        if e.brow_frown > 0:
            dark += 0.42 * e.brow_frown * c.pair(0.075, -0.27, 0.022, 0.09)
            dark += 0.20 * e.brow_frown * c.bump(0, -0.12, 0.12, 0.022)
        if e.nose_wrinkle > 0:
            for y in (0.02, 0.12, 0.22):
                arch = c.y - y + 0.4 * c.ax
                dark += 0.26 * e.nose_wrinkle * hill(arch / 0.018) * c.step(0.19 - c.ax, 0.08)
        if up > 0:
            dark += 0.16 * up * c.pair(0.43, 0.175, 0.17, 0.02, -0.12)
        crow = 0.12 * up + 0.06 * looks.age
        if crow > 0:
            for tilt in (-0.35, 0.0, 0.35):
                dark += crow * c.pair(0.74, 0.10 * tilt, 0.055, 0.012, tilt)
        dark += 0.58 * c.pair(0.095 * wide, 0.612 - 0.03 * e.nose_wrinkle, 0.045, 0.022, 0.25)
        dark += 0.20 * c.pair(0.235 * wide, 0.555 - 0.04 * e.nose_wrinkle, 0.02, 0.05)
        return np.clip(dark, 0, 0.85)

    def _paint_ears(self) -> tuple[Picture, Map]:
        c = self.canvas
        ring = np.sqrt(((c.ax - 0.99) / 0.13) ** 2 + ((c.y - 0.12 - 0.25 * (c.ax - 1.0)) / 0.27) ** 2)
        shade = 0.92 - 0.30 * hill((c.ax - 1.02) / 0.035) * hill((c.y - 0.1) / 0.14) - 0.18 * (c.x > 0)
        warm = np.asarray(self.looks.skin, np.float32) * np.array((0.86, 0.88, 0.98), np.float32)
        alpha = c.step(1 - ring, 0.1) * (0.0 if self.looks.style == "long" else 1.0)
        return np.asarray(warm * shade[..., None], dtype=np.float32), np.asarray(alpha, dtype=np.float32)
