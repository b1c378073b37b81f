"""Where a face lies on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from engine.types import Box
from gui.geometry import MAX_CROP, fit_picture

sides = st.integers(16, 4000)


def test_a_picture_of_the_same_shape_fills_the_view() -> None:
    placed = fit_picture(640, 480, QRectF(0, 0, 1280, 960), mirrored=False)
    assert placed.target == QRectF(0, 0, 1280, 960)
    assert placed.to_view(Box(10, 20, 110, 220)) == QRectF(20, 40, 200, 400)


def test_mirrored_a_face_at_the_left_is_at_the_right() -> None:
    placed = fit_picture(640, 480, QRectF(0, 0, 640, 480), mirrored=True)
    assert placed.to_view(Box(0, 0, 100, 50)) == QRectF(540, 0, 100, 50)


def test_a_narrow_picture_is_shown_whole_and_centred() -> None:
    placed = fit_picture(480, 640, QRectF(0, 0, 1000, 640), mirrored=False)
    assert placed.target == QRectF(260, 0, 480, 640)
    assert placed.source == QRectF(0, 0, 480, 640)


def test_a_slightly_wider_picture_loses_as_much_at_both_sides() -> None:
    placed = fit_picture(1000, 500, QRectF(0, 0, 950, 500), mirrored=False)
    assert placed.source == QRectF(25, 0, 950, 500)


@given(sides, sides, sides, sides, st.booleans())
def test_the_picture_is_never_distorted_nor_cut_much(
    w: int, h: int, view_w: int, view_h: int, mirrored: bool
) -> None:
    area = QRectF(0, 0, view_w, view_h)
    placed = fit_picture(w, h, area, mirrored=mirrored)
    across = placed.target.width() / placed.source.width()
    down = placed.target.height() / placed.source.height()
    assert across == pytest.approx(down, rel=1e-6)
    assert placed.source.width() * placed.source.height() >= (1 - MAX_CROP) * w * h * (1 - 1e-9)
    assert area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(placed.target)


@given(st.floats(0, 500), st.floats(0, 300), st.floats(1, 140), st.floats(1, 180))
def test_mirroring_is_a_reflection_at_the_middle(x: float, y: float, w: float, h: float) -> None:
    area = QRectF(0, 0, 1256, 747)
    box = Box(x, y, x + w, y + h)
    plain = fit_picture(640, 480, area, mirrored=False).to_view(box)
    mirrored = fit_picture(640, 480, area, mirrored=True).to_view(box)
    assert mirrored.left() == pytest.approx(area.width() - plain.right(), abs=1e-6)
    assert (mirrored.top(), mirrored.width()) == pytest.approx((plain.top(), plain.width()), abs=1e-6)
