"""The program's icons: line drawings that take the colour of the text beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine.paths import resources_folder


def icon_file(name: str) -> Path:
    """The SVG file of an icon."""
    return resources_folder() / "icons" / f"{name}.svg"


def icon_pixmap(name: str, colour: str | QColor, size_px: int, pixel_ratio: float = 1.0) -> QPixmap:
    """An icon of `size_px` logical pixels in one colour, sharp at the screen's pixel ratio."""
    svg = icon_file(name).read_text(encoding="utf-8").replace("currentColor", QColor(colour).name())
    pixmap = QPixmap(round(size_px * pixel_ratio), round(size_px * pixel_ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


def icon(name: str, colour: str | QColor, size_px: int, pixel_ratio: float = 1.0) -> QIcon:
    """The same as a QIcon, for a button."""
    return QIcon(icon_pixmap(name, colour, size_px, pixel_ratio))
