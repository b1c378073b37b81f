"""Where a moving face will be: a constant-velocity Kalman filter over capture time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.types import Box

JITTER = 0.06
"""Standard deviation of a detection's centre, in face sizes (measured on faces at rest: 0.01 to 0.05)."""
START_SPEED = 3.0
"""Standard deviation of an unknown speed, in face sizes a second: half a metre a second at a face of 16 cm."""
ACCELERATION = 4.0
"""Spectral density of the changes of speed, size^2 / s^3 in face sizes: a walker turns within a second."""


def face_size_px(box: Box) -> float:
    """One number for a box's size: the side of the square of the same area."""
    return math.sqrt(box.area_px)


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """Centre and velocity of a face, (x, y) each, in pixels and pixels a second, with their shared covariance (2, 2).

    Both axes have the same uncertainty, so one covariance serves them. `size_px` scales it.
    """

    time_s: float
    centre: NDArray[np.float64]
    velocity: NDArray[np.float64]
    size_px: float
    covariance: NDArray[np.float64]

    @staticmethod
    def start(box: Box, time_s: float) -> Motion:
        size = face_size_px(box)
        covariance = np.diag([(JITTER * size) ** 2, (START_SPEED * size) ** 2])
        return Motion(time_s, np.array(box.centre), np.zeros(2), size, covariance)

    def at(self, time_s: float) -> Motion:
        """The prediction for a later time; its uncertainty grows with the time since the last sighting."""
        dt = max(0.0, time_s - self.time_s)
        step = np.array([[1.0, dt], [0.0, 1.0]])
        noise = ACCELERATION * self.size_px**2 * np.array([[dt**3 / 3, dt**2 / 2], [dt**2 / 2, dt]])
        return Motion(
            max(time_s, self.time_s),
            self.centre + dt * self.velocity,
            self.velocity,
            self.size_px,
            step @ self.covariance @ step.T + noise,
        )

    def innovation_variance_px2(self, box: Box) -> float:
        """Variance of the distance, along each axis, at which `box` would be detected from the predicted centre."""
        return float(self.covariance[0, 0]) + (JITTER * face_size_px(box)) ** 2

    def corrected(self, box: Box) -> Motion:
        """This prediction, after the face was detected in `box`."""
        gain = self.covariance[:, 0] / self.innovation_variance_px2(box)
        off = np.array(box.centre) - self.centre
        return Motion(
            self.time_s,
            self.centre + gain[0] * off,
            self.velocity + gain[1] * off,
            0.7 * self.size_px + 0.3 * face_size_px(box),
            self.covariance - np.outer(gain, self.covariance[0]),
        )
