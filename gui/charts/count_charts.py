"""Counts of viewers: over time as upright bars, by expression as one divided bar a product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from engine.emotions import in_display_order
from gui.charts.chart import nice_step
from gui.charts.preference_charts import CENTRE, label_every
from gui.drawing import MIDDLE_RIGHT, rounded, text_width
from gui.messages import count, expression_word, percent, viewers
from gui.painted import Look
from gui.theme import expression_colour, font, readable_on


@dataclass(frozen=True, slots=True)
class BarsDrawing:
    """Upright bars from zero. `texts` stand over the bars where all of them fit; the highest is drawn full, so that
    the peak is seen at once."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    unit: str
    """What is counted, such as "viewers"; for who reads it without seeing it."""

    def height(self, look: Look, width: float) -> float:
        return look.sizes.body_px * 13.0

    def words(self) -> str:
        pairs = zip(self.labels, self.texts, self.values, strict=True)
        return f"{self.unit}: " + "; ".join(f"{label} {text}" for label, text, value in pairs if value > 0)

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        small = font(look.sizes.small_px)
        top = max([*self.values, 1.0])
        step = max(1.0, nice_step(top, 4))
        high = step * -(-top // step)
        foot, head = look.sizes.small_px * 1.9, look.sizes.small_px * 1.7
        left = text_width(count(round(high)), small) + 10
        plot = rect.adjusted(left, head, -2, -foot)
        value = 0.0
        while value <= high + 1e-9:
            y = plot.bottom() - value / high * plot.height()
            painter.setPen(QPen(QColor(look.theme.border if value else look.theme.middle), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            place = QRectF(rect.left(), y - look.sizes.small_px, left - 8, look.sizes.small_px * 2)
            look.draw_text(painter, place, count(round(value)), small, look.theme.muted, MIDDLE_RIGHT)
            value += step
        pitch = plot.width() / max(1, len(self.labels))
        every = label_every(self.labels, pitch, look)
        fits = all(text_width(text, small) <= pitch - 2 for text in self.texts)
        peak = max(self.values, default=0.0)
        soft = QColor(look.theme.accent)
        soft.setAlphaF(0.55)
        for number, (label, amount, text) in enumerate(zip(self.labels, self.values, self.texts, strict=True)):
            x = plot.left() + number * pitch
            width = min(pitch * 0.72, look.sizes.body_px * 3.0)
            bar = QRectF(x + (pitch - width) / 2, 0, width, amount / high * plot.height())
            bar.moveBottom(plot.bottom())
            path = QPainterPath()
            radius = min(4.0, width / 3, bar.height())
            path.addRoundedRect(bar, radius, radius)
            if bar.height() > radius > 0:  # round at the top only
                path = path.united(_rectangle(bar.adjusted(0, radius, 0, 0)))
            painter.fillPath(path, QColor(look.theme.accent) if amount == peak else soft)
            if amount and (fits or amount == peak):
                room = max(pitch, text_width(text, small) + 2)
                place = QRectF(x + pitch / 2 - room / 2, bar.top() - head, room, head)
                place.moveLeft(max(plot.left(), min(place.left(), rect.right() - room)))
                look.draw_text(painter, place, text, small, look.theme.text, CENTRE)
            if number % every == 0:
                place = QRectF(x + pitch / 2 - pitch * every / 2, plot.bottom() + 2, pitch * every, foot)
                look.draw_text(painter, place, label, small, look.theme.muted, CENTRE)


@dataclass(frozen=True, slots=True)
class ExpressionRow:
    """One product's viewers by dominant expression; `telling`: there are enough of them."""

    name: str
    counts: Mapping[str, int]
    telling: bool = True

    @property
    def n(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ExpressionDrawing:
    """One bar a product, divided by the shares of the expressions; their words in the legend above, in the same
    order, and the share in each part that has room for it. Of too few viewers no shares are told."""

    rows: tuple[ExpressionRow, ...]

    def _classes(self) -> tuple[str, ...]:
        return in_display_order(tuple(dict.fromkeys(name for row in self.rows for name in row.counts)))

    def height(self, look: Look, width: float) -> float:
        legend = len(self._legend(look, width)) * self._legend_line(look)
        return legend + look.sizes.gap * 0.5 + len(self.rows) * look.sizes.body_px * 2.9

    def words(self) -> str:
        parts = []
        for row in self.rows:
            shares = (
                f"{expression_word(name)} {percent(row.counts[name] / row.n) if row.telling else row.counts[name]}"
                for name in self._classes()
                if row.counts.get(name)
            )
            parts.append(f"{row.name}: {', '.join(shares)}")
        return "; ".join(parts)

    def _legend_line(self, look: Look) -> float:
        return look.sizes.small_px * 1.8

    def _legend(self, look: Look, width: float) -> list[list[str]]:
        """The classes, line by line."""
        small = font(look.sizes.small_px)
        lines: list[list[str]] = [[]]
        left = 0.0
        for name in self._classes():
            needed = look.sizes.small_px * 1.2 + text_width(expression_word(name), small) + look.sizes.gap
            if lines[-1] and left + needed > width:
                lines.append([])
                left = 0.0
            lines[-1].append(name)
            left += needed
        return lines

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        body, small = font(look.sizes.body_px), font(look.sizes.small_px)
        top = rect.top()
        for line in self._legend(look, rect.width()):
            left = rect.left()
            for name in line:
                side = look.sizes.small_px * 0.8
                square = QRectF(left, top + (self._legend_line(look) - side) / 2, side, side)
                painter.fillPath(rounded(square, 3), expression_colour(name))
                left += look.sizes.small_px * 1.2
                width = text_width(expression_word(name), small) + 2
                place = QRectF(left, top, width, self._legend_line(look))
                look.draw_text(painter, place, expression_word(name), small, look.theme.muted)
                left += width + look.sizes.gap - 2
            top += self._legend_line(look)
        top += look.sizes.gap * 0.5
        names = min(max((text_width(row.name, body) for row in self.rows), default=0.0) + 2, rect.width() * 0.36)
        counts = max((text_width(viewers(row.n), small) for row in self.rows), default=0.0) + 2
        row_h = look.sizes.body_px * 2.9
        for row in self.rows:
            name_place = QRectF(rect.left(), top, names, row_h)
            look.draw_text(painter, name_place, row.name, body, look.theme.text, may_elide=True)
            beside = QRectF(rect.right() - counts, top, counts, row_h)
            look.draw_text(painter, beside, viewers(row.n), small, look.theme.muted, MIDDLE_RIGHT)
            bar = QRectF(name_place.right() + look.sizes.gap, top + row_h * 0.22, 0, row_h * 0.56)
            bar.setWidth(max(20.0, beside.left() - look.sizes.gap - bar.left()))
            self._draw_bar(painter, bar, row, look)
            top += row_h

    def _draw_bar(self, painter: QPainter, bar: QRectF, row: ExpressionRow, look: Look) -> None:
        small = font(look.sizes.small_px)
        painter.save()
        painter.setClipPath(rounded(bar, 5))
        painter.fillRect(bar, QColor(look.theme.track))
        left = bar.left()
        for name in self._classes():
            share = row.counts.get(name, 0) / row.n if row.n else 0.0
            if share <= 0:
                continue
            part = QRectF(left, bar.top(), share * bar.width(), bar.height())
            left = part.right()
            colour = expression_colour(name)
            painter.setOpacity(1.0 if row.telling else 0.35)
            painter.fillRect(part.adjusted(0, 0, -1, 0), colour)
            painter.setOpacity(1.0)
            if not row.telling:
                continue
            text = percent(share)
            if text_width(text, small) + 6 <= part.width():
                look.draw_text(painter, part, text, small, readable_on(colour), CENTRE)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _rectangle(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path
