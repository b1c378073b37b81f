"""The way from a face in a frame to the network's input is pinned: a change here makes every trained model wrong."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import preprocessing
from engine.preprocessing import INPUT_SIZE_PX, crop_face, resize_grey, to_input
from engine.types import Box, Image


def picture() -> Image:
    """A smooth picture in colour, 160 x 120, whose every step can be followed by hand."""
    y, x = np.mgrid[0:120, 0:160]
    return np.stack([x + 60, 2 * y, 255 - x], axis=-1).astype(np.uint8)


def test_version_and_size_are_what_models_were_made_for() -> None:
    assert (preprocessing.VERSION, INPUT_SIZE_PX, preprocessing.CROP_MARGIN) == (1, 48, 1.1)


def test_golden_crop() -> None:
    """A box of 60 x 80 round (80, 60): a square of 88 from (36, 16) on, shrunk to 48 by area.

    Grey is 0.114 B + 0.587 G + 0.299 R = 83.1 - 0.185 x + 1.174 y, at the middle of each pixel's 88/48 square.
    """
    crop = crop_face(picture(), Box(50, 20, 110, 100))
    row, column = np.mgrid[0:48, 0:48]
    x = 36 + (column + 0.5) * 88 / 48 - 0.5
    y = 16 + (row + 0.5) * 88 / 48 - 0.5
    expected = 0.114 * (x + 60) + 0.587 * 2 * y + 0.299 * (255 - x)
    assert crop.shape == (48, 48)
    assert crop.dtype == np.uint8
    assert np.abs(crop - expected).max() <= 1.5


def test_golden_input() -> None:
    crop = np.arange(48 * 48, dtype=np.uint32).reshape(1, 48, 48) % 256
    network_input = to_input(crop.astype(np.uint8))
    assert network_input.shape == (1, 48, 48, 3)
    assert network_input.dtype == np.float32
    assert hashlib.sha256(network_input.tobytes()).hexdigest() == (
        "c3dc69ab52d1a379443d8dcdbe528d576749d28ae60939a286d57fc7347b0051"
    )


@pytest.mark.parametrize(
    ("blue_green_red", "grey"),
    [((255, 0, 0), 29), ((0, 255, 0), 150), ((0, 0, 255), 76), ((255, 255, 255), 255), ((0, 0, 0), 0)],
)
def test_frames_are_blue_green_red(blue_green_red: tuple[int, int, int], grey: int) -> None:
    image = np.full((100, 100, 3), blue_green_red, dtype=np.uint8)
    assert np.all(crop_face(image, Box(20, 20, 80, 80)) == grey)


def test_grey_frames_are_taken_as_they_are() -> None:
    assert np.all(crop_face(np.full((100, 100), 77, dtype=np.uint8), Box(20, 20, 80, 80)) == 77)


def test_pixels_become_minus_one_to_one_in_three_equal_channels() -> None:
    crops = np.stack([np.full((48, 48), value, dtype=np.uint8) for value in (0, 51, 255)])
    network_input = to_input(crops)
    for one, expected in zip(network_input, (-1.0, -0.6, 1.0), strict=True):
        assert one == pytest.approx(expected, abs=1e-6)


def test_a_face_at_the_edge_keeps_its_proportions() -> None:
    """The right half of the square lies outside: there the edge's pixels are repeated."""
    image = np.zeros((200, 200, 3), dtype=np.uint8)
    image[:, 199] = 200
    crop = crop_face(image, Box(160, 60, 240, 140), margin=1.0)
    assert np.all(crop[:, 25:] == 200)
    assert np.all(crop[:, :22] == 0)


@pytest.mark.parametrize(
    "box", [Box(300, 20, 340, 60), Box(-90, 20, -50, 60), Box(20, -90, 60, -50), Box(20, 300, 60, 340)]
)
def test_a_box_outside_the_frame_is_refused(box: Box) -> None:
    with pytest.raises(ValueError, match="outside"):
        crop_face(picture(), box)


@given(
    x=st.floats(-40, 150),
    y=st.floats(-40, 110),
    width=st.floats(0.1, 400),
    height=st.floats(0.1, 400),
    grey=st.booleans(),
)
@example(x=0.0, y=0.0, width=1.25, height=0.25, grey=False)
@settings(max_examples=60, deadline=None)
def test_any_box_that_touches_the_frame_gives_a_square(
    x: float, y: float, width: float, height: float, grey: bool
) -> None:
    box = Box(x, y, x + width, y + height)
    centre_x, centre_y = box.centre
    if not (0 <= centre_x < 160 and 0 <= centre_y < 120):
        return
    image = picture()[..., 0].copy() if grey else picture()
    crop = crop_face(image, box)
    assert crop.shape == (48, 48)
    assert crop.dtype == np.uint8


@pytest.mark.parametrize("size", [1, 2, 24, 47, 49, 96, 480])
def test_an_even_picture_stays_even_at_any_size(size: int) -> None:
    assert np.all(resize_grey(np.full((size, size), 123, dtype=np.uint8)) == 123)


def test_a_shrunk_picture_is_averaged() -> None:
    """Stripes of one pixel vanish into their mean, where sampling would keep or lose them whole."""
    stripes = np.zeros((96, 96), dtype=np.uint8)
    stripes[:, ::2] = 200
    assert np.all(resize_grey(stripes) == 100)


@pytest.mark.parametrize("shape", [(48, 48), (1, 47, 48), (1, 48, 48, 3)])
def test_another_shape_is_refused_with_both_shapes(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"expected \(n, 48, 48\)"):
        to_input(np.zeros(shape, dtype=np.uint8))
