"""The runs before: a table with what each was asked for and how it ended, and a run's log."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui.admin.parts import Card
from gui.admin.reading_dialog import ReadingDialog
from gui.jobs.words import duration, local_time, status_word
from gui.theme import Metrics, Theme
from training.jobs.runs import Run

LOG_BYTES = 64_000
HistoryRow = tuple[Run, str, str]
"""A run, its settings in a line, its result in a few words."""


class History(Card):
    """A table of runs, the newest first, and what can be done with the chosen one."""

    show_wanted = Signal(object)
    resume_wanted = Signal(object)
    settings_wanted = Signal(object)
    log_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[HistoryRow, ...] = ()
        self._busy = False
        self.empty = QLabel(self)
        self.empty.setProperty("role", "explanation")
        self.table = QTableWidget(0, 5, self)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._render_buttons)
        self.table.itemDoubleClicked.connect(lambda _item: self._tell(self.show_wanted))
        self.show_button, self.resume_button, self.settings_button, self.log_button = (
            QPushButton(self) for _ in range(4)
        )
        row = QHBoxLayout()
        for button, signal in (
            (self.show_button, self.show_wanted),
            (self.resume_button, self.resume_wanted),
            (self.settings_button, self.settings_wanted),
            (self.log_button, self.log_wanted),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: self._tell(signal))
            row.addWidget(button)
        row.addStretch(1)
        self.inside.addWidget(self.empty)
        self.inside.addWidget(self.table, 1)
        self.inside.addLayout(row)

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.empty.setText(self.tr("Nothing has been run yet."))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Started"), self.tr("State"), self.tr("Settings"), self.tr("Took"), self.tr("Result")]
        )
        self.show_button.setText(self.tr("Show"))
        self.resume_button.setText(self.tr("Resume"))
        self.settings_button.setText(self.tr("Take these settings"))
        self.log_button.setText(self.tr("Show the log"))

    def set_busy(self, busy: bool) -> None:
        """While a job is at work none can be resumed."""
        self._busy = busy
        self._render_buttons()

    def fill(self, rows: Sequence[HistoryRow]) -> None:
        """Shows these runs; the chosen one stays chosen."""
        chosen = self.chosen()
        self._rows = tuple(rows)
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for place, (run, settings, result) in enumerate(rows):
            record = run.record
            texts = (
                local_time(record.created),
                status_word(record.status),
                settings,
                duration(record.worked_s) if record.worked_s else "",
                result,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == 1 and record.error:
                    item.setToolTip(record.error)
                self.table.setItem(place, column, item)
            if chosen is not None and chosen.name == run.name:
                self.table.selectRow(place)
        self.table.resizeRowsToContents()
        self.table.blockSignals(False)
        self._render_buttons()

    def chosen(self) -> Run | None:
        """The run that is chosen in the table."""
        rows = self.table.selectionModel().selectedRows()
        return self._rows[rows[0].row()][0] if rows and rows[0].row() < len(self._rows) else None

    def _render_buttons(self) -> None:
        run = self.chosen()
        self.show_button.setEnabled(run is not None)
        self.settings_button.setEnabled(run is not None)
        self.log_button.setEnabled(run is not None)
        self.resume_button.setEnabled(run is not None and run.can_resume and not self._busy)

    def _tell(self, signal: SignalInstance) -> None:
        run = self.chosen()
        if run is not None:
            signal.emit(run)


def log_end(path: Path, most: int) -> str:
    """The last `most` bytes of a log, from the beginning of a line."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - most))
            text = file.read().decode("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return text if size <= most else text.partition("\n")[2]


class LogDialog(ReadingDialog):
    """A run's log, to read and to copy."""

    def __init__(self, title: str, text: str, theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__(title, theme, sizes, parent)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setStyleSheet(f'font-family: "{fixed.family()}"; font-size: {sizes.small_px}px;')
        self.text.setPlainText(text or self.tr("The log is empty."))
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.body.addWidget(self.text, 1)
