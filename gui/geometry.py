"""Where the camera's picture lies on the view, and where a point of the frame lies on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from engine.types import Box

MAX_CROP = 0.12
"""The share of the picture's height or width that may lie outside the view, so that no bars are needed."""


@dataclass(frozen=True, slots=True)
class PictureMap:
    """How a frame of (width, height) pixels is shown: `source` in frame pixels fills `target` in view pixels."""

    source: QRectF
    target: QRectF
    frame_width: float
    mirrored: bool

    def to_view(self, box: Box) -> QRectF:
        """A box in frame pixels as a rectangle on the view."""
        x1, x2 = box.x1, box.x2
        if self.mirrored:
            x1, x2 = self.frame_width - box.x2, self.frame_width - box.x1
        scale_x = self.target.width() / self.source.width()
        scale_y = self.target.height() / self.source.height()
        return QRectF(
            self.target.x() + (x1 - self.source.x()) * scale_x,
            self.target.y() + (box.y1 - self.source.y()) * scale_y,
            (x2 - x1) * scale_x,
            (box.y2 - box.y1) * scale_y,
        )


def fit_picture(width: int, height: int, area: QRectF, *, mirrored: bool) -> PictureMap:
    """Fills `area` with the picture where that costs little of it; else shows the whole picture, centred.

    `width` and `height` are the frame's, in pixels. `source` is centred, so it is the same mirrored or not.
    """
    picture, room = width / height, area.width() / area.height()
    lost = 1 - min(picture, room) / max(picture, room)
    if lost <= MAX_CROP:
        if picture > room:
            shown = height * room
            source = QRectF((width - shown) / 2, 0, shown, height)
        else:
            shown = width / room
            source = QRectF(0, (height - shown) / 2, width, shown)
        return PictureMap(source, QRectF(area), width, mirrored)
    if picture > room:
        size_w, size_h = area.width(), area.width() / picture
    else:
        size_w, size_h = area.height() * picture, area.height()
    target = QRectF(area.x() + (area.width() - size_w) / 2, area.y() + (area.height() - size_h) / 2, size_w, size_h)
    return PictureMap(QRectF(0, 0, width, height), target, width, mirrored)
