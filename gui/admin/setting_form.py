"""Fields that are bound to settings: each shows what is set, checks what is typed, and sets it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import annotated_types
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QPushButton, QSpinBox, QWidget

from engine.errors import KnownError
from engine.settings import Settings
from gui.admin.parts import mark_wrong, restyle
from gui.admin.settings_keeper import SettingsKeeper, flat
from gui.jobs.form import Form
from gui.messages import error_text


def default_of(name: str) -> Any:
    """A setting's default, by its name."""
    return flat(Settings())[name]


def limits_of(name: str) -> tuple[float, float]:
    """The least and greatest value of a numeric setting, as its model has them."""
    section, _, field = name.partition(".")
    model = Settings.model_fields[section].annotation
    assert model is not None
    low, high = float("-inf"), float("inf")
    for rule in model.model_fields[field].metadata:
        if isinstance(rule, annotated_types.Ge):
            low = float(rule.ge)  # type: ignore[arg-type]
        elif isinstance(rule, annotated_types.Le):
            high = float(rule.le)  # type: ignore[arg-type]
    return low, high


class SettingForm(Form):
    """A card of settings. What is refused stays in the field, marked, with the reason under it; what is set is kept.

    `wished(name, value)` instead of setting at once, for names in `asked`: the page asks first.
    """

    wished = Signal(str, object)

    def __init__(self, keeper: SettingsKeeper, parent: QWidget | None = None, columns: int = 2) -> None:
        super().__init__(parent, columns)
        self._keeper = keeper
        self._showing = False
        self._show_value: dict[str, Callable[[Any], None]] = {}
        self._explained: dict[str, str] = {}
        self.asked: frozenset[str] = frozenset()
        self.defaults = QPushButton(self)
        self.defaults.setProperty("role", "quiet")
        self.defaults.clicked.connect(self.reset)
        self.corner.addWidget(self.defaults)

    def names(self) -> tuple[str, ...]:
        """The settings in this card."""
        return tuple(self._show_value)

    def bind_number(
        self, name: str, *, factor: float = 1.0, step: float = 1.0, digits: int = 0
    ) -> QDoubleSpinBox | QSpinBox:
        """A number; the field shows the setting times `factor` (100 for a share as per cent)."""
        low, high = limits_of(name)
        field: QSpinBox | QDoubleSpinBox
        if digits == 0:
            field = self.spin(name, round(low * factor), round(high * factor))
            field.setSingleStep(round(step))
        else:
            field = self.decimal(name, low * factor, high * factor, step, digits)
        field.setKeyboardTracking(False)  # 120 is not 1, then 12, then 120
        whole = digits == 0 and factor == 1.0 and isinstance(default_of(name), int)

        def show(value: Any) -> None:
            field.setValue(round(value * factor) if isinstance(field, QSpinBox) else value * factor)

        def take(value: float) -> None:
            self._take(name, int(value) if whole else round(value / factor, 6))

        field.valueChanged.connect(take)
        self._show_value[name] = show
        return field

    def bind_choice(self, name: str) -> QComboBox:
        """One of the items that `set_items` offers."""
        field = self.choice(name)

        def show(value: Any) -> None:
            place = field.findData(value)
            if place >= 0:
                field.setCurrentIndex(place)

        field.activated.connect(lambda _place: self._take(name, field.currentData()))
        self._show_value[name] = show
        return field

    def bind_tick(self, name: str) -> QCheckBox:
        """Yes or no."""
        field = self.tick(name)
        field.clicked.connect(lambda on: self._take(name, on))
        self._show_value[name] = field.setChecked
        return field

    def bind_text(self, name: str) -> QLineEdit:
        """A text: checked as it is typed, set when the field is left or Enter pressed."""
        field = self.line(name)
        field.textEdited.connect(lambda text: self._judge(name, self._keeper.check({name: text})))
        field.editingFinished.connect(lambda: self._take(name, field.text()) if field.isModified() else None)

        def show(value: Any) -> None:
            field.setText(value)
            field.setModified(False)

        self._show_value[name] = show
        return field

    def set_items(self, name: str, items: Mapping[str, str]) -> None:
        """The values of a choice and their words, in the screen's language."""
        field = self._fields[name]
        assert isinstance(field, QComboBox)
        field.blockSignals(True)
        field.clear()
        for value, words in items.items():
            field.addItem(words, value)
        field.blockSignals(False)
        self.show_settings()

    def set_words(self, name: str, words: str, hint: str = "") -> None:
        self._explained[name] = hint
        super().set_words(name, words, hint)

    def show_settings(self) -> None:
        """Fills every field with what is set."""
        values = flat(self._keeper.settings())
        self._showing = True
        for name, show in self._show_value.items():
            field = self._fields[name]
            field.blockSignals(True)
            show(values[name])
            field.blockSignals(False)
            self._judge(name, None)
        self._showing = False
        self.defaults.setVisible(any(values[name] != default_of(name) for name in self.names()))

    def reset(self) -> None:
        """Sets everything in this card back to its default."""
        self._change({name: default_of(name) for name in self.names()})

    def _take(self, name: str, value: Any) -> None:
        if self._showing or self._keeper.value(name) == value:
            return
        if name in self.asked:
            self.show_settings()
            self.wished.emit(name, value)
        else:
            self._change({name: value})

    def _change(self, values: Mapping[str, Any]) -> None:
        try:
            self._keeper.change(values)
        except KnownError as error:
            self._judge(next(iter(values)), error)

    def _judge(self, name: str, problem: KnownError | None) -> None:
        hint, field = self._hints[name], self._fields[name]
        mark_wrong(field, problem is not None)
        role = "muted" if problem is None else "error"
        if hint.property("role") != role:
            hint.setProperty("role", role)
            restyle(hint)
        text = self._explained.get(name, "") if problem is None else error_text(problem)
        hint.setText(text)
        hint.setVisible(bool(text))
