"""Pictures from numpy are Qt's own, colour by colour."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from gui.images import to_qimage


def colours(image: QImage) -> list[list[tuple[int, int, int]]]:
    def at(x: int, y: int) -> tuple[int, int, int]:
        colour = image.pixelColor(x, y)
        return colour.red(), colour.green(), colour.blue()

    return [[at(x, y) for x in range(image.width())] for y in range(image.height())]


def test_blue_green_red_become_red_green_blue() -> None:
    bgr = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], np.uint8)
    assert colours(to_qimage(bgr)) == [[(0, 0, 255), (0, 255, 0), (255, 0, 0)]]


def test_mirroring_swaps_left_and_right_only() -> None:
    bgr = np.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]], np.uint8)
    assert colours(to_qimage(bgr, mirrored=True)) == [[(6, 5, 4), (3, 2, 1)], [(12, 11, 10), (9, 8, 7)]]


@pytest.mark.parametrize(("width", "height"), [(1, 1), (5, 3), (7, 2), (640, 480)])
def test_every_width_keeps_its_rows_straight(width: int, height: int) -> None:
    bgr = np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8)
    image = to_qimage(bgr)
    assert (image.width(), image.height()) == (width, height)
    for x, y in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        colour = image.pixelColor(x, y)
        assert (colour.blue(), colour.green(), colour.red()) == tuple(bgr[y, x])


def test_the_picture_outlives_and_ignores_the_array() -> None:
    bgr = np.full((4, 4, 3), 200, np.uint8)
    image = to_qimage(bgr)
    bgr[:] = 0
    del bgr
    assert image.pixelColor(2, 2).red() == 200


def test_a_part_of_an_array_is_taken_as_it_looks() -> None:
    whole = np.zeros((6, 8, 3), np.uint8)
    whole[2:4, 3:5] = (10, 20, 30)
    assert colours(to_qimage(whole[2:4, 3:5])) == [[(30, 20, 10)] * 2] * 2
