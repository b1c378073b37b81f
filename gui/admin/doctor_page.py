"""What this machine has and lacks, as `doctor` says it on the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QWidget

from engine.commands.doctor import examine
from engine.commands.doctor_check import Check
from engine.edition import is_packaged
from engine.errors import Sentence
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card
from gui.admin.speed_dialog import SpeedDialog, measured_speed
from gui.background import Background
from gui.icons import icon_pixmap
from gui.laying_out import take_out_all
from gui.messages import sentence_text
from gui.theme import Metrics, Theme

ICONS: Mapping[str, str] = {"ok": "check", "warn": "warning", "problem": "close"}


class DoctorPage(AdminPage):
    """Every finding with a sign, a word and what to do; looked at anew on each visit, off the GUI thread."""

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._checks: tuple[Check, ...] = ()
        self._looking = Background(self)
        self._measuring = Background(self)
        self._measuring.busy_changed.connect(lambda _busy: self._show_state())
        self.measure = self.add_action()
        self.measure.clicked.connect(self._measure)
        self.measure.setVisible(not is_packaged())  # the benchmark is part of the source tree only
        self.copy = self.add_action()
        self.copy.clicked.connect(self._copy)
        self.refresh = self.add_action(primary=True)
        self.refresh.clicked.connect(self._look)
        self.verdict = QLabel(self)
        self.verdict.setProperty("role", "large")
        self.verdict.setWordWrap(True)
        self.body.addWidget(self.verdict)
        self.card = Card(self)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self.card.inside.addLayout(self._grid)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self._looking.busy_changed.connect(lambda _busy: self._show_state())

    def title(self) -> str:
        return self.tr("Diagnosis")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("What this machine has and lacks; nothing is changed by looking"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("For a message to whoever looks after this kiosk"))
        self.refresh.setText(self.tr("Look again"))
        self.measure.setToolTip(self.tr("How many frames a second this machine can analyse; takes half a minute"))
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.card.set_look(theme, sizes)
        self._fill()

    def enter(self) -> None:
        self._look()

    def leave(self) -> None:
        self._looking.forget()
        self._measuring.forget()

    def checks(self) -> tuple[Check, ...]:
        """What was found last."""
        return self._checks

    def as_text(self) -> str:
        """The findings for a message, in the screen's language."""
        lines = [self.verdict.text()]
        for check in self._checks:
            words = f"{sentence_text(check.finding)} {sentence_text(check.advice)}".strip()
            lines.append(f"{self._mark_word(check.mark)}  {self._subject_word(check.subject)}: {words}")
        return "\n".join(lines) + "\n"

    def _look(self) -> None:
        paths = self.context.paths
        self._looking.start(lambda: tuple(examine(paths, os.environ)), self._show, self.show_problem)

    def _show(self, checks: tuple[Check, ...]) -> None:
        self._checks = checks
        self._fill()

    def _measure(self) -> None:
        def show(document: dict[str, Any]) -> None:
            SpeedDialog(document, self.theme, self.sizes, self).open()

        self.show_problem()
        self._measuring.start(measured_speed, show, self.show_problem)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.as_text())
        self.say(self.tr("The findings are in the clipboard."))

    def _show_state(self) -> None:
        busy = self._looking.is_busy()
        self.refresh.setEnabled(not busy)
        self.copy.setEnabled(bool(self._checks))
        measuring = self._measuring.is_busy()
        self.measure.setEnabled(not measuring)
        self.measure.setText(self.tr("Measuring…") if measuring else self.tr("Measure the speed"))
        if busy and not self._checks:
            self.verdict.setText(self.tr("Looking…"))

    def _fill(self) -> None:
        for widget in take_out_all(self._grid):
            widget.hide()
            widget.deleteLater()
        order = {"problem": 0, "warn": 1, "ok": 2}
        for place, check in enumerate(sorted(self._checks, key=lambda check: order[check.mark])):
            self._add_row(2 * place, check)
        self.card.setVisible(bool(self._checks))
        if self._checks:
            can_run = all(check.mark != "problem" for check in self._checks)
            warnings = sum(check.mark == "warn" for check in self._checks)
            if not can_run:
                text = self.tr("The kiosk cannot run until the problems below are mended.")
            elif warnings:
                text = self.tr("The kiosk can run. %n thing(s) could be better.", "", warnings)
            else:
                text = self.tr("The kiosk can run, and nothing is missing.")
            self.verdict.setText(text)
        self._show_state()

    def _add_row(self, row: int, check: Check) -> None:
        theme, sizes = self.theme, self.sizes
        colour = {"ok": theme.good, "warn": theme.warning, "problem": theme.bad}[check.mark]
        if row:
            line = QFrame(self.card)
            line.setFixedHeight(1)
            line.setStyleSheet(f"background: {theme.border};")
            self._grid.addWidget(line, row - 1, 0, 1, 3)
        side = round(sizes.body_px * 1.3)
        sign = QLabel(self.card)
        sign.setPixmap(icon_pixmap(ICONS[check.mark], colour, side, self.devicePixelRatioF()))
        sign.setFixedSize(QSize(side + 6, side))
        mark = QLabel(self._mark_word(check.mark), self.card)
        mark.setStyleSheet(f"color: {colour}; font-weight: bold;")
        subject = QLabel(self._subject_word(check.subject), self.card)
        subject.setStyleSheet("font-weight: bold;")
        finding, advice = sentence_text(check.finding), sentence_text(check.advice)
        if isinstance(check.finding, Sentence) and not check.finding.template.startswith("{"):
            finding = finding[:1].upper() + finding[1:]  # but no file's or model's own name
        words = QLabel(finding + (f"\n{advice}" if advice else ""), self.card)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QWidget(self.card)
        inner = QGridLayout(head)
        inner.setContentsMargins(0, 0, sizes.gap, 0)
        inner.addWidget(sign, 0, 0)
        inner.addWidget(mark, 0, 1)
        inner.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(head, row, 0, top)
        self._grid.addWidget(subject, row, 1, top)
        self._grid.addWidget(words, row, 2)
        self._grid.setHorizontalSpacing(sizes.gap)
        self._grid.setVerticalSpacing(round(sizes.gap * 0.6))

    def _mark_word(self, mark: str) -> str:
        words = {"ok": self.tr("In order"), "warn": self.tr("Worth a look"), "problem": self.tr("Problem")}
        return words[mark]

    def _subject_word(self, subject: str) -> str:
        words = {
            "Python": "Python",
            "System": self.tr("System"),
            "Machine": self.tr("System"),
            "Processor": self.tr("Processor"),
            "Memory": self.tr("Memory"),
            "Packages": self.tr("Packages"),
            "Display": self.tr("Display"),
            "System libraries": self.tr("System libraries"),
            "Qt": "Qt",
            "Fonts": self.tr("Fonts"),
            "Settings": self.tr("Settings"),
            "Camera": self.tr("Camera"),
            "Source": self.tr("Source"),
            "Face detector": self.tr("Face detector"),
            "Model": self.tr("Model"),
            "Data folder": self.tr("Data folder"),
            "Database": self.tr("Database"),
            "Training": self.tr("Training"),
            "Clock": self.tr("Clock"),
        }
        return words.get(subject, subject)
