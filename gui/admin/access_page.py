"""Who may come in, and what was changed: the PIN, the panel's lock, the history of changes."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from engine.audit import AuditEntry
from engine.errors import KnownError
from gui.admin.audit_words import audit_sentence
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card
from gui.admin.pin_dialog import PinDialog
from gui.background import Background
from gui.theme import Metrics, Theme

SHOWN_ENTRIES = 500


class AccessPage(AdminPage):
    """Changes the PIN, sets after how many idle minutes the panel locks, and shows what was changed and when."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._entries: tuple[AuditEntry, ...] = ()
        self._reading = Background(self)
        self.access = Card(self)
        self.change_pin = QPushButton(self.access)
        self.change_pin.clicked.connect(self._change_pin)
        self.lock_words = QLabel(self.access)
        self.lock_words.setWordWrap(True)
        self.lock_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lock_after = QSpinBox(self.access)
        self.lock_after.setRange(1, 240)
        self.lock_after.setKeyboardTracking(False)
        self.lock_after.valueChanged.connect(self._set_lock)
        row = QHBoxLayout()
        row.addWidget(self.change_pin)
        row.addWidget(self.lock_words, 1)
        row.addWidget(self.lock_after)
        self.access.inside.addLayout(row)
        self.history = Card(self)
        self.nothing = QLabel(self.history)
        self.nothing.setProperty("role", "explanation")
        self.table = QTableWidget(0, 2, self.history)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.history.inside.addWidget(self.nothing)
        self.history.inside.addWidget(self.table, 1)
        self.body.addWidget(self.access)
        self.body.addWidget(self.history, 1)
        context.settings.changed.connect(lambda _settings: self._read())

    def title(self) -> str:
        return self.tr("Access and history")

    def retranslate(self) -> None:
        self.access.set_title(self.tr("The PIN"))
        self.change_pin.setText(self.tr("Change the PIN"))
        self.lock_words.setText(self.tr("The panel locks when nobody has touched it for"))
        self.lock_after.setSuffix(self.tr(" min"))
        self.lock_after.setAccessibleName(self.lock_words.text())
        self.history.set_title(self.tr("What was changed, and when"))
        self.nothing.setText(self.tr("Nothing has been changed yet."))
        self.table.setHorizontalHeaderLabels([self.tr("When"), self.tr("What")])
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.access, self.history):
            card.set_look(theme, sizes)
        self._fill()

    def enter(self) -> None:
        self._show_lock()
        self._read()

    def leave(self) -> None:
        self._reading.forget()

    def _show_lock(self) -> None:
        self.lock_after.blockSignals(True)
        self.lock_after.setValue(self.context.settings.settings().admin.lock_after_min)
        self.lock_after.blockSignals(False)

    def _set_lock(self, minutes: int) -> None:
        try:
            self.context.settings.change({"admin.lock_after_min": minutes})
        except KnownError as error:
            self.show_problem(error)
            self._show_lock()

    def _change_pin(self) -> None:
        dialog = PinDialog(self.context.pin, self.theme, self.sizes, self, change=True)

        def ended(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                self.context.audit.record("pin_set")
                self.say(self.tr("The PIN is changed."))
                self._read()

        dialog.finished.connect(ended)
        dialog.open()

    def _read(self) -> None:
        if self.isVisible():
            audit = self.context.audit
            self._reading.start(lambda: audit.entries(SHOWN_ENTRIES), self._show, self.show_problem)

    def _show(self, entries: tuple[AuditEntry, ...]) -> None:
        self._entries = entries
        if self.context.audit.problem is not None:
            self.show_problem(self.context.audit.problem)
        self._fill()

    def _fill(self) -> None:
        self.nothing.setVisible(not self._entries)
        self.table.setVisible(bool(self._entries))
        self.table.setRowCount(len(self._entries))
        for row, entry in enumerate(self._entries):
            at = QDateTime.fromSecsSinceEpoch(round(entry.at.timestamp()))
            when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
            self.table.setItem(row, 0, QTableWidgetItem(when))
            self.table.setItem(row, 1, QTableWidgetItem(audit_sentence(entry)))
        self.table.resizeRowsToContents()
