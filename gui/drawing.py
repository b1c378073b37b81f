"""Small pieces that several widgets draw alike."""

from __future__ import annotations

import hashlib
import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPixmap, QTextLayout

from gui.theme import font, mixed

SCRIPT_CHANGE = re.compile(r"(?<=[\u2e80-\uffdc])\s+(?=[!-~])|(?<=[!-~])\s+(?=[\u2e80-\uffdc])")
"""The space between Chinese characters and Latin letters."""

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """A rectangle with round corners, never rounder than a circle."""
    path = QPainterPath()
    limit = max(0.0, min(radius, rect.width() / 2, rect.height() / 2))
    path.addRoundedRect(rect, limit, limit)
    return path


def round_off(painter: QPainter, rect: QRectF, radius: float, outside: QColor) -> None:
    """Paints over the four corners of something rectangular, which is cheaper than clipping a moving picture."""
    corners = rounded(rect, radius)
    corners.addRect(rect)  # with the odd-even rule only what is in one of the two is filled
    painter.fillPath(corners, outside)


def text_width(text: str, in_font: QFont) -> float:
    """Width of one line of text, in logical pixels."""
    return QFontMetricsF(in_font).horizontalAdvance(text)


def elided(text: str, in_font: QFont, width: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    return QFontMetricsF(in_font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def fitting_font(text: str, size_px: int, width: float, *, least_share: float, bold: bool = False) -> QFont:
    """The font in which the text fits on one line: at most `size_px`, at least `least_share` of it. Where even that
    is too large, the full size: the text is then wrapped or elided."""
    for size in range(size_px, round(size_px * least_share) - 1, -1):
        smaller = font(size, bold=bold)
        if text_width(text, smaller) <= width:
            return smaller
    return font(size_px, bold=bold)


def wrapped(text: str, in_font: QFont, width: float, max_lines: int) -> list[str]:
    """The text broken into at most `max_lines` lines; the last one is elided where the text is longer still."""
    layout = QTextLayout(text, in_font)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < max_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
        start, length = line.textStart(), line.textLength()
        rest = text[start:] if len(lines) == max_lines - 1 else text[start : start + length]
        lines.append(elided(rest.strip(), in_font, width))
    layout.endLayout()
    return lines


def name_lines(name: str, size_px: int, width: float, max_lines: int, least_share: float) -> tuple[QFont, list[str]]:
    """A product's name in bold, whole if it can be: on one line, else on several, each a little smaller where that
    helps, down to `least_share` of `size_px`; only then it is elided. A name in two scripts is broken between them
    where that fits.
    """
    name = " ".join(name.split())
    parts = SCRIPT_CHANGE.split(name, maxsplit=1)
    sizes = range(size_px, round(size_px * least_share) - 1, -1)
    whole = [[name], parts] if len(parts) == 2 <= max_lines else [[name]]
    for lines in whole:
        for size in sizes:
            smaller = font(size, bold=True)
            if all(text_width(line, smaller) <= width for line in lines):
                return smaller, lines
    for size in sizes:
        smaller = font(size, bold=True)
        broken = wrapped(name, smaller, width, max_lines)
        if " ".join(broken) == name or "".join(broken) == name.replace(" ", ""):
            return smaller, broken
    full = font(size_px, bold=True)
    return full, wrapped(name, full, width, max_lines)


def picture_tile(name: str, key: str, size_px: int, pixel_ratio: float) -> QPixmap:
    """What stands for a product without a picture: its first letter on a colour that is always the same for it."""
    pixmap = QPixmap(round(size_px * pixel_ratio), round(size_px * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    hue = int(hashlib.sha256(key.encode()).hexdigest()[:4], 16) % 360
    top, bottom = QColor.fromHsv(hue, 95, 225), QColor.fromHsv((hue + 18) % 360, 135, 175)
    gradient = QLinearGradient(0, 0, size_px, size_px)
    gradient.setColorAt(0, top)
    gradient.setColorAt(1, bottom)
    painter = QPainter(pixmap)
    painter.fillRect(QRectF(0, 0, size_px, size_px), gradient)
    letter = name.strip()[:1] or "?"
    painter.setFont(font(max(8, round(size_px * 0.46)), bold=True))
    painter.setPen(mixed(bottom, QColor("#ffffff"), 0.82))
    painter.drawText(QRectF(0, 0, size_px, size_px), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return pixmap


def draw_picture(painter: QPainter, rect: QRectF, picture: QPixmap, radius: float) -> None:
    """A product's picture, cropped to fill `rect`, with round corners."""
    size = picture.deviceIndependentSize()
    scale = max(rect.width() / size.width(), rect.height() / size.height())
    ratio = picture.devicePixelRatio()
    shown_w, shown_h = rect.width() / scale, rect.height() / scale
    source = QRectF((size.width() - shown_w) / 2, (size.height() - shown_h) / 2, shown_w, shown_h)
    source = QRectF(source.topLeft() * ratio, source.size() * ratio)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(rounded(rect, radius))
    painter.drawPixmap(rect, picture, source)
    painter.restore()


def chip_rect(at: QPointF, text: str, in_font: QFont, padding: float) -> QRectF:
    """The rectangle of a chip with this text whose bottom left corner is `at`."""
    metrics = QFontMetricsF(in_font)
    width, height = metrics.horizontalAdvance(text) + 2 * padding, metrics.height() + padding * 0.8
    return QRectF(at.x(), at.y() - height, width, height)
