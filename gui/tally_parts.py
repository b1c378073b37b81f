"""The parts of the tally panel: heading, figures, preference, bars."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.preference import Preference
from gui.drawing import (
    MIDDLE_LEFT,
    MIDDLE_RIGHT,
    draw_picture,
    fitting_font,
    name_lines,
    picture_tile,
    rounded,
    text_width,
)
from gui.messages import DOT, MINUS, PLUS_MINUS, count, expression_word, half_interval, signed, viewers
from gui.painted import Painted
from gui.theme import Metrics, Theme, expression_colour, font, mixed


class ProductHeading(Painted):
    """The product's picture, a caption with its code, and its name on one or two lines."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._caption, self._name, self._code = "", "", ""
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_product(self, caption: str, name: str, code: str, picture: QPixmap | None) -> None:
        """`caption` says why the product is here; `code` follows it; without a picture its first letter stands."""
        self._caption, self._name, self._code, self._picture = caption, name, code, picture
        self.setAccessibleName(f"{caption} {name}")
        self.update()

    def sizeHint(self) -> QSize:
        sizes = self.look.sizes
        return QSize(200, 44 if sizes.compact else round(sizes.heading_px * 3.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = float(self.height())
        picture_rect = QRectF(0, 0, height * (1.0 if sizes.compact else 0.84), height)
        tile = self._picture or picture_tile(
            self._name if self._code else "–", self._code, round(height), self.devicePixelRatioF()
        )
        draw_picture(painter, picture_rect, tile, sizes.radius * 0.7)
        left = picture_rect.right() + (10 if sizes.compact else sizes.gap * 1.3)
        width = self.width() - left
        small_font = font(sizes.small_px)
        name_font, lines = name_lines(self._name, sizes.heading_px, width, 1 if sizes.compact else 2, 0.8)
        caption_h, line_h = sizes.small_px * 1.5, name_font.pixelSize() * 1.3
        top = (height - caption_h - line_h * len(lines)) / 2
        caption = f"{self._caption}{DOT}{self._code}" if self._code else self._caption
        self.look.draw_text(
            painter, QRectF(left, top, width, caption_h), caption, small_font, theme.muted, may_elide=True
        )
        for number, line in enumerate(lines):
            rect = QRectF(left, top + caption_h + number * line_h, width, line_h)
            self.look.draw_text(painter, rect, line, name_font, theme.text, may_elide=True)
        painter.end()


class Figures(Painted):
    """A row of tiles, each a large figure with its unit over a caption."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._figures: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: tuple[tuple[str, str], ...]) -> None:
        """Pairs of figure and caption."""
        if figures != self._figures:
            self._figures = figures
            self.setAccessibleName(", ".join(f"{caption}: {figure}" for figure, caption in figures))
            self.update()

    def sizeHint(self) -> QSize:
        sizes = self.look.sizes
        return QSize(
            200, 52 if sizes.compact else round(sizes.number_px * 1.35 + sizes.small_px * 1.5 + sizes.gap * 1.6)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        if not self._figures:
            return
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 6 if sizes.compact else sizes.gap
        padding = 6 if sizes.compact else sizes.gap
        big, small = sizes.number_px * 1.3, sizes.small_px * 1.45
        left = 0.0
        for (figure, caption), width in zip(self._figures, self._widths(gap, padding * 1.5), strict=True):
            tile = QRectF(left, 0, width, self.height())
            left += width + gap
            painter.fillPath(rounded(tile, sizes.radius * 0.7), QColor(theme.tile))
            inner = tile.adjusted(padding, 0, -padding * 0.5, 0)
            top = (tile.height() - big - small) / 2
            figure_font = fitting_font(figure, sizes.number_px, inner.width(), least_share=0.6, bold=True)
            caption_font = fitting_font(caption, sizes.small_px, inner.width(), least_share=0.85)
            self.look.draw_text(painter, QRectF(inner.x(), top, inner.width(), big), figure, figure_font, theme.text)
            self.look.draw_text(
                painter, QRectF(inner.x(), top + big, inner.width(), small), caption, caption_font, theme.muted
            )
        painter.end()

    def _widths(self, gap: float, padding: float) -> list[float]:
        """Equal widths where every text fits into them; else each as wide as its text asks, the rest shared."""
        sizes = self.look.sizes
        figure_font, caption_font = font(sizes.number_px, bold=True), font(sizes.small_px)
        room = self.width() - gap * (len(self._figures) - 1)
        asked = [
            max(text_width(figure, figure_font), text_width(caption, caption_font)) + padding
            for figure, caption in self._figures
        ]
        equal = room / len(asked)
        if max(asked) <= equal:
            return [equal] * len(asked)
        spare = (room - sum(asked)) / len(asked)
        return [width + spare for width in asked]


class PreferenceGauge(Painted):
    """Where the preference lies between -100 and +100, with its 95 % interval; or why that cannot be said."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._preference: Preference | None = None
        self._is_telling = False
        self._min_viewers = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_preference(self, preference: Preference | None, min_viewers: int) -> None:
        """A preference of fewer than `min_viewers` viewers is shown as too little to tell."""
        self._preference, self._min_viewers = preference, min_viewers
        self._is_telling = preference is not None and preference.is_telling(min_viewers)
        self.setAccessibleName(self.tr("Preference") + " " + "".join(self._value_texts()))
        self.update()

    def sizeHint(self) -> QSize:
        sizes = self.look.sizes
        line = sizes.body_px * 1.5
        return QSize(200, round(line + self._track_h() * 2.4 + (0 if sizes.compact else sizes.small_px * 1.5)))

    def _track_h(self) -> float:
        return 8.0 if self.look.sizes.compact else max(10.0, self.look.sizes.body_px * 0.7)

    def _value_texts(self) -> tuple[str, str]:
        """The mean, and what belongs to it; ("", reason) where there is too little."""
        preference = self._preference
        if preference is None or not self._is_telling:
            return "", self.tr("too few to tell")
        half = half_interval(preference) or 0.0
        return signed(preference.mean), f"{PLUS_MINUS}{round(half)}, n = {count(preference.n)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = sizes.body_px * 1.5
        self._paint_words(painter, line)
        height = self._track_h()
        track = QRectF(0, line + height * 0.7, self.width(), height)
        self._paint_track(painter, track)
        if not sizes.compact:
            small = font(sizes.small_px)
            ends = QRectF(0, track.bottom() + height * 0.7, self.width(), sizes.small_px * 1.5)
            self.look.draw_text(painter, ends, f"{MINUS}100", small, theme.muted)
            self.look.draw_text(painter, ends, "0", small, theme.muted, Qt.AlignmentFlag.AlignCenter)
            self.look.draw_text(painter, ends, "+100", small, theme.muted, MIDDLE_RIGHT)
        painter.end()

    def _paint_words(self, painter: QPainter, line: float) -> None:
        theme, sizes = self.look.theme, self.look.sizes
        mean, rest = self._value_texts()
        body, strong, small = font(sizes.body_px), font(sizes.title_px, bold=True), font(sizes.small_px)
        rest_w = text_width(rest, small)
        mean_w = text_width(mean, strong)
        row = QRectF(0, 0, self.width(), line)
        room = row.width() - rest_w - mean_w - sizes.gap / 2
        self.look.draw_text(painter, QRectF(0, 0, room, line), self.tr("Preference"), body, theme.text)
        self.look.draw_text(
            painter, QRectF(row.right() - rest_w, 0, rest_w + 1, line), rest, small, theme.muted, MIDDLE_LEFT
        )
        self.look.draw_text(
            painter, QRectF(row.right() - rest_w - mean_w, 0, mean_w + 1, line), mean, strong, theme.text
        )

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        theme = self.look.theme
        preference = self._preference
        if preference is None or not self._is_telling:
            painter.fillPath(rounded(track, track.height() / 2), QColor(theme.track))
            return
        gradient = QLinearGradient(track.topLeft(), track.topRight())
        for at, name in ((0.0, theme.bad), (0.5, theme.middle), (1.0, theme.good)):
            gradient.setColorAt(at, QColor(name))
        painter.fillPath(rounded(track, track.height() / 2), gradient)

        def across(value: float) -> float:
            return track.left() + track.width() * (value + 100) / 200

        low, high = preference.ci95 or (preference.mean, preference.mean)
        least = track.height() * 1.6
        left, right = across(low), across(high)
        if right - left < least:
            left, right = across(preference.mean) - least / 2, across(preference.mean) + least / 2
        left, right = max(track.left(), left), min(track.right(), right)
        band = QRectF(left, track.center().y() - track.height(), right - left, track.height() * 2)
        outline = QColor(theme.text)
        fill = mixed(QColor(theme.card), QColor(theme.text), 0.55)
        fill.setAlpha(120)
        painter.setPen(QPen(outline, 2))
        painter.setBrush(fill)
        painter.drawPath(rounded(band, track.height() * 0.6))
        middle = across(preference.mean)
        painter.setPen(QPen(outline, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(middle, band.top()), QPointF(middle, band.bottom()))


class ExpressionBars(Painted):
    """For each expression, how many viewers showed it; the length of a bar is their share of all viewers."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._rows: tuple[tuple[str, int], ...] = ()
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_counts(self, rows: tuple[tuple[str, int], ...], total: int) -> None:
        """Class and number of viewers, top to bottom; `total`: all viewers."""
        self._rows, self._total = rows, total
        self.setAccessibleName(", ".join(f"{expression_word(name)} {number}" for name, number in rows))
        self.update()

    def minimumSizeHint(self) -> QSize:
        rows = max(7, len(self._rows))
        return QSize(180, round(rows * self.look.sizes.body_px * 1.35))

    def sizeHint(self) -> QSize:
        rows = max(7, len(self._rows))
        return QSize(200, round(rows * self.look.sizes.body_px * 2.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        if not self._rows:
            return
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = font(sizes.body_px)
        row_h = min(self.height() / len(self._rows), sizes.body_px * 2.5)
        words = [expression_word(name) for name, _ in self._rows]
        numbers = [viewers(number) for _, number in self._rows]
        number_w = (
            max(text_width(text, body) for text in (*numbers, viewers(max(self._total, 100)))) + sizes.gap * 0.7
        )
        word_w = max(max(text_width(word, body) for word in words), self.width() * 0.15) + sizes.gap
        bar_h = min(QFontMetricsF(body).xHeight() * 1.9, row_h * 0.6)
        room = self.width() - word_w - number_w
        for index, (name, number) in enumerate(self._rows):
            row = QRectF(0, index * row_h, self.width(), row_h)
            faint = number == 0 or name == "uncertain"
            colour = theme.muted if faint else theme.text
            self.look.draw_text(painter, QRectF(0, row.y(), word_w - 4, row_h), words[index], body, colour)
            track = QRectF(word_w, row.center().y() - bar_h / 2, room, bar_h)
            outline = rounded(track, bar_h / 2)
            painter.fillPath(outline, QColor(theme.track))
            if number and self._total:
                bar = QRectF(track)
                bar.setWidth(max(3.0, track.width() * min(1.0, number / self._total)))
                bar.setLeft(bar.left() - bar_h)  # so that only its right end is round, and its length is true
                painter.setClipPath(outline)
                painter.fillPath(rounded(bar, bar_h * 0.3), self._bar_colour(name))
                painter.setClipping(False)
            self.look.draw_text(
                painter, QRectF(track.right(), row.y(), number_w, row_h), numbers[index], body, colour, MIDDLE_RIGHT
            )
        painter.end()

    def _bar_colour(self, name: str) -> QColor:
        colour = expression_colour(name)
        is_dark = self.look.theme.name == "dark"
        return colour.lighter(165) if name == "uncertain" and is_dark else colour
