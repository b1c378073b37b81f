"""The trials of an experiment, run by run, as they are told and as they lie in the run's folder."""

from __future__ import annotations

import math
import statistics
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gui.jobs.plots import Effect, Level
from gui.messages import DOT, MINUS, NO_BREAK, PLUS_MINUS
from gui.remarks import setting_word
from gui.theme import LIGHT, Metrics, Theme
from training.experiment.config import SWITCHES, ExperimentConfig
from training.experiment.outcome import Outcome

Row = dict[int, dict[str, Any]]
"""By repeat: what the newest event says of the trial."""
ROW_EMS = 2.3


class TrialTable(QTableWidget):
    """One line a run: its levels, its result or what it is at, its signal-to-noise ratio; the confirmation last."""

    def __init__(self, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._theme: Theme = LIGHT
        self._told: dict[int | None, Row] = {}
        self._outcome: Outcome | None = None
        self._at_work = False
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.set_look(LIGHT, sizes)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Colours of the next filling, and heights."""
        self._theme = theme
        self.verticalHeader().setDefaultSectionSize(round(sizes.body_px * ROW_EMS))
        self.setMinimumHeight(round(sizes.body_px * ROW_EMS * 10.6))

    def show_trials(
        self, config: ExperimentConfig, told: dict[int | None, Row], outcome: Outcome | None, *, at_work: bool
    ) -> None:
        """The plan's rows with what is known of each: `told` by events, `outcome` read from the run's folder, which
        counts more. `at_work`: the run is running, so that a trial that began is too."""
        self._told, self._outcome, self._at_work = told, outcome, at_work
        plan = config.plan()
        names = [setting_word(one.name) for one in plan.factors]
        heads = ["#", *names, self._response_head(config), self.tr("S/N (dB)")]
        rows: list[tuple[int | None, tuple[str, ...]]] = [(n, row) for n, row in enumerate(plan.runs, start=1)]
        if None in self._told or (self._outcome is not None and self._outcome.confirming):
            best = next(iter(self._told[None].values()))["levels"] if None in self._told else {}
            if self._outcome is not None and self._outcome.confirming:
                best = dict(self._outcome.confirming[0].trial.levels)
            rows.append((None, tuple(str(best.get(one.name, "")) for one in plan.factors)))
        if self.columnCount() != len(heads):
            self.setColumnCount(len(heads))
            header = self.horizontalHeader()
            for column in range(len(heads)):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(len(heads) - 2, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalHeaderLabels(heads)
        self.setRowCount(len(rows))
        for place, (number, levels) in enumerate(rows):
            values = self.values(number, config)
            state, muted, at_work = self._row_state(number, values, config)
            ratio = _signal_to_noise(values)
            texts = [
                "✓" if number is None else str(number),
                *(level_word(one.name, level) for one, level in zip(plan.factors, levels, strict=True)),
                state,
                "" if ratio is None else f"{ratio:.2f}".replace("-", MINUS),
            ]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setForeground(QColor(self._theme.muted if muted else self._theme.text))
                if at_work:
                    item.setBackground(QColor(self._theme.tile))
                if number is None and column == 0:
                    item.setToolTip(self.tr("Confirmation of the predicted best"))
                self.setItem(place, column, item)

    def _response_head(self, config: ExperimentConfig) -> str:
        return self.tr("{response} (mean ± sd)").format(response=setting_word(config.response))

    def values(self, number: int | None, config: ExperimentConfig) -> list[float]:
        """The response of a run's trials that are done; of the confirmation's, where `number` is None."""
        if self._outcome is not None:
            of = self._outcome.confirming if number is None else self._outcome.results
            found = [one.metrics[config.response] for one in of if one.trial.run == number and one.status == "done"]
            if found:
                return found
        told = self._told.get(number, {}).values()
        return [one["metrics"][config.response] for one in told if one.get("metrics")]

    def _row_state(self, number: int | None, values: list[float], config: ExperimentConfig) -> tuple[str, bool, bool]:
        """What stands in a row's place for the result; whether it is muted; whether it is at work."""
        told = self._told.get(number, {})
        running = [(repeat, one) for repeat, one in told.items() if one.get("status") == "running"]
        at_work = bool(running) and self._at_work
        if at_work:
            repeat, one = running[-1]
            words = self.tr("training, epoch {epoch} of {epochs}").format(
                epoch=one.get("epoch", 0), epochs=one.get("epochs", "?")
            )
            if config.repeats > 1:
                words += DOT + self.tr("repeat {n}").format(n=repeat)
            return (f"{statistics.fmean(values):.3f}{DOT}{words}" if values else words), False, True
        if any(one.get("status") == "diverged" for one in told.values()) and not values:
            return self.tr("diverged"), False, False
        if not values:
            return self.tr("waiting"), True, False
        text = f"{statistics.fmean(values):.3f}"
        if len(values) > 1:
            text += f"{PLUS_MINUS}{statistics.stdev(values):.3f}"
        if len(values) < config.repeats:
            text += f" ({len(values)}{NO_BREAK}/{NO_BREAK}{config.repeats})"
        return text, False, False

    def plain_effects(self, config: ExperimentConfig) -> list[Effect]:
        """Level means of what is there, before enough is there for an analysis."""
        plan = config.plan()
        means = {n: self.values(n, config) for n in range(1, len(plan.runs) + 1)}
        effects = []
        for column, one in enumerate(plan.factors):
            levels = []
            for level in one.levels:
                values = [v for n, row in enumerate(plan.runs, start=1) if row[column] == level for v in means[n]]
                mean = statistics.fmean(values) if values else float("nan")
                levels.append(Level(level_word(one.name, level), mean))
            effects.append(Effect(setting_word(one.name), tuple(levels)))
        return effects


def level_word(name: str, level: str) -> str:
    """A level as people write it."""
    if name in SWITCHES:
        words = {
            "yes": QCoreApplication.translate("Experiment", "yes"),
            "no": QCoreApplication.translate("Experiment", "no"),
        }
        return words.get(level, level)
    return setting_word(level) if name == "optimizer" else level


def _signal_to_noise(values: list[float]) -> float | None:
    """Taguchi's larger-the-better: -10 log10 of the mean of 1 / y squared."""
    if not values or min(values) <= 0:
        return None
    ratio = -10 * math.log10(statistics.fmean(1 / value**2 for value in values))
    return 0.0 if abs(ratio) < 0.005 else ratio
