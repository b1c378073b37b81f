"""Preferences with their intervals: by product, before and after, and over time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from engine.preference import Preference
from gui.charts.chart import nice_step
from gui.drawing import MIDDLE_RIGHT, text_width
from gui.messages import preference_text, signed, viewers
from gui.painted import Look
from gui.theme import font

CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """One product; `telling`: it has enough viewers."""

    name: str
    preference: Preference | None
    telling: bool


@dataclass(frozen=True, slots=True)
class PreferenceDrawing:
    """One row a product: the mean as a dot, its 95 % interval as a bar, over one scale, the figures beside it."""

    rows: tuple[PreferenceRow, ...]

    def height(self, look: Look, width: float) -> float:
        return len(self.rows) * _row_height(look) + look.sizes.small_px * 2.2

    def words(self) -> str:
        return "; ".join(f"{row.name}: {_figure(row)}" for row in self.rows)

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        body, small = font(look.sizes.body_px), font(look.sizes.small_px)
        bold = font(look.sizes.body_px, bold=True)
        figures = max((text_width(_figure(row), bold if row.telling else small) for row in self.rows), default=0.0)
        counts = max((text_width(_count(row), small) for row in self.rows), default=0.0)
        gap = float(look.sizes.gap)
        right = max(figures, counts) + 2
        names = _name_width((row.name for row in self.rows), body, rect.width())
        plot = QRectF(rect.left() + names + gap, rect.top(), 0, len(self.rows) * _row_height(look))
        plot.setWidth(max(40.0, rect.right() - right - gap - plot.left()))
        scale = Scale.of([row.preference for row in self.rows if row.telling and row.preference], plot)
        scale.draw_grid(painter, look, plot)
        for number, row in enumerate(self.rows):
            line = QRectF(rect.left(), rect.top() + number * _row_height(look), rect.width(), _row_height(look))
            name = QRectF(line.left(), line.top(), names, line.height())
            look.draw_text(painter, name, row.name, body, look.theme.text, may_elide=True)
            beside = QRectF(line.right() - right, line.top(), right, line.height())
            upper = QRectF(beside.left(), beside.top(), right, beside.height() * 0.58)
            lower = QRectF(beside.left(), upper.bottom() - 2, right, beside.height() * 0.42)
            ink = look.theme.text if row.telling else look.theme.muted
            in_font = bold if row.telling else small
            look.draw_text(painter, upper, _figure(row), in_font, ink, MIDDLE_RIGHT)
            look.draw_text(painter, lower, _count(row), small, look.theme.muted, MIDDLE_RIGHT)
            if row.telling and row.preference is not None:
                draw_interval(
                    painter, scale, row.preference, line.center().y(), look, side_colour(row.preference, look)
                )


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One product before and after, what the difference is in words, and figures below the name."""

    name: str
    before: Preference | None
    after: Preference | None
    verdict: str
    is_real: bool
    details: str


@dataclass(frozen=True, slots=True)
class ChangeDrawing:
    """One row a product: before above, after below, joined, with the verdict in words at the right."""

    rows: tuple[ChangeRow, ...]

    def height(self, look: Look, width: float) -> float:
        return look.sizes.small_px * 2.2 + len(self.rows) * self._row(look) + look.sizes.small_px * 2.2

    def words(self) -> str:
        return "; ".join(f"{row.name}: {row.verdict} ({row.details})" for row in self.rows)

    def _row(self, look: Look) -> float:
        return look.sizes.body_px * 3.7

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        body, small = font(look.sizes.body_px), font(look.sizes.small_px)
        bold = font(look.sizes.body_px, bold=True)
        gap = float(look.sizes.gap)
        verdicts = max((text_width(row.verdict, bold) for row in self.rows), default=0.0) + 2
        texts = [(row.name, body) for row in self.rows] + [(row.details, small) for row in self.rows]
        names = min(max((text_width(t, f) for t, f in texts), default=0.0) + 2, rect.width() * 0.42)
        legend = look.sizes.small_px * 2.2
        plot = QRectF(rect.left() + names + gap, rect.top() + legend, 0, len(self.rows) * self._row(look))
        plot.setWidth(max(40.0, rect.right() - verdicts - gap - plot.left()))
        self._draw_legend(painter, QRectF(plot.left(), rect.top(), rect.right() - plot.left(), legend), look)
        shown = [p for row in self.rows for p in (row.before, row.after) if p is not None and p.ci95 is not None]
        scale = Scale.of(shown, plot)
        scale.draw_grid(painter, look, plot)
        for number, row in enumerate(self.rows):
            line = QRectF(rect.left(), plot.top() + number * self._row(look), rect.width(), self._row(look))
            name = QRectF(line.left(), line.top() + 2, names, line.height() * 0.5)
            look.draw_text(painter, name, row.name, body, look.theme.text, may_elide=True)
            detail = QRectF(line.left(), name.bottom() - 2, names, line.height() * 0.42)
            look.draw_text(painter, detail, row.details, small, look.theme.muted, may_elide=True)
            middle, apart = line.center().y(), look.sizes.body_px * 0.5
            if row.before is not None and row.before.ci95 is not None:
                draw_interval(painter, scale, row.before, middle - apart, look, QColor(look.theme.middle))
            if row.after is not None and row.after.ci95 is not None:
                draw_interval(painter, scale, row.after, middle + apart, look, QColor(look.theme.accent))
            verdict = QRectF(line.right() - verdicts, line.top(), verdicts, line.height())
            in_font, ink = (bold, look.theme.text) if row.is_real else (body, look.theme.muted)
            look.draw_text(painter, verdict, row.verdict, in_font, ink, MIDDLE_RIGHT)

    def _draw_legend(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        small = font(look.sizes.small_px)
        left = rect.left()
        entries = (
            (look.theme.middle, QCoreApplication.translate("Insights", "before")),
            (look.theme.accent, QCoreApplication.translate("Insights", "after")),
        )
        for colour, word in entries:
            side = look.sizes.small_px * 0.8
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(left + side / 2, rect.center().y()), side / 2, side / 2)
            left += side + 6
            width = text_width(word, small) + 2
            look.draw_text(painter, QRectF(left, rect.top(), width, rect.height()), word, small, look.theme.muted)
            left += width + look.sizes.gap


@dataclass(frozen=True, slots=True)
class TimePreferenceDrawing:
    """Upright intervals side by side: the preference by hour or weekday; empty where there are too few viewers."""

    labels: tuple[str, ...]
    preferences: tuple[Preference | None, ...]
    too_few: str

    def height(self, look: Look, width: float) -> float:
        return look.sizes.body_px * 13.0

    def words(self) -> str:
        pairs = zip(self.labels, self.preferences, strict=True)
        return "; ".join(f"{label}: {preference_text(p) if p else self.too_few}" for label, p in pairs)

    def draw(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        small = font(look.sizes.small_px)
        shown = [p for p in self.preferences if p is not None]
        if not shown:
            look.draw_text(painter, rect, self.too_few, font(look.sizes.body_px), look.theme.muted, CENTRE)
            return
        low, high, step = _limits(shown, 4)
        foot = look.sizes.small_px * 1.9
        left = max(text_width(signed(value), small) for value in (low, high)) + 10
        plot = rect.adjusted(left, look.sizes.small_px * 0.7, -2, -foot)

        def y_of(value: float) -> float:
            return plot.bottom() - (value - low) / (high - low) * plot.height()

        value = low
        while value <= high + 1e-9:
            is_zero = abs(value) < 1e-9
            painter.setPen(QPen(QColor(look.theme.middle if is_zero else look.theme.border), 1))
            painter.drawLine(QPointF(plot.left(), y_of(value)), QPointF(plot.right(), y_of(value)))
            beside = QRectF(rect.left(), y_of(value) - look.sizes.small_px, left - 8, look.sizes.small_px * 2)
            look.draw_text(painter, beside, signed(value), small, look.theme.muted, MIDDLE_RIGHT)
            value += step
        pitch = plot.width() / len(self.labels)
        every = label_every(self.labels, pitch, look)
        for number, (label, preference) in enumerate(zip(self.labels, self.preferences, strict=True)):
            x = plot.left() + (number + 0.5) * pitch
            if number % every == 0:
                place = QRectF(x - pitch * every / 2, plot.bottom() + 2, pitch * every, foot)
                look.draw_text(painter, place, label, small, look.theme.muted, CENTRE)
            if preference is None or preference.ci95 is None:
                continue
            colour = side_colour(preference, look)
            painter.setPen(
                QPen(colour, max(2.0, look.sizes.body_px * 0.16), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            painter.drawLine(QPointF(x, y_of(preference.ci95[0])), QPointF(x, y_of(preference.ci95[1])))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            radius = min(pitch * 0.3, look.sizes.body_px * 0.33)
            painter.drawEllipse(QPointF(x, y_of(preference.mean)), radius, radius)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where an index lies on a plot."""

    low: float
    high: float
    step: float
    left: float
    width: float

    @classmethod
    def of(cls, shown: Sequence[Preference], plot: QRectF) -> Scale:
        """A scale on which all intervals and zero lie."""
        low, high, step = _limits(shown, max(2, int(plot.width() // 70)))
        return cls(low, high, step, plot.left(), plot.width())

    def x(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * self.width

    def draw_grid(self, painter: QPainter, look: Look, plot: QRectF) -> None:
        """Lines at round values, zero stronger, and their labels below the plot."""
        small = font(look.sizes.small_px)
        value = self.low
        while value <= self.high + 1e-9:
            is_zero = abs(value) < 1e-9
            painter.setPen(QPen(QColor(look.theme.middle if is_zero else look.theme.border), 1))
            painter.drawLine(QPointF(self.x(value), plot.top()), QPointF(self.x(value), plot.bottom()))
            place = QRectF(self.x(value) - 30, plot.bottom() + 3, 60, look.sizes.small_px * 1.8)
            look.draw_text(painter, place, signed(value), small, look.theme.muted, CENTRE)
            value += self.step


def draw_interval(
    painter: QPainter, scale: Scale, preference: Preference, y: float, look: Look, colour: QColor
) -> None:
    """A level bar over the interval and a dot at the mean."""
    if preference.ci95 is not None:
        low, high = (max(scale.low, min(scale.high, value)) for value in preference.ci95)
        painter.setPen(
            QPen(colour, max(2.0, look.sizes.body_px * 0.18), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawLine(QPointF(scale.x(low), y), QPointF(scale.x(high), y))
    painter.setPen(QPen(QColor(look.theme.card), 1.5))
    painter.setBrush(colour)
    radius = look.sizes.body_px * 0.38
    painter.drawEllipse(QPointF(scale.x(preference.mean), y), radius, radius)


def side_colour(preference: Preference, look: Look) -> QColor:
    """Green where the whole interval is above zero, red where it is below, else grey; the figures say the same."""
    if preference.ci95 is not None and preference.ci95[0] > 0:
        return QColor(look.theme.good)
    if preference.ci95 is not None and preference.ci95[1] < 0:
        return QColor(look.theme.bad)
    return QColor(look.theme.middle)


def label_every(labels: Sequence[str], pitch: float, look: Look) -> int:
    """How many labels to go on by, so that they do not run into each other."""
    widest = max((text_width(label, font(look.sizes.small_px)) for label in labels), default=0.0) + 8
    return max(1, math.ceil(widest / max(1.0, pitch)))


def _limits(shown: Sequence[Preference], most_steps: int) -> tuple[float, float, float]:
    ends = [end for p in shown for end in (p.ci95 or (p.mean, p.mean))]
    low, high = min([*ends, -10.0]), max([*ends, 10.0])
    step = nice_step(high - low, most_steps)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _row_height(look: Look) -> float:
    return look.sizes.body_px * 2.9


def _name_width(names: Iterable[str], in_font: QFont, width: float) -> float:
    widest = max((text_width(name, in_font) for name in names), default=0.0)
    return min(widest + 2, width * 0.36)


def _figure(row: PreferenceRow) -> str:
    if row.telling and row.preference is not None:
        return preference_text(row.preference)
    return QCoreApplication.translate("Insights", "too few to tell")


def _count(row: PreferenceRow) -> str:
    return viewers(row.preference.n if row.preference else 0)
