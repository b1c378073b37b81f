"""Hair in four styles: what lies behind the head, what falls over it, and its shadow on the forehead."""

from __future__ import annotations

import cv2
import numpy as np

from engine.sources.demo.canvas import Canvas, Map, Picture, hill, noise
from engine.sources.demo.looks import Looks


class Hair:
    """`behind` and `front` are (H, W, 3) with their alphas (H, W); `shadow` is what the front takes off the skin."""

    def __init__(self, looks: Looks, canvas: Canvas) -> None:
        self._looks = looks
        self._c = canvas
        behind, front = {"long": self._long, "short": self._short, "bun": self._bun, "grey": self._grey}[
            looks.style
        ]()
        soft = 0.012 * canvas.scale
        self.behind_alpha = blurred(behind, soft)
        self.front_alpha = blurred(front, soft)
        tone = self._tone()
        self.behind = tone * np.float32(0.62)
        self.front = tone
        cast = blurred(np.roll(self.front_alpha, round(0.06 * canvas.scale), axis=0), 0.07 * canvas.scale)
        self.shadow = np.float32(0.42) * cast

    def _strands(self) -> Map:
        """Fine lines that run out from the parting over the head and fall straight below it."""
        c = self._c
        lines = noise(self._looks.seed + 10, (1, 4096), 2.2, 0.3)[0]
        broad = noise(self._looks.seed + 20, (1, 4096), 14.0, 0.3)[0]
        x0 = self._looks.parting
        angle = np.arctan2(c.x - x0, -(c.y + 0.05) + 1.15 * hill((c.x - x0) / 2.0))
        fall = np.clip((c.y + 0.35) / 0.5, 0, 1)
        along = (1 - fall) * (angle / np.pi + 1) * 1500 + fall * ((c.x + 0.05 * np.sin(3.2 * c.y)) / 3 + 1) * 1500
        index = np.clip(along, 0, 4095).astype(np.int32)
        return np.asarray(0.6 * lines[index] + 0.7 * broad[index], dtype=np.float32)

    def _tone(self) -> Picture:
        c = self._c
        shine = hill((c.y + 1.16 - 0.30 * c.x + 0.20 * c.x**2) / 0.15) + 0.5 * hill((c.y - 0.75) / 0.35) * hill(
            (c.ax - 1.0) / 0.1
        )
        light = 0.80 - 0.20 * np.clip(c.x, -1, 1) - 0.30 * np.clip(c.ax / 1.2, 0, 1) ** 3 + 0.13 * self._strands()
        light = np.clip(light + 0.65 * shine * (1 + 0.25 * self._strands()), 0.2, 2.2)
        base = np.asarray(self._looks.hair, np.float32) + np.float32(0.015)
        return np.asarray(base * light[..., None], dtype=np.float32)

    def _dome(self, half: float, top: float, centre: float = -0.45) -> Map:
        """Half the width of the hair at each row above `centre`; constant below."""
        up = np.clip(centre - self._c.y, 0, None) / (centre - top)
        return np.asarray(half * np.sqrt(np.clip(1 - up**2.2, 0, 1)) - 0.05 * (up >= 1), dtype=np.float32)

    def _edge(self) -> Map:
        return noise(self._looks.seed + 30, self._c.shape, 0.03 * self._c.scale, 0.05 * self._c.scale)

    def _long(self) -> tuple[Map, Map]:
        c, edge = self._c, self._edge()
        wave = 0.035 * np.sin(4.0 * c.y + 0.8) * np.clip(c.y + 0.3, 0, 1)
        side = self._dome(1.15, -1.76) + wave + 0.10 * np.clip(c.y, 0, 1) - 0.16 * np.clip(c.y - 1.05, 0, 2) ** 2
        ends = c.step(2.08 - 0.22 * hill((c.ax - 0.75) / 0.3) - c.y + 0.015 * edge, 0.12)
        behind = c.step(side - c.ax + 0.006 * edge, 0.04) * ends
        x = c.x - self._looks.parting
        drop = np.where(x > 0, 0.98 * np.clip(x, 0, None) ** 0.95, 0.80 * np.clip(-x, 0, None) ** 0.90)
        line = -1.17 + 0.90 * drop + 0.25 * drop**3
        cover = c.step(line - c.y + 0.008 * edge, 0.05) * c.step(0.25 - c.y, 0.3)
        inner = 0.90 + 0.05 * np.sin(2.4 * c.y + 0.4) - 0.12 * np.clip(c.y - 0.5, 0, 1)
        locks = c.step(c.ax - inner + 0.006 * edge, 0.05) * c.step(c.y + 0.42, 0.3)
        return behind, np.maximum(cover, locks) * behind

    def _short(self) -> tuple[Map, Map]:
        c, edge = self._c, self._edge()
        top = self._dome(1.06, -1.80) + 0.03 * hill((c.y + 1.2) / 0.25)
        behind = c.step(top - c.ax + 0.008 * edge, 0.03) * c.step(-0.02 - c.y, 0.1)
        x = c.x - self._looks.parting
        line = -0.92 + 0.10 * x - 0.08 * np.cos(2.3 * x) + 0.75 * np.clip(c.ax - 0.60, 0, None) ** 1.25
        cover = c.step(line - c.y + 0.016 * edge, 0.06)
        burns = c.step(c.ax - 0.90 + 0.08 * np.clip(c.y, -1, 0), 0.06) * c.step(0.12 - c.y, 0.25)
        return behind, np.maximum(cover, burns) * np.maximum(behind, c.step(1.0 - c.ax, 0.03) * (c.y > -0.3))

    def _bun(self) -> tuple[Map, Map]:
        c, edge = self._c, self._edge()
        bun = c.step(0.40 - np.sqrt(c.x**2 + (1.15 * (c.y + 1.72)) ** 2) + 0.01 * edge, 0.03)
        behind = np.maximum(bun, c.step(self._dome(1.03, -1.70) - c.ax, 0.03) * c.step(-0.05 - c.y, 0.1))
        line = -0.98 + 0.10 * c.ax**2 + 0.80 * np.clip(c.ax - 0.62, 0, None) ** 1.2
        cover = c.step(line - c.y + 0.010 * edge, 0.05)
        wisp = c.step(c.ax - 0.93, 0.05) * c.step(-0.02 - c.y, 0.2)
        return behind, np.maximum(cover, wisp) * behind

    def _grey(self) -> tuple[Map, Map]:
        c, edge = self._c, self._edge()
        top = self._dome(1.05, -1.70)
        behind = c.step(top - c.ax + 0.008 * edge, 0.03) * c.step(0.0 - c.y, 0.1)
        line = -1.10 - 0.10 * hill(c.x / 0.25) * -1.0 - 0.14 * hill((c.ax - 0.5) / 0.2)
        line = line + 0.95 * np.clip(c.ax - 0.66, 0, None) ** 1.1
        cover = c.step(line - c.y + 0.014 * edge, 0.08)
        burns = c.step(c.ax - 0.91, 0.05) * c.step(0.10 - c.y, 0.2)
        return behind, np.maximum(cover, burns) * np.maximum(behind, c.step(0.99 - c.ax, 0.03) * (c.y > -0.3))


def blurred(mask: Map, sigma_px: float) -> Map:
    soft = cv2.GaussianBlur(np.ascontiguousarray(mask, dtype=np.float32), (0, 0), max(0.6, sigma_px))
    return np.asarray(soft, dtype=np.float32)
