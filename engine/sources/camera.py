"""Cameras of this machine: which there are, and frames from one of them."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import cv2

from engine.errors import KnownError
from engine.sources.stream import Stream
from engine.sources.video4linux import capture_nodes
from engine.types import Frame

_PROBED = 4
_PLATFORM: str = sys.platform


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera: the number that opens it, and its name for people."""

    number: int
    name: str


class CameraSource:
    """A camera by its number. Frames carry the monotonic time at which they arrived."""

    is_live = True

    def __init__(self, camera: CameraInfo) -> None:
        """Raises KnownError when the camera cannot be opened or gives no picture."""
        self.name = camera.name
        self._next = 0
        capture = cv2.VideoCapture(camera.number, _backend())
        if not capture.isOpened():
            capture.release()
            raise _cannot_open(camera)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)  # the newest picture, not one of a second ago
        self._stream = Stream(capture)

    def read(self) -> Frame | None:
        got = self._stream.read()
        if got is None:
            raise KnownError(
                "The camera {camera} gives no picture. Check its cable, and close other programs that use it.",
                camera=self.name,
            )
        frame = Frame(got[0], time.monotonic(), self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._stream.close()


def list_cameras() -> tuple[CameraInfo, ...]:
    """The cameras of this machine, by number.

    Linux tells names and kinds of its devices; elsewhere the first few numbers are tried, which takes a moment and
    must not be done while one of them is in use.
    """
    if _PLATFORM == "linux":
        return tuple(CameraInfo(number, name) for number, name in capture_nodes().items())
    return tuple(_numbered(number) for number in range(_PROBED) if _opens(number))


def find_camera(wanted: str, cameras: tuple[CameraInfo, ...] | None = None) -> CameraInfo:
    """The camera that is meant by a number, a device path, a name or a part of one; "" is the first.

    Raises KnownError when there is no camera, or none that is called so.
    """
    wanted = wanted.strip().removeprefix("/dev/video")
    if cameras is None:
        if wanted.isdecimal() and _PLATFORM != "linux":
            return _numbered(int(wanted))  # listing would open all of them; opening this one tells
        cameras = list_cameras()
    if not cameras:
        raise KnownError("There is no camera. Plug one in, or choose the source demo.")
    if not wanted:
        return cameras[0]
    if wanted.isdecimal():
        matches = [camera for camera in cameras if camera.number == int(wanted)]
    else:
        lower = wanted.casefold()
        matches = [camera for camera in cameras if camera.name.casefold() == lower]
        matches = matches or [camera for camera in cameras if lower in camera.name.casefold()]
    if not matches:
        raise KnownError(
            "There is no camera {wanted}. There are: {cameras}.",
            wanted=wanted,
            cameras=", ".join(f"{camera.number} ({camera.name})" for camera in cameras),
        )
    return matches[0]


def _backend() -> int:
    return {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_DSHOW}.get(_PLATFORM, cv2.CAP_ANY)


def _numbered(number: int) -> CameraInfo:
    return CameraInfo(number, f"Camera {number}")


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number, _backend())
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()


def _cannot_open(camera: CameraInfo) -> KnownError:
    device = Path(f"/dev/video{camera.number}")
    if device.exists() and not os.access(device, os.R_OK | os.W_OK):
        return KnownError(
            "This user may not use the camera {camera}. Add the user to the group video and log in again.",
            camera=camera.name,
        )
    return KnownError(
        "The camera {camera} cannot be opened. Check that it is plugged in and that no other program uses it.",
        camera=camera.name,
    )
