"""Yaw against a head whose pose is known, seen by a camera with perspective."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.faces.head_pose import estimate_yaw_deg

# An average adult in millimetres: x to the right of the picture, y down, z towards the camera. Pupils 63 apart
# (Dodgson 2004), mouth corners 50 apart, nose tip 27 before the pupils.
HEAD_MM = np.array([(-31.5, 0, 0), (31.5, 0, 0), (0, 38, 27), (-25, 68, 2), (25, 68, 2)], dtype=float)

Points = list[tuple[float, float]]


def photograph(yaw_deg: float, pitch_deg: float = 0.0, roll_deg: float = 0.0, distance_mm: float = 1500.0) -> Points:
    """The five landmarks in pixels; positive yaw turns the nose to the right of the picture."""
    yaw, pitch, roll = (math.radians(angle) for angle in (yaw_deg, pitch_deg, roll_deg))
    turn = np.array([(math.cos(yaw), 0, math.sin(yaw)), (0, 1, 0), (-math.sin(yaw), 0, math.cos(yaw))])
    nod = np.array([(1, 0, 0), (0, math.cos(pitch), -math.sin(pitch)), (0, math.sin(pitch), math.cos(pitch))])
    tilt = np.array([(math.cos(roll), -math.sin(roll), 0), (math.sin(roll), math.cos(roll), 0), (0, 0, 1)])
    x, y, z = (tilt @ nod @ turn @ HEAD_MM.T).tolist()
    focal_px = 600.0
    return [
        (320 + focal_px * a / (distance_mm - c), 240 + focal_px * b / (distance_mm - c))
        for a, b, c in zip(x, y, z, strict=True)
    ]


@pytest.mark.parametrize("yaw_deg", [-60, -45, -30, -15, 0, 15, 30, 45, 60])
def test_yaw_of_an_upright_head(yaw_deg: float) -> None:
    assert estimate_yaw_deg(photograph(yaw_deg)) == pytest.approx(yaw_deg, abs=5)


@given(
    yaw_deg=st.floats(-50, 50),
    pitch_deg=st.floats(-15, 15),
    roll_deg=st.floats(-45, 45),
    distance_mm=st.floats(500, 4000),
)
def test_yaw_within_ten_degrees_however_the_head_is_held(
    yaw_deg: float, pitch_deg: float, roll_deg: float, distance_mm: float
) -> None:
    assert estimate_yaw_deg(photograph(yaw_deg, pitch_deg, roll_deg, distance_mm)) == pytest.approx(yaw_deg, abs=10)


@given(yaw_deg=st.floats(-80, 80), roll_deg=st.floats(-45, 45))
def test_a_mirrored_face_is_turned_the_other_way(yaw_deg: float, roll_deg: float) -> None:
    left_eye, right_eye, nose, left_mouth, right_mouth = photograph(yaw_deg, roll_deg=roll_deg)
    mirrored = [(640 - x, y) for x, y in (right_eye, left_eye, nose, right_mouth, left_mouth)]
    assert estimate_yaw_deg(mirrored) == pytest.approx(
        -estimate_yaw_deg([left_eye, right_eye, nose, left_mouth, right_mouth]), abs=1e-6
    )


@pytest.mark.parametrize("yaw_deg", [-89, -80, 80, 89])
def test_a_profile_never_counts_as_looking_here(yaw_deg: float) -> None:
    assert abs(estimate_yaw_deg(photograph(yaw_deg))) > 60


def test_eyes_that_hide_each_other_are_a_profile() -> None:
    assert estimate_yaw_deg([(100, 50), (100, 50), (120, 70), (105, 90), (105, 90)]) == 90
    assert estimate_yaw_deg([(100, 50), (100, 50), (80, 70), (95, 90), (95, 90)]) == -90
