"""Before and after: the chosen days beside earlier ones."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from engine.insights.days import Days
from engine.insights.overview import Overview
from engine.insights.periods import PeriodComparison
from gui import insight_words as words
from gui.admin.day_edits import day_edit, days_of, set_days
from gui.admin.parts import Card
from gui.charts.chart import Chart
from gui.theme import Metrics, Theme


class BeforeAfterCard(Card):
    """What to compare with, and what came of it; `changed`: something else is to be compared."""

    changed = Signal()

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = QPushButton(self)
        self.compare.setCheckable(True)
        self.compare.setProperty("role", "choice")
        self.compare.clicked.connect(lambda _checked=False: self._toggle())
        self._before = QLabel(self)
        self.first, self.last = day_edit(self), day_edit(self)
        self._until = QLabel("–", self)
        self.product = QComboBox(self)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(lambda _date: self.changed.emit())
        self.product.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self._row = QHBoxLayout()
        for widget in (self._before, self.first, self._until, self.last):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.product)
        self.corner.addWidget(self.compare)
        self.chart = Chart(theme, sizes, self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "muted")
        self.inside.addLayout(self._row)
        self.inside.addWidget(self.chart)
        self.inside.addWidget(self._words)
        self._show_parts()

    def retranslate(self) -> None:
        self.set_title(self.tr("Before and after, such as a new package"))
        self.compare.setText(self.tr("Compare with earlier days"))
        self._before.setText(self.tr("Before"))
        self.first.setAccessibleName(self.tr("First day before"))
        self.last.setAccessibleName(self.tr("Last day before"))
        self.product.setAccessibleName(self.tr("Products compared"))
        if self.product.count():
            self.product.setItemText(0, self.tr("All products"))

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.chart.set_look(theme, sizes)
        self._row.setSpacing(round(sizes.gap * 0.6))

    def days(self) -> Days | None:
        """The earlier days; None where nothing is to be compared. Raises `KnownError` where they end before they
        begin."""
        return days_of(self.first, self.last) if self.compare.isChecked() else None

    def product_code(self) -> str | None:
        """The one product to compare, or None for all."""
        code: str | None = self.product.currentData()
        return code

    def propose(self, days: Days) -> None:
        """The days that would be compared, unless somebody has chosen some."""
        if not self.compare.isChecked():
            set_days(self.first, self.last, days)

    def offer_products(self, found: Overview) -> None:
        chosen = self.product.currentData()
        wanted = [(product.code, product.name) for product in found.products]
        shown = [(self.product.itemData(i), self.product.itemText(i)) for i in range(1, self.product.count())]
        if shown == wanted and self.product.count():
            return
        self.product.blockSignals(True)
        self.product.clear()
        self.product.addItem(self.tr("All products"), None)
        for code, name in wanted:
            self.product.addItem(name, code)
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)) if chosen else 0)
        self.product.blockSignals(False)

    def show_comparison(self, compared: PeriodComparison | None) -> None:
        shown = compared is not None and self.compare.isChecked()
        self.chart.setVisible(shown)
        if compared is not None and shown:
            self.chart.show_drawing(words.change_drawing(compared))
            self._words.setText(" ".join(words.comparison_limits(compared)))
        else:
            self._words.setText(
                self.tr(
                    "Compares the chosen days with earlier ones: did a new package, place or price change anything?"
                )
            )

    def _toggle(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        shown = self.compare.isChecked()
        for widget in (self._before, self.first, self._until, self.last, self.product):
            widget.setVisible(shown)
        if not shown:
            self.chart.hide()
