"""What a chart is, the widget that shows one, and the picture of one for a report."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.painted import Look, Painted
from gui.theme import Metrics, Theme


class Drawing(Protocol):
    """A chart with its values, frozen; it paints itself in any look and width."""

    def height(self, look: Look, width: float) -> float:
        """The height that it needs, in logical pixels."""

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        """Paints it into `rect`."""

    def words(self) -> str:
        """The same in words, for who cannot see it."""


class Chart(Painted):
    """Shows a drawing, as high as it needs in the width there is."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drawing(self, drawing: Drawing) -> None:
        """Shows another one."""
        self._drawing = drawing
        self.setAccessibleName(drawing.words())
        self._fit()
        self.update()

    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        if self._drawing is not None and self.width() > 0:
            self.setFixedHeight(math.ceil(self._drawing.height(self.look, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.draw(painter, QRectF(self.rect()), self.look)
        painter.end()


def png(drawing: Drawing, theme: Theme, sizes: Metrics, width: int, scale: float = 2.5) -> tuple[bytes, int, int]:
    """A drawing as PNG on the card's colour, with its width and height in logical pixels. Needs a QGuiApplication."""
    look = Look(theme, replace(sizes))
    height = math.ceil(drawing.height(look, width))
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.card))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    drawing.draw(painter, QRectF(0, 0, width, height), look)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(content.data()), width, height


def nice_step(span: float, most_steps: int) -> float:
    """1, 2 or 5 times a power of ten, so that `span` has at most so many steps."""
    if span <= 0:
        return 1.0
    rough = span / max(1, most_steps)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999999)
