"""One cv2.VideoCapture, made safe to close from any thread."""

from __future__ import annotations

import logging
import threading

import cv2
import numpy as np

from engine.types import Image

log = logging.getLogger(__name__)


class Stream:
    """A cv2.VideoCapture that another thread may close while this one is still in `read`.

    OpenCV does not survive a release during a read, and a read can hang for seconds: so whoever closes never waits
    for the reader, and a reader that comes back to a closed stream releases it.
    """

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self._busy = threading.Lock()
        self._closed = False

    @property
    def fps(self) -> float:
        """As the container or the driver says; 0 where it does not."""
        fps = float(self._capture.get(cv2.CAP_PROP_FPS))
        return fps if 0 < fps < 1000 else 0.0

    def read(self) -> tuple[Image, float] | None:
        """The next picture, (H, W, 3) BGR, and its time stamp in seconds (0.0 where there is none).

        None at the end, after a failure, and after `close`.
        """
        with self._busy:
            if self._closed:
                return None
            try:
                ok, image = self._capture.read()
            except cv2.error:  # OpenCV raises on some damaged data instead of returning False
                log.exception("a read failed")
                ok, image = False, None
            stamp_s = float(self._capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000 if ok else 0.0
        if self._is_closed():
            self._release()
            return None
        if not ok or image is None or image.size == 0:
            return None
        return as_bgr(np.asarray(image, dtype=np.uint8)), stamp_s

    def close(self) -> None:
        self._closed = True
        self._release()

    def _is_closed(self) -> bool:
        return self._closed  # by now another thread may have set it

    def _release(self) -> None:
        # Not acquired: a reader is inside; it sees `_closed` when it comes out, and releases.
        if self._busy.acquire(blocking=False):
            try:
                self._capture.release()
            finally:
                self._busy.release()


def as_bgr(image: Image) -> Image:
    """A grey, BGR or BGRA picture as (H, W, 3) BGR."""
    if image.ndim == 2 or image.shape[2] == 1:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    if image.shape[2] == 4:
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGRA2BGR), dtype=np.uint8)
    return image
