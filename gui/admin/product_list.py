"""The products as lines, to be chosen, and to be put in order by dragging or with two buttons."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from engine.products.product_csv import hours_text
from engine.products.products import Product
from gui.admin.parts import Card
from gui.admin.product_changes import Listed
from gui.drawing import picture_tile
from gui.messages import viewers
from gui.pictures import PictureShelf
from gui.theme import Metrics, Theme

CODE = Qt.ItemDataRole.UserRole


class ProductList(Card):
    """Shows the products that it is given; what is chosen or put in another order it only tells."""

    chosen_changed = Signal()
    order_changed = Signal(list)
    """The codes of the products on offer, in their new order."""

    def __init__(self, shelf: PictureShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed = Listed((), {})
        self._none_chosen = False
        self._line_height_px = 0
        self._shelf = shelf
        shelf.arrived.connect(lambda _name: self._show_icons())
        self.lines = QListWidget(self)
        self.lines.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.lines.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lines.setWordWrap(True)
        self.lines.currentItemChanged.connect(lambda _now, _before: self._on_chosen())
        self.lines.model().rowsMoved.connect(lambda *_: self._on_moved())
        self.up, self.down = QPushButton("↑", self), QPushButton("↓", self)
        self.up.clicked.connect(lambda: self.move_chosen(-1))
        self.down.clicked.connect(lambda: self.move_chosen(1))
        self.retired = QCheckBox(self)
        self.retired.toggled.connect(lambda _on: self._on_retired_toggled())
        row = QHBoxLayout()
        row.addWidget(self.retired, 1)
        row.addWidget(self.up)
        row.addWidget(self.down)
        self.inside.addWidget(self.lines, 1)
        self.inside.addLayout(row)

    def retranslate(self) -> None:
        """Writes all words anew, in the screen's language."""
        self.set_title(self.tr("On the kiosk"))
        self.retired.setText(self.tr("Show retired ones"))
        self.up.setAccessibleName(self.tr("Further to the front"))
        self.down.setAccessibleName(self.tr("Further to the back"))
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over the sizes."""
        super().set_look(theme, sizes)
        self._line_height_px = round(sizes.touch * 1.5)
        side = round(sizes.touch * 1.1)
        self.lines.setIconSize(QSize(side, side))
        self.lines.setSpacing(1)
        self._fill()

    def show_products(self, listed: Listed, chosen: str | None = None) -> None:
        """Shows these; chosen is then the line of the code `chosen`, or the one that was, or the first. Tells of no
        choice."""
        self._listed = listed
        self._none_chosen = False
        self._fill(chosen)

    def chosen_code(self) -> str | None:
        """The code in the chosen line."""
        item = self.lines.currentItem()
        return None if item is None else str(item.data(CODE))

    def choose(self, code: str) -> None:
        """Chooses a product's line, where it has one, as a click does."""
        codes = self._codes()
        if code == self.chosen_code():
            self.chosen_changed.emit()
        elif code in codes:
            self.lines.setCurrentRow(codes.index(code))

    def choose_none(self) -> None:
        """Takes the mark off; tells of no choice."""
        self._none_chosen = True
        with QSignalBlocker(self.lines):
            self.lines.setCurrentRow(-1)
        self._show_buttons()

    def move_chosen(self, step: int) -> None:
        """Moves the chosen product in the order."""
        place = self.lines.currentRow()
        if 0 <= place + step < self.lines.count():
            with QSignalBlocker(self.lines):
                self.lines.insertItem(place + step, self.lines.takeItem(place))
                self.lines.setCurrentRow(place + step)
            self._on_moved()

    def _codes(self) -> list[str]:
        return [self.lines.item(place).data(CODE) for place in range(self.lines.count())]

    def _fill(self, chosen: str | None = None) -> None:
        wanted = chosen or self.chosen_code()
        with QSignalBlocker(self.lines):
            self.lines.clear()
            for product in self._listed.products:
                if not product.retired or self.retired.isChecked():
                    self._add_line(product)
            codes = self._codes()
            if not self._none_chosen:
                self.lines.setCurrentRow(codes.index(wanted) if wanted in codes else 0)
        self._show_icons()
        self._show_buttons()

    def _add_line(self, product: Product) -> None:
        about = [product.code, viewers(self._listed.counts.get(product.code, 0))]
        if product.hours is not None:
            about.append(hours_text(product.hours).replace("-", "–"))
        if product.retired:
            about.append(self.tr("retired"))
        line = QListWidgetItem(f"{product.name}\n{' · '.join(about)}", self.lines)
        line.setData(CODE, product.code)
        line.setSizeHint(QSize(0, self._line_height_px))
        if product.retired:
            line.setFlags(line.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)

    def _show_icons(self) -> None:
        side = self.lines.iconSize().width()
        by_code = {product.code: product for product in self._listed.products}
        for place, code in enumerate(self._codes()):
            product = by_code[code]
            picture = self._shelf.picture(product.picture)
            if picture is None:
                picture = picture_tile(product.name, product.code, side, self.devicePixelRatioF())
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # else it is tinted in the chosen line
            self.lines.item(place).setIcon(icon)

    def _show_buttons(self) -> None:
        place, last = self.lines.currentRow(), sum(not product.retired for product in self._listed.products) - 1
        self.up.setEnabled(0 < place <= last)
        self.down.setEnabled(0 <= place < last)

    def _on_chosen(self) -> None:
        self._none_chosen = False
        self._show_buttons()
        self.chosen_changed.emit()

    def _on_retired_toggled(self) -> None:
        before = self.chosen_code()
        self._fill()
        if self.chosen_code() != before:
            self.chosen_changed.emit()

    def _on_moved(self) -> None:
        self._show_buttons()
        retired = {product.code for product in self._listed.products if product.retired}
        self.order_changed.emit([code for code in self._codes() if code not in retired])
