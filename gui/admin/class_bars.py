"""How many pictures of each class there are, real and generated: the seed's bar charts, before and after."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.emotions import in_display_order
from gui.drawing import MIDDLE_RIGHT, rounded, text_width
from gui.messages import count, expression_word
from gui.painted import Painted
from gui.theme import Metrics, Theme, expression_colour, font


class ClassBars(Painted):
    """One bar a class: what is real in the class's colour, what was generated hatched after it, counts beside."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._real: Mapping[str, int] = {}
        self._made: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, real: Mapping[str, int], made: Mapping[str, int]) -> None:
        """Pictures by class: real ones, and generated ones beside them."""
        self._real, self._made = dict(real), dict(made)
        self.setAccessibleName(", ".join(f"{expression_word(name)} {self.words(name)}" for name in self.classes()))
        self.setMinimumHeight(self.sizeHint().height())  # words that wrap beside it must not squeeze it
        self.update()

    def classes(self) -> tuple[str, ...]:
        """The classes, in the order of every screen."""
        return tuple(in_display_order(tuple(self._real)))

    def words(self, name: str) -> str:
        """The counts of a class: "59 + 148 made = 207"."""
        real, made = self._real.get(name, 0), self._made.get(name, 0)
        if not made:
            return count(real)
        return self.tr("{real} + {made} made = {all}").format(
            real=count(real), made=count(made), all=count(real + made)
        )

    def sizeHint(self) -> QSize:
        return QSize(300, round(self._row() * max(1, len(self._real))))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _row(self) -> float:
        return self.look.sizes.body_px * 1.75

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words_font = font(sizes.body_px)
        names = self.classes()
        left = max((text_width(expression_word(name), words_font) for name in names), default=0.0) + sizes.gap
        right = max((text_width(self.words(name), words_font) for name in names), default=0.0) + sizes.gap
        room = max(20.0, self.width() - left - right)
        most = max((self._real.get(name, 0) + self._made.get(name, 0) for name in names), default=1) or 1
        for place, name in enumerate(names):
            row = QRectF(0, place * self._row(), self.width(), self._row())
            self.look.draw_text(
                painter, QRectF(0, row.top(), left, row.height()), expression_word(name), words_font, theme.text
            )
            bar_h = sizes.body_px * 0.8
            top = row.center().y() - bar_h / 2
            real = room * self._real.get(name, 0) / most
            whole = room * (self._real.get(name, 0) + self._made.get(name, 0)) / most
            painter.fillPath(rounded(QRectF(left, top, room, bar_h), 4), QColor(theme.track))
            colour = expression_colour(name)
            if whole > real:
                made = rounded(QRectF(left, top, max(whole, 3.0), bar_h), 4)
                pale = QColor(colour)
                pale.setAlpha(70)
                painter.fillPath(made, pale)
                painter.fillPath(made, QBrush(colour, Qt.BrushStyle.BDiagPattern))
                painter.setPen(QPen(colour, 1))
                painter.drawPath(made)
            if real > 0:
                painter.fillPath(rounded(QRectF(left, top, max(real, 3.0), bar_h), 4), colour)
            beside = QRectF(self.width() - right, row.top(), right, row.height())
            self.look.draw_text(painter, beside, self.words(name), words_font, theme.text, MIDDLE_RIGHT)
        painter.end()
