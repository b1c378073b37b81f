"""The live picture with the shelf zones on it, which are drawn and dragged with mouse or finger."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.camera_view import CameraView
from gui.drawing import chip_rect, elided
from gui.theme import Metrics, Theme, font

ZoneShare = tuple[float, float, float, float]
"""x1, y1, x2, y2 as shares of the frame before mirroring."""
GRIP_PX = 18.0
LEAST_SHARE = 0.05
STEP = 0.01


class Grip(Enum):
    """What is being dragged."""

    NEW = "new"
    MOVE = "move"
    LEFT_TOP = "left_top"
    RIGHT_TOP = "right_top"
    LEFT_BOTTOM = "left_bottom"
    RIGHT_BOTTOM = "right_bottom"


class ZoneView(CameraView):
    """Zones by product code. The chosen one is dragged by its middle and corners; on a product without one, dragging
    draws it. `zone_changed(code, zone)` when a drag or a key has ended; `zone_chosen(code)` when one was touched."""

    zone_changed = Signal(str, object)
    zone_chosen = Signal(str)

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._shares: dict[str, ZoneShare] = {}
        self._names: Mapping[str, str] = {}
        self._code: str | None = None
        self._editable = False
        self._grip: Grip | None = None
        self._start = (0.0, 0.0)
        self._before: ZoneShare | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_shares(self, shares: Mapping[str, ZoneShare], names: Mapping[str, str], editable: bool) -> None:
        """The zones and the products' names; nothing can be dragged unless `editable`."""
        if self._grip is None:
            self._shares = dict(shares)
        self._names, self._editable = names, editable
        self.update()

    def choose(self, code: str | None) -> None:
        """The product whose zone is dragged."""
        self._code = code
        self.update()

    def share(self, code: str) -> ZoneShare | None:
        """A product's zone as it is on the view."""
        return self._shares.get(code)

    def rect_of(self, share: ZoneShare) -> QRectF | None:
        """Where a zone lies on the view; None without a picture."""
        placed = self.picture_map()
        if placed is None:
            return None
        width, height = self._frame_size
        x1, y1, x2, y2 = share
        if placed.mirrored:
            x1, x2 = 1 - x2, 1 - x1
        scale_x, scale_y = (
            placed.target.width() / placed.source.width(),
            placed.target.height() / placed.source.height(),
        )
        return QRectF(
            placed.target.x() + (x1 * width - placed.source.x()) * scale_x,
            placed.target.y() + (y1 * height - placed.source.y()) * scale_y,
            (x2 - x1) * width * scale_x,
            (y2 - y1) * height * scale_y,
        )

    def to_share(self, point: QPointF) -> tuple[float, float] | None:
        """A point of the view as shares of the frame before mirroring, within it; None without a picture."""
        placed = self.picture_map()
        if placed is None:
            return None
        width, height = self._frame_size
        x = (
            placed.source.x() + (point.x() - placed.target.x()) * placed.source.width() / placed.target.width()
        ) / width
        y = placed.source.y() + (point.y() - placed.target.y()) * placed.source.height() / placed.target.height()
        x, y = min(1.0, max(0.0, x)), min(1.0, max(0.0, y / height))
        return (1 - x if placed.mirrored else x), y

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.to_share(event.position())
        if not self._editable or at is None:
            return
        grip = self._grip_at(event.position())
        if grip is None:
            touched = next((code for code, share in self._shares.items() if _holds(share, at)), None)
            if touched is not None:
                self._code = touched
                self.zone_chosen.emit(touched)
                grip = Grip.MOVE
            elif self._code is not None:
                grip = Grip.NEW
        if grip is not None and self._code is not None:
            self._grip, self._start = grip, at
            self._before = self._shares.get(self._code)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self.to_share(event.position())
        if self._grip is None or at is None or self._code is None:
            self._show_cursor(event.position())
            return
        self._shares[self._code] = self._dragged(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grip, self._grip = self._grip, None
        if grip is None or self._code is None:
            return
        share = self._shares.get(self._code)
        too_small = share is None or share[2] - share[0] < LEAST_SHARE or share[3] - share[1] < LEAST_SHARE
        if too_small:  # a touch, or a slip: what was there stays
            if self._before is None:
                self._shares.pop(self._code, None)
            else:
                self._shares[self._code] = self._before
        elif share != self._before:
            self.zone_changed.emit(self._code, share)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-STEP, 0.0),
            Qt.Key.Key_Right: (STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }
        share = self._shares.get(self._code) if self._code is not None else None
        if not self._editable or share is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        dx, dy = steps[Qt.Key(event.key())]
        if self._mirrored:
            dx = -dx
        x1, y1, x2, y2 = share
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            x2, y2 = max(x1 + LEAST_SHARE, min(1.0, x2 + dx)), max(y1 + LEAST_SHARE, min(1.0, y2 + dy))
            moved = _rounded((x1, y1, x2, y2))
        else:
            moved = _moved(share, dx, dy)
        if self._code is not None and moved != share:
            self._shares[self._code] = moved
            self.zone_changed.emit(self._code, moved)
            self.update()

    def _dragged(self, at: tuple[float, float]) -> ZoneShare:
        (sx, sy), (x, y) = self._start, at
        before = self._before
        if self._grip is Grip.NEW or before is None:
            return _rounded((min(sx, x), min(sy, y), max(sx, x), max(sy, y)))
        if self._grip is Grip.MOVE:
            return _moved(before, x - sx, y - sy)
        x1, y1, x2, y2 = before
        # On a mirrored view the left grip holds the frame's right edge.
        left = self._grip in (Grip.LEFT_TOP, Grip.LEFT_BOTTOM)
        if left != self._mirrored:
            x1 = min(x, x2 - LEAST_SHARE)
        else:
            x2 = max(x, x1 + LEAST_SHARE)
        if self._grip in (Grip.LEFT_TOP, Grip.RIGHT_TOP):
            y1 = min(y, y2 - LEAST_SHARE)
        else:
            y2 = max(y, y1 + LEAST_SHARE)
        return _rounded((x1, y1, x2, y2))

    def _grip_at(self, point: QPointF) -> Grip | None:
        share = self._shares.get(self._code) if self._code is not None else None
        rect = self.rect_of(share) if share is not None else None
        if rect is None:
            return None
        for grip, corner in self._corners(rect):
            if (corner - point).manhattanLength() <= GRIP_PX * 1.4:
                return grip
        return Grip.MOVE if rect.contains(point) else None

    @staticmethod
    def _corners(rect: QRectF) -> tuple[tuple[Grip, QPointF], ...]:
        return (
            (Grip.LEFT_TOP, rect.topLeft()),
            (Grip.RIGHT_TOP, rect.topRight()),
            (Grip.LEFT_BOTTOM, rect.bottomLeft()),
            (Grip.RIGHT_BOTTOM, rect.bottomRight()),
        )

    def _show_cursor(self, point: QPointF) -> None:
        cursors = {
            Grip.MOVE: Qt.CursorShape.SizeAllCursor,
            Grip.LEFT_TOP: Qt.CursorShape.SizeFDiagCursor,
            Grip.RIGHT_BOTTOM: Qt.CursorShape.SizeFDiagCursor,
            Grip.RIGHT_TOP: Qt.CursorShape.SizeBDiagCursor,
            Grip.LEFT_BOTTOM: Qt.CursorShape.SizeBDiagCursor,
        }
        grip = self._grip_at(point) if self._editable else None
        new = Qt.CursorShape.CrossCursor if self._editable and self._code is not None else Qt.CursorShape.ArrowCursor
        self.setCursor(cursors[grip] if grip is not None else new)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.has_picture():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code, share in sorted(self._shares.items(), key=lambda item: item[0] == self._code):
            rect = self.rect_of(share)
            if rect is not None:
                self._draw_share(painter, rect, self._names.get(code, code), chosen=code == self._code)
        painter.end()

    def _draw_share(self, painter: QPainter, rect: QRectF, name: str, *, chosen: bool) -> None:
        accent = QColor(self._theme.accent if chosen else "#ffffff")
        fill = QColor(accent)
        fill.setAlpha(60 if chosen else 22)
        shade = QColor(self._theme.shade)
        shade.setAlpha(150)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shade, 4))
        painter.drawRect(rect)
        painter.setBrush(fill)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine))
        painter.drawRect(rect)
        name_font = font(self._sizes.small_px, bold=chosen)
        padding = self._sizes.small_px * 0.6
        text = elided(name, name_font, max(20.0, rect.width() - 4 * padding))
        chip = chip_rect(QPointF(0, 0), text, name_font, padding)
        chip.moveCenter(rect.center())
        shade.setAlpha(190)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor("#ffffff"))
        painter.setFont(name_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        if chosen and self._editable:
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.setBrush(accent)
            for _, corner in self._corners(rect):
                painter.drawEllipse(corner, GRIP_PX / 2, GRIP_PX / 2)


def _holds(share: ZoneShare, at: tuple[float, float]) -> bool:
    x1, y1, x2, y2 = share
    return x1 <= at[0] < x2 and y1 <= at[1] < y2


def _moved(share: ZoneShare, dx: float, dy: float) -> ZoneShare:
    """The zone elsewhere, as large as it was and within the picture."""
    x1, y1, x2, y2 = share
    dx = max(-x1, min(dx, 1 - x2))
    dy = max(-y1, min(dy, 1 - y2))
    return _rounded((x1 + dx, y1 + dy, x2 + dx, y2 + dy))


def _rounded(share: ZoneShare) -> ZoneShare:
    x1, y1, x2, y2 = (min(1.0, max(0.0, round(value, 3))) for value in share)
    return x1, y1, x2, y2
