"""Forms for jobs: fields in columns with their names above them, and checks as one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.admin.parts import Card
from gui.laying_out import take_out
from gui.theme import Metrics, Theme


class Form(Card):
    """A card of fields, several a row, half as many on a small screen. `edited` is emitted whenever a value has
    changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, columns: int = 4) -> None:
        super().__init__(parent)
        self._most_columns = self._columns = columns
        self._order: list[tuple[QWidget, bool]] = []
        self._absent: set[QWidget] = set()
        self._grid = QGridLayout()
        self._names: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._fields: dict[str, QWidget] = {}
        self.inside.addLayout(self._grid)

    def add(self, name: str, field: QWidget, *, wide: bool = False) -> None:
        """Puts a field into the form; `wide`: over a whole row."""
        label, hint = QLabel(self), QLabel(self)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        label.setWordWrap(True)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        hint.hide()
        box = QWidget(self)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(3)
        inner.addWidget(label)
        inner.addWidget(field)
        inner.addWidget(hint)
        inner.addStretch(1)
        self._order.append((box, wide))
        self._lay_out()
        self._names[name], self._hints[name], self._boxes[name], self._fields[name] = label, hint, box, field
        # A wheel that scrolls the page must not change what it passes over.
        if isinstance(field, QAbstractSpinBox):
            field.lineEdit().setTextMargins(6, 0, 0, 0)
        if isinstance(field, QAbstractSpinBox | QComboBox):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)

    def _lay_out(self) -> None:
        place, columns = 0, self._columns
        for box, _ in self._order:
            take_out(box, self._grid)
        for box, wide in self._order:
            if box in self._absent:
                continue  # those that follow close the gap
            if wide and place % columns:
                place += columns - place % columns
            self._grid.addWidget(box, *divmod(place, columns), 1, columns if wide else 1)
            place += columns if wide else 1
        for column in range(self._most_columns):
            self._grid.setColumnStretch(column, int(column < columns))

    def spin(self, name: str, low: int, high: int) -> QSpinBox:
        """A whole number within bounds."""
        field = QSpinBox(self)
        field.setRange(low, high)
        field.valueChanged.connect(lambda _value: self.edited.emit())
        self.add(name, field)
        return field

    def decimal(self, name: str, low: float, high: float, step: float, digits: int) -> QDoubleSpinBox:
        """A number within bounds."""
        field = QDoubleSpinBox(self)
        field.setDecimals(digits)
        field.setRange(low, high)
        field.setSingleStep(step)
        field.valueChanged.connect(lambda _value: self.edited.emit())
        self.add(name, field)
        return field

    def choice(self, name: str) -> QComboBox:
        """One of several; each item's data is what it means."""
        field = QComboBox(self)
        self.add_choice(name, field)
        return field

    def add_choice(self, name: str, field: QComboBox) -> None:
        """Puts a choice into the form that knows by itself what it offers."""
        field.setMinimumContentsLength(8)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.currentIndexChanged.connect(lambda _index: self.edited.emit())
        self.add(name, field)

    def tick(self, name: str) -> QCheckBox:
        """Yes or no; its words stand beside the box."""
        field = QCheckBox(self)
        field.toggled.connect(lambda _on: self.edited.emit())
        self.add(name, field)
        return field

    def line(self, name: str) -> QLineEdit:
        """A short text."""
        field = QLineEdit(self)
        field.textChanged.connect(lambda _text: self.edited.emit())
        self.add(name, field)
        return field

    def field_names(self) -> frozenset[str]:
        """Of all fields, hidden ones too."""
        return frozenset(self._fields)

    def set_words(self, name: str, words: str, hint: str = "") -> None:
        """A field's name, and what it means where that is not plain."""
        field = self._fields[name]
        if isinstance(field, QCheckBox):
            field.setText(words)
            self._names[name].setText("")
        else:
            self._names[name].setText(words)
        field.setAccessibleName(words)
        self._hints[name].setText(hint)
        self._hints[name].setVisible(bool(hint))

    def show_field(self, name: str, shown: bool) -> None:
        """Shows a field or hides it; the others close ranks."""
        box = self._boxes[name]
        if shown == (box not in self._absent):
            return
        self._absent ^= {box}
        box.setVisible(shown)
        self._lay_out()

    def more(self, *names: str) -> QPushButton:
        """A button that shows these fields, and hides them again; at first they are hidden. `word_more` words it.

        Pressing it edits nothing: what is hidden keeps its value.
        """
        button = QPushButton(self)
        button.setCheckable(True)

        def show(shown: bool) -> None:
            for name in names:
                self.show_field(name, shown)
            word_more(button)

        for name in names:
            self.show_field(name, False)
        button.toggled.connect(show)
        return button

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self._grid.setHorizontalSpacing(sizes.gap)
        self._grid.setVerticalSpacing(round(sizes.gap * 0.8))
        columns = -(-self._most_columns // 2) if sizes.compact else self._most_columns
        if columns != self._columns:
            self._columns = columns
            self._lay_out()
        for field in self._fields.values():
            if isinstance(field, Picks):
                field.make_small(sizes.compact)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def word_more(button: QPushButton) -> None:
    """Says on the button of `Form.more` what it does next."""
    button.setText(
        QCoreApplication.translate("Form", "Fewer settings")
        if button.isChecked()
        else QCoreApplication.translate("Form", "More settings")
    )


class Segments(QWidget):
    """A row of buttons of which one is on; `chosen(name)` when it is another one now."""

    chosen = Signal(str)

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for name in names:
            button = QPushButton(self)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[name] = button
        row.addStretch(1)
        self.buttons[names[0]].setChecked(True)

    def set_upright(self, upright: bool) -> None:
        """One below the other, where a row would not fit."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)

    def choose(self, name: str) -> None:
        """Turns one on, without a signal."""
        self.buttons[name].setChecked(True)


class Picks(QWidget):
    """Buttons any number of which may be on, in rows that fit."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, columns: int = 7) -> None:
        super().__init__(parent)
        self._most_columns = self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._buttons: dict[str, QPushButton] = {}

    def offer(self, names: tuple[str, ...], on: frozenset[str], words: Callable[[str], str]) -> None:
        """Shows these instead of those before; `words(name)` stands on each."""
        for button in self._buttons.values():
            take_out(button, self._grid)
            button.deleteLater()
        self._buttons = {}
        for place, name in enumerate(names):
            button = QPushButton(words(name), self)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(name in on)
            button.toggled.connect(lambda _on: self.changed.emit())
            self._grid.addWidget(button, place // self._columns, place % self._columns)
            self._buttons[name] = button

    def make_small(self, small: bool) -> None:
        """For a small screen: about half as many a row."""
        self._columns = -(-self._most_columns // 2) if small else self._most_columns
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, place // self._columns, place % self._columns)

    def word_again(self, words: Callable[[str], str]) -> None:
        """Sets the texts anew."""
        for name, button in self._buttons.items():
            button.setText(words(name))

    def picked(self) -> tuple[str, ...]:
        """Those that are on, in their order."""
        return tuple(name for name, button in self._buttons.items() if button.isChecked())

    def pick(self, names: frozenset[str]) -> None:
        """Turns these on and all others off."""
        for name, button in self._buttons.items():
            button.setChecked(name in names)
