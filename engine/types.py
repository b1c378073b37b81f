"""The values that travel through the engine: small, frozen, with their units in their names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture, (H, W, 3) BGR or (H, W) grey."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture from a frame source.

    `image` is (H, W, 3) BGR uint8. `time_s` is the capture time on the source's own steady clock (camera: monotonic
    seconds; file: position in the film); only differences mean anything. `number` counts from 0 within one opening.
    """

    image: Image
    time_s: float
    number: int

    def __post_init__(self) -> None:
        if self.image.ndim != 3 or self.image.shape[2] != 3 or self.image.dtype != np.uint8:
            raise ValueError(f"a frame is (H, W, 3) uint8, not {self.image.shape} {self.image.dtype}")

    @property
    def width_px(self) -> int:
        return int(self.image.shape[1])

    @property
    def height_px(self) -> int:
        return int(self.image.shape[0])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the frame; x2 and y2 lie just outside."""

    x1: float
    y1: float
    x2: float
    y2: float

    def __post_init__(self) -> None:
        if not (self.x2 > self.x1 and self.y2 > self.y1):
            raise ValueError(f"a box has a positive width and height, not {self}")

    @property
    def width_px(self) -> float:
        return self.x2 - self.x1

    @property
    def height_px(self) -> float:
        return self.y2 - self.y1

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2

    @property
    def area_px(self) -> float:
        return self.width_px * self.height_px

    def iou(self, other: Box) -> float:
        """Intersection over union, 0 to 1."""
        width = min(self.x2, other.x2) - max(self.x1, other.x1)
        height = min(self.y2, other.y2) - max(self.y1, other.y1)
        if width <= 0 or height <= 0:
            return 0.0
        shared = width * height
        return shared / (self.area_px + other.area_px - shared)


@dataclass(frozen=True, slots=True)
class Face:
    """One detection. `landmarks`: five (x, y) points in pixels — the eye at the left of the picture, the eye at its
    right, nose tip, left and right mouth corner — where the detector gives them. `yaw_deg`: 0 is
    straight at the camera, None where it cannot be told (then a frontal detection counts as attention).
    """

    box: Box
    score: float
    landmarks: tuple[tuple[float, float], ...] | None = None
    yaw_deg: float | None = None

    def attends(self, limit_deg: float = 30.0) -> bool:
        """Whether the face is turned to the camera, within `limit_deg` of yaw."""
        return self.yaw_deg is None or abs(self.yaw_deg) <= limit_deg


@dataclass(frozen=True, slots=True)
class TrackedFace:
    """A face with the id of its track: random, and meaningless outside this run.

    `seen` is False where the tracker only bridges a missed detection (the box is then where it was last).
    """

    track_id: int
    face: Face
    seen: bool = True


@dataclass(frozen=True, slots=True)
class FaceView:
    """What the screen shows of one face: its box, the smoothed expression and how sure it is (0 to 1)."""

    track_id: int
    box: Box
    label: str
    confidence: float
    is_viewer: bool
    product_code: str | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The outcome of one frame. `latency_s` is the time that the analysis took."""

    frame_number: int
    time_s: float
    frame_size_px: tuple[int, int]
    faces: tuple[FaceView, ...]
    latency_s: float
