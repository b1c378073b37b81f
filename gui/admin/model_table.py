"""The installed models, a line each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gui.admin.model_facts import ModelFacts, day_text, figure_text
from gui.admin.model_list import ModelRow, Registry

NAME, STATE, ACCURACY, F1, MADE = range(5)


class ModelTable(QTableWidget):
    """Name, state, figures and day of each model; one of them is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, MADE + 1, parent)
        self._registry: Registry | None = None
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (STATE, ACCURACY, F1, MADE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def retranslate(self) -> None:
        """Sets the heads anew."""
        self.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("State"), self.tr("Accuracy"), self.tr("Macro F1"), self.tr("Made")]
        )

    def set_narrow(self, *, narrow: bool) -> None:
        """Where there is little room it says no more than which models there are; the rest stands beside it."""
        for column in (ACCURACY, F1, MADE):
            self.setColumnHidden(column, narrow)

    def chosen(self) -> ModelRow | None:
        """The model of the chosen line."""
        place = self.currentRow()
        if self._registry is None or not 0 <= place < len(self._registry.rows):
            return None
        return self._registry.rows[place]

    def choose(self, name: str) -> None:
        """Chooses a model's line."""
        if self._registry is not None:
            for place, row in enumerate(self._registry.rows):
                if row.name == name:
                    self.selectRow(place)

    def show_models(self, registry: Registry | None, facts: ModelFacts) -> None:
        """Fills the lines, in the words of `facts`; the chosen line stays chosen."""
        self._registry = registry
        rows = registry.rows if registry is not None else ()
        chosen = self.currentRow()
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            texts = [
                facts.called(row.name),
                self._state(row),
                facts.accuracy(row.manifest),
                figure_text(row.manifest, "f1_macro"),
                day_text(row.manifest.created) if row.manifest else "",
            ]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == STATE and registry is not None and row.name == registry.active:
                    weight = item.font()
                    weight.setBold(True)
                    item.setFont(weight)
                self.setItem(place, column, item)
        if 0 <= chosen < len(rows):
            self.selectRow(chosen)

    def _state(self, row: ModelRow) -> str:
        if row.problem is not None:
            return self.tr("Damaged")
        if self._registry is not None and row.name == self._registry.active:
            return self.tr("At work")
        if self._registry is not None and row.name == self._registry.previous:
            return self.tr("Before")
        return self.tr("Candidate")
