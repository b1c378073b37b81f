"""From the engine's pictures to Qt's."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from engine.types import Image


def to_qimage(image: Image, *, mirrored: bool = False) -> QImage:
    """A (H, W, 3) BGR picture as a QImage that owns its memory.

    The bytes are copied into memory that Qt allocated, so that numpy may free its own at any time. The result is
    RGB32, the format that Qt paints fastest.
    """
    height, width = image.shape[:2]
    copy = QImage(width, height, QImage.Format.Format_BGR888)
    rows = np.frombuffer(copy.bits(), np.uint8).reshape(height, copy.bytesPerLine())
    rows[:, : width * 3] = image.reshape(height, width * 3)
    del rows
    result = copy.convertToFormat(QImage.Format.Format_RGB32)
    return result.flipped(Qt.Orientation.Horizontal) if mirrored else result
