"""The strip of products: one card each, with its count, rank and preference; touching one puts it on show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QScroller, QSizePolicy, QWidget

from engine.preference import ProductTally
from engine.products.products import Product
from gui.drawing import draw_picture, fitting_font, name_lines, picture_tile, rounded, text_width
from gui.laying_out import take_out
from gui.messages import DOT, preference_text, viewers
from gui.painted import Look
from gui.pictures import PictureShelf
from gui.tally_panel import EMPTY_TALLY
from gui.theme import Metrics, Theme, font

MAX_STRETCH = 1.6
"""How much wider than its least width a card may become when there are few."""


def ranks(tallies: Mapping[str, ProductTally], min_viewers: int) -> dict[str, int]:
    """Place by preference, from 1, of the products that have enough viewers; equals share a place."""
    means = {
        code: tally.preference.mean
        for code, tally in tallies.items()
        if tally.preference is not None and tally.preference.is_telling(min_viewers)
    }
    return {code: 1 + sum(other > mean for other in means.values()) for code, mean in means.items()}


@dataclass(frozen=True, slots=True)
class _Line:
    """One line on a card, and the height that it takes."""

    text: str
    font: QFont
    colour: str
    height: float
    may_elide: bool = False


class ProductCard(QAbstractButton):
    """One product; painted whole, a button to touch and keys alike."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look(theme, sizes)
        self.product: Product | None = None
        self._tally = EMPTY_TALLY
        self._rank: int | None = None
        self._min_viewers = 0
        self._picture: QPixmap | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self.look.theme, self.look.sizes = theme, sizes
        self.setMinimumWidth(self.least_width())
        self.setMaximumWidth(round(self.least_width() * MAX_STRETCH))
        self.update()

    def show_product(
        self, product: Product, tally: ProductTally, rank: int | None, min_viewers: int, picture: QPixmap | None
    ) -> None:
        """What the card says; `rank` is None where there are too few viewers."""
        self.product, self._tally, self._rank = product, tally, rank
        self._min_viewers, self._picture = min_viewers, picture
        self.setAccessibleName(f"{product.name}, {self._count_text()}, {self.preference_words()}")
        self.update()

    def nextCheckState(self) -> None:
        """A touch asks for the product; only the engine's answer checks the card."""

    def least_width(self) -> int:
        """The width under which the strip scrolls instead."""
        sizes = self.look.sizes
        return 148 if sizes.compact else round(sizes.strip_height * 1.72)

    def sizeHint(self) -> QSize:
        return QSize(self.least_width(), self.look.sizes.strip_height)

    def preference_words(self) -> str:
        """The preference with its interval, or that there are too few to tell."""
        preference = self._tally.preference
        if preference is None or not preference.is_telling(self._min_viewers):
            return self.tr("too few to tell")
        return preference_text(preference)

    def _count_text(self) -> str:
        people = viewers(self._tally.viewers)
        if self._rank is None:
            return people
        place = self.tr("no. {rank}").format(rank=self._rank)
        return f"{people}{DOT}{place}"

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        if self.product is None:
            return
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_show = self.isChecked()
        border = 2.5 if on_show else 1.0
        body = QRectF(self.rect()).adjusted(border / 2, border / 2, -border / 2, -border / 2)
        fill = theme.button_pressed if self.isDown() else theme.card
        outline = theme.accent if on_show else (theme.muted if self.hasFocus() else theme.border)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(outline), border))
        painter.drawPath(rounded(body, sizes.radius))
        padding = 8.0 if sizes.compact else sizes.strip_height * 0.13
        height = self.height() - 2 * padding
        picture_rect = QRectF(padding, padding, height * (0.9 if sizes.compact else 0.8), height)
        tile = self._picture or picture_tile(
            self.product.name, self.product.code, round(height), self.devicePixelRatioF()
        )
        draw_picture(painter, picture_rect, tile, sizes.radius * 0.6)
        left = picture_rect.right() + (8 if sizes.compact else padding * 0.75)
        self._paint_words(painter, QRectF(left, padding, self.width() - left - padding * 0.6, height))
        if sizes.compact and self._rank is not None:
            self._paint_rank(painter, picture_rect, self._rank)
        painter.end()

    def _paint_rank(self, painter: QPainter, picture: QRectF, rank: int) -> None:
        """On small screens the place is a badge on the picture."""
        theme, sizes = self.look.theme, self.look.sizes
        badge_font = font(sizes.small_px, bold=True)
        width = max(sizes.small_px * 1.5, text_width(str(rank), badge_font) + sizes.small_px * 0.7)
        badge = QRectF(picture.left() - 3, picture.top() - 3, width, sizes.small_px * 1.5)
        painter.setPen(QPen(QColor(theme.card), 2))
        painter.setBrush(QColor(theme.text))
        painter.drawPath(rounded(badge, badge.height() / 2))
        self.look.draw_text(painter, badge, str(rank), badge_font, theme.card, Qt.AlignmentFlag.AlignCenter)

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        lines = self._lines(room.width())
        y = room.y() + (room.height() - sum(line.height for line in lines)) / 2
        for line in lines:
            rect = QRectF(room.x(), y, room.width(), line.height)
            self.look.draw_text(painter, rect, line.text, line.font, line.colour, may_elide=line.may_elide)
            y += line.height

    def _lines(self, width: float) -> list[_Line]:
        """The name, on two lines where it is long and there is room; the count, with the place; the preference."""
        assert self.product is not None
        theme, sizes = self.look.theme, self.look.sizes
        name_px = sizes.body_px + (0 if sizes.compact else 2)
        name_font, names = name_lines(self.product.name, name_px, width, 1 if sizes.compact else 2, 0.85)
        loose = 1.6 if len(names) == 1 and not sizes.compact else 1.33
        people = viewers(self._tally.viewers) if sizes.compact else self._count_text()
        people_font = fitting_font(people, sizes.small_px, width, least_share=0.75)
        words, words_px = self.preference_words(), sizes.small_px
        if self._rank is not None:
            words_px = sizes.body_px if sizes.compact else round(sizes.title_px * 1.12)
        elif text_width(words, font(words_px)) > width:
            words = self.tr("too few")
        words_font = font(words_px, bold=self._rank is not None)
        return [
            *(_Line(line, name_font, theme.text, name_font.pixelSize() * 1.33, may_elide=True) for line in names),
            _Line(people, people_font, theme.muted, sizes.small_px * loose),
            _Line(words, words_font, self._preference_colour(), words_px * min(loose, 1.45)),
        ]

    def _preference_colour(self) -> str:
        theme = self.look.theme
        if self._rank is None:
            return theme.muted
        return theme.accent if self.isChecked() else theme.text


class ProductStrip(QScrollArea):
    """All products side by side; scrolls by finger when there are many."""

    chosen = Signal(str)
    """The code of the product that was touched."""

    def __init__(self, theme: Theme, sizes: Metrics, shelf: PictureShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sizes, self._shelf = theme, sizes, shelf
        self._cards: list[ProductCard] = []
        self._on_show: str | None = None
        self._row = QWidget(self)
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        self.set_look(theme, sizes)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self._theme, self._sizes = theme, sizes
        self.setFixedHeight(sizes.strip_height)
        self._layout.setSpacing(sizes.gap)
        for card in self._cards:
            card.set_look(theme, sizes)

    def cards(self) -> tuple[ProductCard, ...]:
        """The cards, left to right."""
        return tuple(self._cards)

    def show_products(
        self,
        products: tuple[Product, ...],
        tallies: Mapping[str, ProductTally],
        on_show: str | None,
        min_viewers: int,
    ) -> None:
        """One card for each product, in their order."""
        self._set_number(len(products))
        self.setVisible(bool(products))
        places = ranks({p.code: tallies[p.code] for p in products if p.code in tallies}, min_viewers)
        for card, product in zip(self._cards, products, strict=True):
            card.setChecked(product.code == on_show)
            card.show_product(
                product,
                tallies.get(product.code, EMPTY_TALLY),
                places.get(product.code),
                min_viewers,
                self._shelf.picture(product.picture),
            )
        if on_show != self._on_show:
            self._on_show = on_show
            self._reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal()

    def _set_number(self, number: int) -> None:
        while len(self._cards) > number:
            card = self._cards.pop()
            take_out(card, self._layout)
            card.deleteLater()
        while len(self._cards) < number:
            card = ProductCard(self._theme, self._sizes, self._row)
            card.set_look(self._theme, self._sizes)
            card.clicked.connect(lambda _checked=False, card=card: self._touched(card))
            self._layout.addWidget(card)
            self._cards.append(card)

    def _touched(self, card: ProductCard) -> None:
        if card.product is not None:
            self.chosen.emit(card.product.code)

    def _reveal(self) -> None:
        for card in self._cards:
            if card.isChecked():
                self.ensureWidgetVisible(card, self._sizes.gap, 0)
