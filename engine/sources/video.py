"""Frames from a film, and from a camera in the network."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import cv2

from engine.errors import KnownError
from engine.sources.stream import Stream
from engine.types import Frame, Image

NETWORK_TIMEOUT_MS = 5000
_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_SCHEMES = ("rtsp", "rtsps", "http", "https")
_FALLBACK_FPS = 25.0


class VideoSource:
    """A film, with each frame's position in it as the capture time, by the container's own time stamps."""

    is_live = False

    def __init__(self, path: Path) -> None:
        """Raises KnownError when there is no such file, or none of it can be read as a film."""
        if not path.is_file():
            raise KnownError("There is no file {path}. Check its name.", path=path)
        self.name = path.name
        self._stream = Stream(cv2.VideoCapture(str(path), cv2.CAP_FFMPEG))
        self._step_s = 1 / (self._stream.fps or _FALLBACK_FPS)
        self._last_s = -self._step_s
        self._next = 0
        # The first picture is read at once: a damaged film is told when it is opened.
        self._first = self._stream.read()
        if self._first is None:
            self._stream.close()
            raise KnownError("{path} cannot be read as a film. Choose another file, or convert it to MP4.", path=path)

    def read(self) -> Frame | None:
        got: tuple[Image, float] | None
        got, self._first = self._first or self._stream.read(), None
        if got is None:
            return None
        image, stamp_s = got
        # Some containers have no time stamps, or the same one twice: then the nominal rate carries on.
        self._last_s = stamp_s if stamp_s > self._last_s else self._last_s + self._step_s
        frame = Frame(image, self._last_s, self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._stream.close()


class NetworkSource:
    """A network camera at an rtsp:// or http(s):// address. Frames carry the monotonic time of their arrival."""

    is_live = True

    def __init__(self, address: str) -> None:
        """Raises KnownError when the address is not one, or nothing answers there within the timeout."""
        self.name = shown_address(address)
        self._next = 0
        parts = _ADDRESS.match(address)
        if parts is None or parts[1].lower() not in _SCHEMES or not _host(address):
            raise KnownError(
                "{address} is no address of a camera. It should look like rtsp://192.168.1.20/stream1.",
                address=self.name,
            )
        timeouts = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            NETWORK_TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            NETWORK_TIMEOUT_MS,
        ]
        # FFmpeg by name: the other backends would be tried next, and print the address with its password.
        capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, timeouts)
        if not capture.isOpened():
            capture.release()
            raise KnownError(
                "Nothing can be read from {address}. Check the address, its password, the camera and the network.",
                address=self.name,
            )
        self._stream = Stream(capture)

    def read(self) -> Frame | None:
        got = self._stream.read()
        if got is None:
            raise KnownError(
                "The connection to {address} is lost. Check the camera and the network.", address=self.name
            )
        frame = Frame(got[0], time.monotonic(), self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._stream.close()


def is_address(src: str) -> bool:
    return _ADDRESS.match(src) is not None


def shown_address(address: str) -> str:
    """Scheme, host and port only: cameras take passwords before the host, in the path and in the query."""
    scheme = address.partition("://")[0].lower()
    return f"{scheme}://{_host(address) or '...'}"


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname}{port}" if parts.hostname else ""
    except ValueError:
        return ""
