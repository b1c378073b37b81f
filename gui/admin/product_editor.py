"""The form of one product: name, code, picture, hours, and whether it is on offer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTime, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from engine.errors import KnownError
from engine.products.product_checks import code_problem, hours_problem, name_problem
from engine.products.product_pictures import take_picture
from engine.products.products import MINUTES_A_DAY, Product
from gui.admin.files import choose_file
from gui.admin.parts import Card, mark_wrong
from gui.background import Background
from gui.drawing import picture_tile
from gui.laying_out import take_out
from gui.messages import error_text, viewers
from gui.pictures import PictureShelf
from gui.theme import Metrics, Theme


class ProductEditor(Card):
    """Shows a product and takes changes; nothing is kept before `save_wanted(Product)`.

    `failed(KnownError)`: a picture could not be taken. The code stays as it is once somebody was counted under it.
    """

    save_wanted = Signal(object)
    retire_wanted = Signal(object)
    discarded = Signal()
    failed = Signal(object)

    def __init__(self, shelf: PictureShelf, pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._pictures = shelf, pictures
        self._product: Product | None = None
        self._is_new, self._viewers = False, 0
        self._taken: frozenset[str] = frozenset()
        self._picture: str | None = None
        self._side = 96
        self._reading = Background(self)
        shelf.arrived.connect(lambda _name: self._show_picture())
        self.picture = QPushButton(self)
        self.picture.clicked.connect(self._choose_picture)
        self.no_picture = QPushButton(self)
        self.no_picture.setProperty("role", "quiet")
        self.no_picture.clicked.connect(lambda: self._set_picture(None))
        self.name, self.code = QLineEdit(self), QLineEdit(self)
        self.name_label, self.code_label, self.hours_label = QLabel(self), QLabel(self), QLabel(self)
        self.hint = QLabel(self)
        self.hint.setWordWrap(True)
        for label in (self.name_label, self.code_label, self.hours_label):
            label.setProperty("role", "muted")
        self.hint.setProperty("role", "error")
        self.all_day = QCheckBox(self)
        self.start, self.end = QTimeEdit(self), QTimeEdit(self)
        self.to = QLabel("–", self)
        for field in (self.start, self.end):
            field.setDisplayFormat("HH:mm")
            field.timeChanged.connect(lambda _time: self._edited())
        self.all_day.toggled.connect(lambda _on: self._edited())
        for text in (self.name, self.code):
            text.textEdited.connect(lambda _text: self._edited())
            text.returnPressed.connect(self._save)
        self.save, self.discard, self.retire = (QPushButton(self) for _ in range(3))
        self.save.setProperty("role", "primary")
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        self.retire.clicked.connect(self._retire)
        self._arrange()

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.no_picture)
        left.addStretch(1)
        self.fields = QGridLayout()
        self.fields.setColumnStretch(0, 3)
        self._hours = hours = QHBoxLayout()
        hours.addWidget(self.start)
        hours.addWidget(self.to)
        hours.addWidget(self.end)
        hours.addStretch(1)
        self._lay_out_fields(beside=True)
        self._both = QHBoxLayout()
        self._both.addLayout(left)
        self._both.addLayout(self.fields, 1)
        self.inside.addLayout(self._both)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.retire)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.discard)
        self._buttons.addWidget(self.save)
        self.inside.addLayout(self._buttons)

    def _lay_out_fields(self, *, beside: bool) -> None:
        """Name and code beside each other, or one below the other where there is little room."""
        fields, (row, column) = self.fields, (0, 1) if beside else (2, 0)
        take_out(self._hours, fields, self.inside)
        names, codes = (self.name_label, self.name), (self.code_label, self.code)
        for thing in (*names, *codes, self.hours_label, self.all_day, self.hint):
            take_out(thing, fields, self._hours)
        fields.setColumnStretch(1, 2 if beside else 0)
        fields.addWidget(self.name_label, 0, 0)
        fields.addWidget(self.name, 1, 0)
        fields.addWidget(self.code_label, row, column)
        fields.addWidget(self.code, row + 1, column)
        fields.addWidget(self.hours_label, row + 2, 0)
        if beside:
            self._hours.insertWidget(0, self.all_day)
            fields.addLayout(self._hours, row + 3, 0, 1, 2)
        else:
            fields.addWidget(self.all_day, row + 3, 0)
            self.inside.insertLayout(1, self._hours)  # below the picture too: two times are wide
        fields.addWidget(self.hint, row + 4, 0, 1, 2)

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.name_label.setText(self.tr("Name"))
        self.code_label.setText(self.tr("Code, as its barcode says"))
        self.hours_label.setText(self.tr("On show"))
        self.all_day.setText(self.tr("All day"))
        self.start.setAccessibleName(self.tr("On show from"))
        self.end.setAccessibleName(self.tr("On show until"))
        self.no_picture.setText(self.tr("No picture"))
        self.picture.setToolTip(self.tr("Choose a picture…"))
        self.picture.setAccessibleName(self.picture.toolTip())
        self.save.setText(self.tr("Save"))
        self.discard.setText(self.tr("Discard"))
        self._render()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self._side = round(sizes.body_px * 6.4)
        self.picture.setFixedSize(self._side + 10, self._side + 10)
        self.picture.setStyleSheet("padding: 0; min-width: 0; min-height: 0;")
        self.no_picture.setFixedWidth(self._side + 10)
        self._both.setSpacing(sizes.padding)
        self._buttons.setSpacing(round(sizes.gap * 0.7))
        self.fields.setHorizontalSpacing(sizes.gap)
        self.fields.setVerticalSpacing(4)
        self._hours.setSpacing(round(sizes.gap * 0.5))
        self._lay_out_fields(beside=not sizes.compact)
        self._show_picture()

    def _discard(self) -> None:
        self._fill()
        self.discarded.emit()

    def show_product(self, product: Product | None, *, is_new: bool, count: int, taken: frozenset[str]) -> None:
        """The product to edit; `count`: how many viewers it has, `taken`: the codes of the others."""
        same = product == self._product and is_new == self._is_new
        self._is_new, self._viewers, self._taken = is_new, count, taken
        if same and self.is_dirty():
            return  # what is being typed is not lost to a refresh
        self._product = product
        self._fill()

    def product(self) -> Product | None:
        """The product as it was shown."""
        return self._product

    def edited(self) -> Product | None:
        """The product as the form has it now."""
        if self._product is None:
            return None
        hours = None if self.all_day.isChecked() else (_minutes(self.start.time()), _minutes(self.end.time()))
        if hours is not None and hours[1] == 0:
            hours = (hours[0], MINUTES_A_DAY)
        return replace(
            self._product,
            name=self.name.text().strip(),
            code=self.code.text().strip(),
            picture=self._picture,
            hours=hours,
        )

    def is_dirty(self) -> bool:
        """Whether there is anything to save."""
        return self._product is not None and (self._is_new or self.edited() != self._product)

    def problem(self) -> KnownError | None:
        """The first thing that is wrong with what was typed."""
        edited = self.edited()
        if edited is None:
            return None
        found = code_problem(edited.code) or name_problem(edited.name) or hours_problem(edited.hours)
        if found is None and edited.code in self._taken:
            found = KnownError("Another product has the code {code} already. Each has its own.", code=edited.code)
        return found

    def take_file(self, file: Path) -> None:
        """Copies a picture, small, into the program's own folder, off the GUI thread."""
        folder = self._pictures
        self._reading.start(lambda: take_picture(file, folder), self._set_picture, self.failed.emit)

    def _fill(self) -> None:
        product = self._product
        for widget in (self.name, self.code, self.all_day, self.start, self.end):
            widget.blockSignals(True)
        if product is not None:
            self.name.setText(product.name)
            self.code.setText(product.code)
            self.all_day.setChecked(product.hours is None)
            start, end = product.hours or (9 * 60, 18 * 60)
            self.start.setTime(QTime(start // 60 % 24, start % 60))
            self.end.setTime(QTime(end // 60 % 24, end % 60))
            self._picture = product.picture
        for widget in (self.name, self.code, self.all_day, self.start, self.end):
            widget.blockSignals(False)
        self._show_picture()
        self._render()

    def _edited(self) -> None:
        self._render()

    def _render(self) -> None:
        product = self._product
        for widget in self.findChildren(QWidget):
            if widget is not self.title and widget.parent() is self:
                widget.setEnabled(product is not None)
        if product is None:
            self.set_title(self.tr("Choose a product at the left, or add one"))
            self.hint.hide()
            return
        self.set_title(self.tr("New product") if self._is_new else product.name)
        fixed = self._viewers > 0 and not self._is_new
        self.code.setEnabled(not fixed)
        self.code.setToolTip(
            self.tr("{viewers} were counted under this code. A new package with a new code is a new product.").format(
                viewers=viewers(self._viewers)
            )
            if fixed
            else ""
        )
        for field in (self.start, self.end, self.to):
            field.setVisible(not self.all_day.isChecked())
        dirty, problem = self.is_dirty(), self.problem()
        edited = self.edited()
        mark_wrong(self.code, dirty and (code_problem(edited.code) is not None or edited.code in self._taken))  # type: ignore[union-attr]
        mark_wrong(self.name, dirty and name_problem(edited.name) is not None)  # type: ignore[union-attr]
        # An empty new form is not yet wrong.
        told = dirty and problem is not None and bool(self.name.text() or self.code.text())
        self.hint.setText(error_text(problem) if told and problem is not None else "")
        self.hint.setVisible(told)
        self.save.setEnabled(dirty and problem is None)
        self.discard.setEnabled(dirty)
        self.no_picture.setEnabled(self._picture is not None)
        self.retire.setText(self.tr("Offer again") if product.retired else self.tr("Retire"))
        self.retire.setToolTip(
            "" if product.retired else self.tr("It leaves the kiosk; what was counted stays in the reports.")
        )
        self.retire.setEnabled(not self._is_new)

    def _show_picture(self) -> None:
        product = self._product
        pixmap = self._shelf.picture(self._picture)
        if pixmap is None:
            name, code = (product.name, product.code) if product is not None else ("", "")
            pixmap = picture_tile(name, code, self._side, self.devicePixelRatioF())
        self.picture.setIcon(QIcon(pixmap))
        self.picture.setIconSize(QSize(self._side, self._side))

    def _set_picture(self, name: str | None) -> None:
        self._picture = name
        self._show_picture()
        self._render()

    def _choose_picture(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg *.webp *.bmp)")
        choose_file(self.window(), self.tr("Choose a picture"), kinds, self.take_file)

    def _save(self) -> None:
        edited = self.edited()
        if edited is not None and self.is_dirty() and self.problem() is None:
            self.save_wanted.emit(edited)

    def _retire(self) -> None:
        if self._product is not None:
            self.retire_wanted.emit(replace(self._product, retired=not self._product.retired))


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()
