"""The comparison of products, pair by pair."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insights.inference import Verdict
from engine.insights.overview import Overview
from gui import insight_words as words
from gui.theme import LIGHT, Metrics, Theme, font

FIRST_SHOWN = 8


class DifferencesTable(QWidget):
    """The most certain differences first; the others on wish. Pairs with too few viewers are not in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._row_height, self._body_px = 34, 15
        self._found: Overview | None = None
        self.table = QTableWidget(0, 5, self)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (2, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.more = QPushButton(self)
        self.more.setProperty("role", "choice")
        self.more.setCheckable(True)
        self.more.clicked.connect(lambda _checked=False: self._fill())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._retranslate()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self._theme, self._body_px = theme, sizes.body_px
        self._row_height = max(30, round(sizes.body_px * 2.3))
        self._fill()

    def show_differences(self, found: Overview) -> None:
        """Shows the pairs of an overview."""
        self._found = found
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "more"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Liked better"),
                self.tr("than"),
                self.tr("Difference ± 95 %"),
                self.tr("Adjusted p"),
                self.tr("What it is"),
            ]
        )
        self._fill()

    def _fill(self) -> None:
        known = self._found.differences if self._found else ()
        differences = tuple(d for d in known if d.verdict is not Verdict.TOO_FEW)
        shown = differences if self.more.isChecked() else differences[:FIRST_SHOWN]
        self.more.setVisible(len(differences) > FIRST_SHOWN)
        less, more = self.tr("Show fewer"), self.tr("Show all {n} pairs").format(n=len(differences))
        self.more.setText(less if self.more.isChecked() else more)
        self.table.setRowCount(len(shown))
        for row, difference in enumerate(shown):
            assert self._found is not None
            texts = (
                self._found.name(difference.first),
                self._found.name(difference.second),
                words.difference_text(difference) or "–",
                words.p_text(difference.adjusted_p) if difference.adjusted_p is not None else "–",
                words.verdict_word(difference.verdict),
            )
            is_real = difference.verdict is Verdict.REAL
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in (2, 4):
                    item.setFont(font(self._body_px, bold=is_real))
                if not is_real and column >= 2:
                    item.setForeground(QColor(self._theme.muted))
                self.table.setItem(row, column, item)
            self.table.setRowHeight(row, self._row_height)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setVisible(bool(shown))
        self.table.setFixedHeight(head + self._row_height * len(shown) + 2)
