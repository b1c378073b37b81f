"""Eyes, brows and mouth, painted onto the skin. Each gets the part of the canvas that it lies in."""

from __future__ import annotations

import numpy as np

from engine.sources.demo.canvas import Canvas, Map, Picture, darken, hill, over
from engine.sources.demo.expression import Expression
from engine.sources.demo.looks import Looks

_EYE_X = 0.425


def paint_eyes(c: Canvas, skin: Picture, looks: Looks, e: Expression) -> None:
    smile = max(0.0, e.smile)
    u = (c.ax - _EYE_X) / np.float32(0.215)  # -1 at the inner corner, 1 at the outer
    bow = np.clip(1 - u * u, 0, 1)
    within = (np.abs(u) < 1).astype(np.float32)
    opening = max(0.0, 1 + e.eye_open) * (1 - 0.25 * max(0.0, e.brow_frown))
    corners = 0.025 - 0.022 * u
    lid = corners - 0.104 * opening * bow**0.62 * (1 - 0.10 * u)
    low = corners + (0.062 * min(1.3, 0.45 + 0.55 * opening) - 0.035 * smile) * bow**0.75
    hole = c.step(c.y - lid, 0.02) * c.step(low - c.y, 0.02) * within
    crease = c.y - (lid - 0.075 + 0.02 * max(0.0, e.eye_open))
    darken(skin, 0.30 * hill(crease / 0.016) * np.clip(bow + 0.25, 0, 1) * (np.abs(u) < 1.15))

    under_lid = hill((c.y - lid) / 0.037)
    ball = 0.93 - 0.15 * np.clip(u * u, 0, 1) - 0.33 * under_lid
    over(skin, np.asarray((0.86, 0.88, 0.90), np.float32) * ball[..., None], hole)
    over(skin, (0.50, 0.52, 0.72), 0.8 * hole * hill((u + 0.93) / 0.10) * hill((c.y - 0.045) / 0.025))
    r = np.sqrt((c.ax - _EYE_X) ** 2 + (c.y + 0.012) ** 2)
    lit = 0.75 + 0.55 * np.clip((r - 0.04) / 0.06, 0, 1) * (0.5 + 0.5 * np.clip((c.y + 0.05) / 0.1, 0, 1))
    lit = lit * (1 - 0.6 * c.step(r - 0.088, 0.02)) * (1 - 0.35 * under_lid)
    over(skin, np.asarray(looks.iris, np.float32) * lit[..., None], c.step(0.103 - r, 0.016) * hole)
    over(skin, (0.03, 0.03, 0.04), c.step(0.045 - r, 0.014) * hole)
    for x in (-_EYE_X, _EYE_X):
        glint = np.sqrt((c.x - x + 0.032) ** 2 + (c.y + 0.05) ** 2)
        over(skin, (0.97, 0.97, 0.97), c.step(0.021 - glint, 0.014) * hole)

    thick = 0.016 + 0.018 * np.clip(u + 0.6, 0, 1.4) * looks.lashes
    lash = c.step(thick - np.abs(c.y - lid + 0.004), 0.016) * c.step(1.06 - np.abs(u), 0.12)
    over(skin, (0.05, 0.05, 0.07), 0.9 * lash)
    darken(skin, 0.42 * c.step(0.008 - np.abs(c.y - low), 0.02) * c.step(1.0 - np.abs(u), 0.3))


def paint_brows(c: Canvas, skin: Picture, looks: Looks, e: Expression, hairs: Map) -> None:
    inner = 0.15 - 0.045 * e.brow_frown
    t = np.clip((c.ax - inner) / (0.74 - inner), -0.2, 1.2)  # 0 at the inner end, 1 at the outer
    s = np.clip(t, 0, 1)
    line = -0.245 - 0.095 * np.sin(2.35 * s) + 0.06 * np.clip(t - 0.55, 0, 1)
    line = line - 0.17 * e.brow_raise * (0.85 + 0.25 * np.sin(np.pi * s))
    line = line + (0.19 * e.brow_frown - 0.15 * e.brow_worry) * (1 - s) ** 1.4
    line = line + 0.05 * e.brow_frown + 0.06 * e.brow_worry * s + 0.04 * e.nose_wrinkle
    thick = looks.brow * np.clip(1.06 - 0.72 * np.clip(t - 0.25, 0, 1) ** 1.3, 0.1, 1.1)
    shape = c.step(thick - np.abs(c.y - line) + 0.004 * hairs, 0.05) * c.step(t + 0.02, 0.14) * c.step(1.0 - t, 0.14)
    tone = np.asarray(looks.hair, np.float32) * np.float32(0.75)
    over(skin, tone * (1 + 0.15 * hairs)[..., None], 0.82 * shape)


def paint_mouth(c: Canvas, skin: Picture, looks: Looks, e: Expression) -> None:
    smile, droop = max(0.0, e.smile), max(0.0, -e.smile)
    half = 0.315 + 0.145 * smile + 0.013 * droop - 0.13 * e.pucker
    v = c.x / np.float32(half)
    av = np.clip(np.abs(v), 0, 1.3)
    arc = np.clip(1 - av * av, 0, 1)
    within = (av < 1).astype(np.float32)
    middle_y = 0.875 + 0.03 * e.jaw - 0.015 * smile - 0.035 * e.nose_wrinkle + 0.045 * smile
    turn = 0.012 * (1 - smile) + 0.20 * droop - 0.155 * smile  # how far the corners lie below the middle
    line = middle_y + turn * av**1.9
    gap = (0.46 * e.jaw + 0.12 * e.teeth * (1 - e.jaw)) * arc ** (0.55 + 0.15 * smile)
    top = line - (0.10 * e.jaw + 0.05 * e.teeth) * arc
    low = top + gap
    plump = looks.lip_fullness * (1 - 0.6 * e.press - 0.15 * smile)
    bow = 1 - 0.30 * hill(v / 0.13) + 0.14 * hill((av - 0.27) / 0.16)
    upper = 0.078 * plump * arc**0.8 * bow
    lower = 0.115 * plump * arc**0.75

    darken(skin, 0.20 * hill((c.y - low - lower - 0.045) / 0.035) * arc)
    lip = np.asarray(looks.lips, np.float32)
    above = c.step(c.y - top + upper, 0.035) * c.step(top - c.y, 0.02) * within
    over(skin, lip * np.float32(0.80), 0.88 * above)
    below = c.step(c.y - low, 0.02) * c.step(low + lower - c.y, 0.045) * within
    deep = np.clip((c.y - low) / np.maximum(lower, 0.02), 0, 1)
    over(skin, lip * (1.0 + 0.28 * hill((deep - 0.42) / 0.22) * arc)[..., None], 0.86 * below)

    hole = c.step(c.y - top, 0.015) * c.step(low - c.y, 0.015) * within * c.step(gap - 0.008, 0.02)
    inward = np.clip((c.y - top) / 0.30, 0, 1)
    over(skin, np.asarray((0.10, 0.09, 0.22), np.float32) * (0.5 + 0.5 * inward)[..., None], hole)
    over(skin, (0.30, 0.28, 0.58), 0.75 * hole * e.jaw * c.bump(0, middle_y + 0.40 * e.jaw, 0.5 * half, 0.10))
    row = 0.135 * (1 - 0.35 * e.jaw * (1 - e.teeth)) * (1 - 0.45 * av**3)
    seams = 1 - 0.08 * hill(((c.ax % 0.085) - 0.0425) / 0.010)
    tone = (0.95 - 0.30 * av**2) * seams * (0.82 + 0.18 * np.clip((c.y - top) / 0.05, 0, 1))
    teeth = hole * c.step(top + row - c.y, 0.02) * min(1.0, e.teeth + 0.55 * e.jaw)
    over(skin, np.asarray((0.84, 0.90, 0.92), np.float32) * tone[..., None], teeth)

    closed = 1 - 0.5 * min(1.0, e.jaw + e.teeth)
    darken(skin, 0.62 * closed * hill((c.y - top) / 0.013) * c.step(1.04 - av, 0.1))
    darken(skin, (0.30 + 0.12 * smile) * c.pair(half, middle_y + turn, 0.035, 0.03))
