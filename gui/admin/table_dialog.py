"""What a table of results says that was made elsewhere: by hand, in another program, on other machines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.errors import KnownError
from gui.admin.parts import restyle
from gui.admin.reading_dialog import ReadingDialog
from gui.background import Background
from gui.jobs.plots import Effect, EffectsPlot, Level
from gui.messages import error_text
from gui.remarks import remark_text, setting_word
from gui.theme import Metrics, Theme
from training.experiment.analysis import Analysis
from training.experiment.conclusions import Conclusions, conclude
from training.experiment.factor_analysis import analyze
from training.experiment.results_file import read_sheet
from training.experiment.results_table import LABELS, results_table
from training.experiment.signal_to_noise import Kind

GOALS: tuple[Kind | None, ...] = (None, "larger", "smaller", "nominal")


@dataclass(frozen=True, slots=True)
class _Read:
    """`columns`: those that may be the result."""

    columns: tuple[str, ...]
    analysis: Analysis
    said: Conclusions


class TableDialog(ReadingDialog):
    """Main effects, what to conclude, and the analysis of variance; each choice analyses anew."""

    def __init__(self, file: Path, theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__(file.name, theme, sizes, parent)
        self._file = file
        self._working = Background(self)
        self.response, self.goal = QComboBox(self), QComboBox(self)
        self.response.addItem(self.tr("The result: found by its name"), None)
        goals = {
            None: self.tr("The higher, the better"),
            "larger": self.tr("Signal to noise: larger is better"),
            "smaller": self.tr("Signal to noise: smaller is better"),
            "nominal": self.tr("Signal to noise: nominal is best"),
        }
        for goal in GOALS:
            self.goal.addItem(goals[goal], goal)
        self.blocks = QCheckBox(self.tr("Repeats are folds or days"), self)
        self.effects = EffectsPlot(theme, sizes, self)
        self.effects.setFixedHeight(round(sizes.body_px * 19))
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = _table(self)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row_px = round(sizes.body_px * 2.3)
        self.table.verticalHeader().setDefaultSectionSize(self._row_px)
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Source"), self.tr("Degrees of freedom"), self.tr("Sum of squares"), self.tr("F"),
                self.tr("p"), self.tr("Share %"),
            ]
        )  # fmt: skip
        choices = QHBoxLayout()
        for widget in (self.response, self.goal, self.blocks):
            choices.addWidget(widget)
        choices.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * sizes.gap)
        left = QVBoxLayout()
        left.addWidget(self.effects)
        left.addStretch(1)
        top.addLayout(left, 3)
        top.addWidget(self.words, 2)
        self.body.addLayout(choices)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.table)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        for box in (self.response, self.goal):
            box.currentIndexChanged.connect(lambda _index: self.analyze())
        self.blocks.toggled.connect(lambda _on: self.analyze())
        self.analyze()

    def is_busy(self) -> bool:
        """Whether an analysis is at work."""
        return self._working.is_busy()

    def analyze(self) -> None:
        """Reads and analyses the file as it is now, off the GUI thread."""
        file, block = self._file, self.blocks.isChecked()
        response: str | None = self.response.currentData()
        goal: Kind | None = self.goal.currentData()

        def work() -> _Read:
            sheet = read_sheet(file)
            columns = tuple(
                name
                for place, name in enumerate(sheet.header)
                if name.casefold() not in LABELS and all(_is_number(row[place]) for row in sheet.rows)
            )
            analysis = analyze(results_table(sheet, response), goal, block=block)
            return _Read(columns, analysis, conclude(analysis))

        self._working.start(work, self._show, self._say_problem)

    def done(self, result: int) -> None:
        self._working.forget()
        super().done(result)

    def _show(self, read: _Read) -> None:
        if self.response.count() == 1:
            self.response.blockSignals(True)
            for name in read.columns:
                self.response.addItem(self.tr("The result: {column}").format(column=name), name)
            self.response.blockSignals(False)
        effects = [
            Effect(setting_word(one.name), tuple(Level(lv.name, lv.mean, lv.half_width) for lv in one.levels))
            for one in read.analysis.factors
        ]
        self.effects.show_effects(effects, "")
        said = read.said
        remarks = (*said.what_matters, *said.how_sure, *said.what_to_run, *said.limits)
        self._say("\n".join(remark_text(one) for one in remarks), wrong=False)
        self._fill(read.analysis)

    def _say_problem(self, problem: KnownError) -> None:
        self.effects.show_effects((), "")
        self.table.setRowCount(0)
        self._say(error_text(problem), wrong=True)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.words.setText(words)
        self.words.setProperty("role", "error" if wrong else "explanation")
        restyle(self.words)

    def _fill(self, analysis: Analysis) -> None:
        rows = []
        for one in analysis.ranked:
            f = self.tr("pooled") if one.pooled else _figure(one.f, ".2f")
            share = _figure(one.contribution_pct, ".1f")
            squares = _figure(one.sum_of_squares, ".4g")
            rows.append((setting_word(one.name), str(one.df), squares, f, _figure(one.p, ".3f"), share))
        if analysis.block is not None:
            block = analysis.block
            rows.append(
                (
                    self.tr("repeats"), str(block.df), _figure(block.sum_of_squares, ".4g"), _figure(block.f, ".2f"),
                    _figure(block.p, ".3f"), _figure(block.contribution_pct, ".1f"),
                )
            )  # fmt: skip
        error = analysis.error
        share = _figure(error.contribution_pct, ".1f")
        rows.append((self.tr("error"), str(error.df), _figure(error.sum_of_squares, ".4g"), "", "", share))
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(place, column, QTableWidgetItem(text))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + self._row_px * len(rows) + 4)


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, 6, parent)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def _is_number(text: str) -> bool:
    try:
        float(text or 0)
    except ValueError:
        return False
    return True


def _figure(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)
