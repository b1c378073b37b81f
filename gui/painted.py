"""The base of the widgets that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from gui.drawing import MIDDLE_LEFT, elided
from gui.theme import Metrics, Theme

GLYPH_HEIGHT = 1.15
"""From the top of the tallest character to the lowest descender, over the size of the font."""


class Look:
    """Colours and sizes of a widget, and a record of what did not fit.

    `cut_texts` names the texts that were drawn into too little room although they must never be cut; tests look at
    it. Names of products may be shortened with an ellipsis: that is deliberate, and not in the list.
    """

    def __init__(self, theme: Theme, sizes: Metrics) -> None:
        self.theme, self.sizes = theme, sizes
        self.cut_texts: list[str] = []

    def draw_text(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        in_font: QFont,
        colour: QColor | str,
        align: Qt.AlignmentFlag = MIDDLE_LEFT,
        *,
        may_elide: bool = False,
    ) -> None:
        """One line of text; shortened where that is allowed, else noted when it does not fit."""
        metrics = QFontMetricsF(in_font)
        if metrics.horizontalAdvance(text) > rect.width() + 0.5:
            if may_elide:
                text = elided(text, in_font, rect.width())
            else:
                self.cut_texts.append(text)
        if in_font.pixelSize() * GLYPH_HEIGHT > rect.height() + 0.5:
            self.cut_texts.append(text)
        painter.setFont(in_font)
        painter.setPen(QColor(colour))
        painter.drawText(rect, align | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, text)


class Painted(QWidget):
    """A widget that paints itself in the present look."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look(theme, sizes)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self.look.theme, self.look.sizes = theme, sizes
        self.updateGeometry()
        self.update()
