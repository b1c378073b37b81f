"""The camera's picture with what is known of the faces in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.types import Analysis, Box, FaceView, Frame
from gui.drawing import chip_rect, elided, round_off, rounded, text_width
from gui.geometry import PictureMap, fit_picture
from gui.images import to_qimage
from gui.messages import expression_word, percent, whole_seconds
from gui.theme import Metrics, Theme, expression_colour, font, readable_on

NOT_YET_COUNTED = 0.55
"""Opacity of the box of a face that is not a viewer (yet)."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A shelf zone, as shares (x1, y1, x2, y2) of the frame before mirroring, and its product's name."""

    share: tuple[float, float, float, float]
    name: str


class CameraView(QWidget):
    """Paints the newest frame as large as it fits, boxes and words over it; mirrored on wish, the words never.

    Without a frame it is an empty card: what to say then is `ViewPlaceholder`'s part.
    """

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sizes = theme, sizes
        self._picture: QImage | None = None
        self._faces: tuple[FaceView, ...] = ()
        self._frame_size = (0, 0)
        self._mirrored = False
        self._zones: tuple[Zone, ...] = ()
        self._rotation: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(160, 120))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self._theme, self._sizes = theme, sizes
        self.update()

    def show_frame(self, frame: Frame, analysis: Analysis | None, *, mirrored: bool) -> None:
        """The newest picture, and the newest faces found (in an equal or slightly older one)."""
        self._picture = to_qimage(frame.image, mirrored=mirrored)
        self._frame_size = (frame.width_px, frame.height_px)
        self._mirrored = mirrored
        fits = analysis is not None and analysis.frame_size_px == self._frame_size
        self._faces = analysis.faces if analysis is not None and fits else ()
        self.update()

    def clear(self) -> None:
        """Forgets the picture, at once: nothing of a shopper stays on the screen of a closed camera."""
        if self._picture is not None:
            self._picture, self._faces = None, ()
            self.update()

    def set_zones(self, zones: tuple[Zone, ...]) -> None:
        """The shelf zones to draw, none in the other modes."""
        if zones != self._zones:
            self._zones = zones
            self.update()

    def set_rotation(self, left_s: float | None, period_s: float) -> None:
        """Seconds until the next product, None where products are not shown in turn."""
        rotation = None if left_s is None else (max(0.0, min(left_s, period_s)), period_s)
        if rotation != self._rotation:
            self._rotation = rotation
            self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    def picture_map(self) -> PictureMap | None:
        """Where the frame lies on this widget; None without a picture."""
        if self._picture is None:
            return None
        return fit_picture(*self._frame_size, QRectF(self.rect()), mirrored=self._mirrored)

    def label_text(self, face: FaceView) -> str:
        """What the chip of a face says; empty where no model told anything."""
        if face.confidence <= 0:
            return ""
        return f"{expression_word(face.label)}\u2002{percent(face.confidence)}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        placed = self.picture_map()
        if placed is None or self._picture is None:
            painter.fillRect(whole, QColor(self._theme.card))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if placed.target != whole:
                self._draw_backdrop(painter, whole, self._picture)
            painter.drawImage(placed.target, self._picture, placed.source)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(placed.target)
            for zone in self._zones:
                self._draw_zone(painter, placed, zone)
            for face in self._faces:
                self._draw_face(painter, placed, face)
            painter.setClipping(False)
            if self._rotation is not None:
                self._draw_rotation(painter, whole, *self._rotation)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_off(painter, whole, self._sizes.radius, QColor(self._theme.background))
        painter.end()

    def _draw_backdrop(self, painter: QPainter, whole: QRectF, picture: QImage) -> None:
        """Behind a picture that does not fill the view: itself, far out of focus and half as bright."""
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        blurred = picture.scaled(8, 6, ignore, smooth).scaled(96, 72, ignore, smooth)
        painter.drawImage(whole, blurred)
        shade = QColor(self._theme.shade)
        shade.setAlpha(175)
        painter.fillRect(whole, shade)

    def _draw_face(self, painter: QPainter, placed: PictureMap, face: FaceView) -> None:
        rect = placed.to_view(face.box)
        colour = expression_colour(face.label)
        if face.label == "uncertain":
            colour = colour.lighter(170)
        painter.setOpacity(1.0 if face.is_viewer else NOT_YET_COUNTED)
        width = 3.0 if not self._sizes.compact else 2.0
        radius = min(self._sizes.radius, rect.width() * 0.12)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 90), width + 2))
        painter.drawPath(rounded(rect, radius))
        painter.setPen(QPen(colour, width))
        painter.drawPath(rounded(rect, radius))
        text = self.label_text(face)
        if text:
            self._draw_chip(painter, rect, text, colour)
        painter.setOpacity(1.0)

    def _draw_chip(self, painter: QPainter, box: QRectF, text: str, colour: QColor) -> None:
        """Above the box, below its top edge where there is no room, and always wholly on the view."""
        chip_font = font(self._sizes.body_px, bold=True)
        padding = self._sizes.body_px * 0.7
        gap = 4.0
        chip = chip_rect(QPointF(box.x(), box.y() - gap), text, chip_font, padding)
        bounds = QRectF(self.rect()).adjusted(6, 6, -6, -6)
        if chip.top() < bounds.top():
            chip.moveTop(max(bounds.top(), box.top() + gap + 2))
            chip.moveLeft(box.x() + gap + 2)
        chip.moveLeft(max(bounds.left(), min(chip.left(), bounds.right() - chip.width())))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(rounded(chip, self._sizes.radius * 0.6), colour)
        painter.setPen(readable_on(colour))
        painter.setFont(chip_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_zone(self, painter: QPainter, placed: PictureMap, zone: Zone) -> None:
        width, height = self._frame_size
        x1, y1, x2, y2 = zone.share
        if not (x2 > x1 and y2 > y1):
            return
        rect = placed.to_view(Box(x1 * width, y1 * height, x2 * width, y2 * height)).adjusted(6, 6, -6, -6)
        pen = QPen(QColor(255, 255, 255, 120), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(255, 255, 255, 10))
        painter.drawPath(rounded(rect, self._sizes.radius))
        name_font = font(self._sizes.small_px, bold=True)
        padding = self._sizes.small_px * 0.6
        name = elided(zone.name, name_font, rect.intersected(QRectF(self.rect())).width() - 3 * padding)
        chip = chip_rect(QPointF(0, rect.bottom() - padding), name, name_font, padding)
        inside = rect.intersected(QRectF(self.rect()))
        chip.moveLeft(inside.center().x() - chip.width() / 2)
        shade = QColor(self._theme.shade)
        shade.setAlpha(170)
        painter.fillPath(rounded(chip, chip.height() / 2), shade)
        painter.setPen(QColor("#ffffff"))
        painter.setFont(name_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, name)

    def _draw_rotation(self, painter: QPainter, whole: QRectF, left_s: float, period_s: float) -> None:
        """A ring that empties, with the seconds beside it: when the next product comes."""
        text_font = font(self._sizes.body_px, bold=True)
        text = whole_seconds(left_s)
        size = self._sizes.body_px * 1.5
        padding = self._sizes.body_px * 0.6
        widest = text_width(whole_seconds(min(period_s, 120.0)), text_font)
        width = size + widest + 3 * padding
        chip = QRectF(whole.right() - width - self._sizes.gap, whole.top() + self._sizes.gap, width, size + padding)
        shade = QColor(self._theme.shade)
        shade.setAlpha(180)
        painter.fillPath(rounded(chip, chip.height() / 2), shade)
        ring = QRectF(chip.left() + padding, chip.center().y() - size / 2, size, size).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(255, 255, 255, 60), 3))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(self._theme.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, round(360 * 16 * left_s / period_s))
        painter.setPen(QColor("#ffffff"))
        painter.setFont(text_font)
        beside = QRectF(ring.right() + padding, chip.top(), widest + padding, chip.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
