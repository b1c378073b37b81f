"""What a job shows while it works: curves, main effects, confusion matrices. Painted, so that a redraw takes a
millisecond of the GUI thread and nothing is imported for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.drawing import text_width
from gui.jobs.axis import tick_texts, ticks
from gui.messages import count
from gui.painted import Painted
from gui.theme import Metrics, Theme, font, mixed, readable_on

CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MOST_POINTS = 400
"""Of a longer curve; a screen shows no more."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: `points` are (x, y). `dashed` tells two lines apart without their colours."""

    name: str
    points: Sequence[tuple[float, float]]
    second: bool = False


def thinned(points: Sequence[tuple[float, float]], most: int = MOST_POINTS) -> Sequence[tuple[float, float]]:
    """At most `most` of the points (an even number), which look the same: of neighbours the lowest and the highest,
    in their order; the first and the last always."""
    if len(points) <= most:
        return points
    chosen = [points[0]]
    inside, buckets = len(points) - 2, (most - 2) // 2
    for bucket in range(buckets):
        part = points[1 + bucket * inside // buckets : 1 + (bucket + 1) * inside // buckets]
        finite = [point for point in part if math.isfinite(point[1])] or part
        chosen += sorted({min(finite, key=lambda point: point[1]), max(finite, key=lambda point: point[1])})
    return [*chosen, points[-1]]


class CurvePlot(Painted):
    """Lines over a common axis, with a legend that says each one's newest value."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._curves: tuple[Curve, ...] = ()
        self._below = ""
        self._empty = ""
        self._decimals = 3
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curves(self, curves: Sequence[Curve], below: str, empty: str, decimals: int = 3) -> None:
        """`below`: what the x axis counts; `empty`: what stands there while there is nothing to draw."""
        self._curves = tuple(replace(curve, points=thinned(curve.points)) for curve in curves)
        self._below, self._empty, self._decimals = below, empty, decimals
        said = [f"{curve.name} {curve.points[-1][1]:.{decimals}f}" for curve in self._curves if curve.points]
        self.setAccessibleName("; ".join(said) or empty)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(14 * self.look.sizes.body_px, 9 * self.look.sizes.body_px)

    def sizeHint(self) -> QSize:
        return QSize(26 * self.look.sizes.body_px, 12 * self.look.sizes.body_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, theme, sizes = self.look, self.look.theme, self.look.sizes
        look.cut_texts.clear()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = font(sizes.small_px)
        drawn = [curve for curve in self._curves if any(math.isfinite(y) for _, y in curve.points)]
        if not drawn:
            painter.setFont(font(sizes.body_px))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(self.rect()), CENTRE | Qt.TextFlag.TextWordWrap, self._empty)
            return
        line = sizes.small_px * 1.7
        values = [y for curve in drawn for _, y in curve.points if math.isfinite(y)]
        xs = [x for curve in drawn for x, _ in curve.points]
        marks = ticks(min(values), max(values), max(2, int(self.height() / (line * 2.2)) - 1))
        texts = tick_texts(marks)
        left = max(text_width(text, small) for text in texts) + sizes.small_px * 0.8
        legend_height = self._draw_legend(painter, drawn, left, line)
        area = QRectF(left, legend_height + line * 0.4, self.width() - left - sizes.small_px, 0)
        area.setBottom(self.height() - line * 1.15)
        for value, text in zip(marks, texts, strict=True):
            y = area.bottom() - (value - marks[0]) / (marks[-1] - marks[0]) * area.height()
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            box = QRectF(0, y - line / 2, left - sizes.small_px * 0.6, line)
            look.draw_text(painter, box, text, small, theme.muted, RIGHT)
        low, high = min(xs), max(xs)
        foot = QRectF(area.left(), area.bottom() + line * 0.1, area.width(), line)
        look.draw_text(painter, foot, count(round(low)), small, theme.muted)
        if high > low:
            look.draw_text(painter, foot, count(round(high)), small, theme.muted, RIGHT)
        look.draw_text(painter, foot, self._below, small, theme.muted, CENTRE)
        for curve in drawn:
            self._draw_curve(painter, curve, area, (low, high), (marks[0], marks[-1]))

    def _colour(self, curve: Curve) -> QColor:
        return QColor(self.look.theme.accent if not curve.second else self.look.theme.warning)

    def _draw_legend(self, painter: QPainter, curves: Sequence[Curve], left: float, line: float) -> float:
        """Names with their newest values, wrapped; returns the height that they take."""
        sizes = self.look.sizes
        x, y, stroke, bold = left, 0.0, sizes.small_px * 1.6, font(sizes.small_px)
        for curve in curves:
            text = f"{curve.name}  {curve.points[-1][1]:.{self._decimals}f}"
            width = stroke + sizes.small_px * 0.5 + text_width(text, bold) + 1
            if x > left and x + width > self.width():
                x, y = left, y + line
            pen = QPen(self._colour(curve), 2.4)
            if curve.second:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y + line / 2), QPointF(x + stroke, y + line / 2))
            room = QRectF(x + stroke + sizes.small_px * 0.5, y, width, line)
            self.look.draw_text(painter, room, text, bold, self.look.theme.text)
            x += width + sizes.gap
        return y + line

    def _draw_curve(
        self, painter: QPainter, curve: Curve, area: QRectF, across: tuple[float, float], up: tuple[float, float]
    ) -> None:
        span = across[1] - across[0]
        places = [
            QPointF(
                area.left() + ((x - across[0]) / span if span else 0.5) * area.width(),
                area.bottom() - (y - up[0]) / (up[1] - up[0]) * area.height(),
            )
            for x, y in curve.points
            if math.isfinite(y)
        ]
        pen = QPen(self._colour(curve), 2.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if curve.second:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(self._colour(curve))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(places[-1], 3.5, 3.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a factor; `half`: half of its mean's 95 % interval, None where there is none yet."""

    name: str
    mean: float
    half: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A factor's main effect: the mean of each level that has results."""

    factor: str
    levels: tuple[Level, ...]


class EffectsPlot(Painted):
    """Main effects side by side over one axis: level means, joined by a line, with their intervals."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._effects: tuple[Effect, ...] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_effects(self, effects: Sequence[Effect], empty: str) -> None:
        """`empty`: what stands there while no level has a result."""
        self._effects, self._empty = tuple(effects), empty
        self.setAccessibleName(
            "; ".join(f"{e.factor}: " + ", ".join(f"{lv.name} {lv.mean:.4f}" for lv in e.levels) for e in effects)
        )
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(18 * self.look.sizes.body_px, 11 * self.look.sizes.body_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, theme, sizes = self.look, self.look.theme, self.look.sizes
        look.cut_texts.clear()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        levels = [level for effect in self._effects for level in effect.levels if math.isfinite(level.mean)]
        if not levels:
            painter.setFont(font(sizes.body_px))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(self.rect()), CENTRE | Qt.TextFlag.TextWordWrap, self._empty)
            return
        small = font(sizes.small_px)
        line = sizes.small_px * 1.7
        bounds = [level.mean + side * (level.half or 0) for level in levels for side in (-1, 1)]
        marks = ticks(min(bounds), max(bounds), max(2, int(self.height() / (line * 2.2)) - 1))
        texts = tick_texts(marks)
        left = max(text_width(text, small) for text in texts) + sizes.small_px * 0.8
        area = QRectF(left, line / 2, self.width() - left, self.height() - line * 2.9)
        for value, text in zip(marks, texts, strict=True):
            y = area.bottom() - (value - marks[0]) / (marks[-1] - marks[0]) * area.height()
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            look.draw_text(painter, QRectF(0, y - line / 2, left - 6, line), text, small, theme.muted, RIGHT)
        width = area.width() / len(self._effects)
        for index, effect in enumerate(self._effects):
            box = QRectF(left + index * width, area.top(), width, area.height())
            self._draw_effect(painter, effect, box, (marks[0], marks[-1]), line)

    def _draw_effect(
        self, painter: QPainter, effect: Effect, box: QRectF, up: tuple[float, float], line: float
    ) -> None:
        theme, sizes = self.look.theme, self.look.sizes
        small = font(sizes.small_px)
        name = QRectF(box.left(), box.bottom() + line * 1.35, box.width(), line)
        self.look.draw_text(
            painter, name, effect.factor, font(sizes.small_px, bold=True), theme.text, CENTRE, may_elide=True
        )
        places: list[QPointF] = []
        step = box.width() / max(1, len(effect.levels))
        accent = QColor(theme.accent)
        for index, level in enumerate(effect.levels):
            x = box.left() + (index + 0.5) * step
            label = QRectF(x - step / 2, box.bottom() + line * 0.25, step, line)
            self.look.draw_text(painter, label, level.name, small, theme.muted, CENTRE, may_elide=True)
            if not math.isfinite(level.mean):
                continue

            def height(value: float) -> float:
                return box.bottom() - (value - up[0]) / (up[1] - up[0]) * box.height()

            places.append(QPointF(x, height(level.mean)))
            if level.half is not None:
                painter.setPen(QPen(accent, 1.6))
                painter.drawLine(
                    QPointF(x, height(level.mean - level.half)), QPointF(x, height(level.mean + level.half))
                )
        painter.setPen(QPen(accent, 2.0))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for place in places:
            painter.drawEllipse(place, 4.0, 4.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class ConfusionPlot(Painted):
    """A confusion matrix: a row a true class, a column what it was taken for; the number stands in each field."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._classes: tuple[str, ...] = ()
        self._matrix: tuple[tuple[int, ...], ...] = ()
        self._axis = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_matrix(self, classes: Sequence[str], matrix: Sequence[Sequence[int]], true: str, taken: str) -> None:
        """`classes`: the words for them; `true` and `taken`: what rows and columns are."""
        self._classes = tuple(classes)
        self._matrix = tuple(tuple(row) for row in matrix)
        self._axis = (true, taken)
        rows = (
            f"{name}: {', '.join(str(n) for n in row)}" for name, row in zip(self._classes, self._matrix, strict=True)
        )
        self.setAccessibleName("; ".join(rows))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        side = max(2, len(self._classes))
        line = self.look.sizes.small_px
        return QSize(round((3.4 * side + 6) * line), round((1.8 * side + 3.6) * line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, theme, sizes = self.look, self.look.theme, self.look.sizes
        look.cut_texts.clear()
        if not self._classes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small, line, side = font(sizes.small_px), sizes.small_px * 1.7, len(self._classes)
        left = max(text_width(name, small) for name in self._classes) + sizes.small_px * 0.8
        top = line * 2
        width = (self.width() - left) / side
        height = min((self.height() - top) / side, line * 2.2)
        look.draw_text(
            painter, QRectF(left, 0, self.width() - left, line), self._axis[1], small, theme.muted, may_elide=True
        )
        look.draw_text(painter, QRectF(0, line, left, line), self._axis[0], small, theme.muted, may_elide=True)
        for index, name in enumerate(self._classes):
            column = QRectF(left + index * width, line, width, line)
            look.draw_text(painter, column, name, small, theme.text, CENTRE, may_elide=True)
            row = QRectF(0, top + index * height, left - sizes.small_px * 0.6, height)
            look.draw_text(painter, row, name, small, theme.text, RIGHT)
        for y, counts in enumerate(self._matrix):
            total = max(1, sum(counts))
            for x, number in enumerate(counts):
                field = QRectF(left + x * width, top + y * height, width, height).adjusted(1, 1, -1, -1)
                full = QColor(theme.accent if x == y else theme.bad)
                shade = mixed(QColor(theme.tile), full, 0.85 * number / total)
                painter.fillRect(field, shade)
                colour = readable_on(shade) if number else QColor(theme.muted)
                look.draw_text(painter, field, count(number), small, colour, CENTRE)
