"""Candidate against active model on the same faces, and the choice of which one the kiosk uses."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from engine import model_registry
from engine.errors import KnownError
from engine.paths import Paths
from gui.admin.page import AdminContext
from gui.admin.parts import Card
from gui.background import Background
from gui.jobs.plots import ConfusionPlot
from gui.jobs.side_job import SideJob, problem_of
from gui.messages import NO_BREAK, PLUS_MINUS, error_text, expression_word, points
from gui.theme import LIGHT, Metrics, Theme
from training.evaluation.judging_config import JudgeConfig
from training.jobs.supervisor import JobOutcome


class ModelChoice(Card):
    """Two models side by side, each with its confusion matrix, what McNemar's test says, and two buttons: *promote*
    and *roll back*. The kiosk goes on counting while its model is swapped."""

    def __init__(self, context: AdminContext, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._candidate, self._dataset, self._active = "", "", ""
        self._result: dict[str, Any] | None = None
        self._problem: KnownError | None = None
        self._swapping = Background(self)
        self._judge = SideJob(context.paths, self)
        self._judge.ended.connect(self._judged)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.numbers = QLabel(self)
        self.numbers.setProperty("role", "explanation")
        self.numbers.setWordWrap(True)
        self.lost = QLabel(self)
        self.lost.setProperty("role", "warning")
        self.lost.setWordWrap(True)
        self.heads = [QLabel(self) for _ in range(2)]
        self.figures = [QLabel(self) for _ in range(2)]
        self.matrices = [ConfusionPlot(LIGHT, sizes, self) for _ in range(2)]
        self._grid = QGridLayout()
        for column in range(2):
            self.heads[column].setProperty("role", "card-title")
            self.figures[column].setProperty("role", "explanation")
            for label in (self.heads[column], self.figures[column]):
                label.setWordWrap(True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(self.heads[column], 0, column)
            self._grid.addWidget(self.figures[column], 1, column)
            self._grid.addWidget(self.matrices[column], 2, column)
            self._grid.setColumnStretch(column, 1)
        self.promote, self.rollback, self.again = QPushButton(self), QPushButton(self), QPushButton(self)
        self.promote.setProperty("role", "primary")
        self.promote.clicked.connect(self._promote)
        self.rollback.clicked.connect(self._roll_back)
        self.again.clicked.connect(self.compare)
        row = QHBoxLayout()
        for button in (self.promote, self.rollback, self.again):
            row.addWidget(button)
        row.addStretch(1)
        self.inside.addWidget(self.verdict)
        self.inside.addWidget(self.numbers)
        self.inside.addWidget(self.lost)
        self.inside.addLayout(self._grid)
        self.inside.addLayout(row)
        self.hide()

    # What it is about

    def show_candidate(self, name: str, dataset: str) -> None:
        """Compares this model with the one at work, on the dataset's test faces."""
        self._candidate, self._dataset = name, dataset
        self.show()
        self.compare()

    def clear(self) -> None:
        """Nothing to choose."""
        self._judge.abandon()
        self._candidate, self._result, self._problem = "", None, None
        self.hide()

    def compare(self) -> None:
        """Starts the comparison, in a process of its own."""
        self._result = self._problem = None
        try:
            self._active = model_registry.active_model(self._context.paths)
            if self._candidate == self._active:
                self._render()
                return
            self._judge.start("judge", JudgeConfig(self._candidate, self._active, self._dataset))
        except KnownError as error:
            self._problem = error
        self._render()

    def is_comparing(self) -> bool:
        """Whether the comparison is at work."""
        return self._judge.is_running()

    def shut_down(self) -> None:
        """Ends the comparison."""
        self._judge.abandon()

    def _judged(self, outcome: JobOutcome) -> None:
        if outcome.end == "succeeded":
            self._result = outcome.result
        else:
            self._problem = problem_of(outcome)
        self._render()

    # Promoting and rolling back

    def _promote(self) -> None:
        paths, name, before = self._context.paths, self._candidate, self._active
        self._swap(lambda: _activate(paths, name), "model_activated", before)

    def _roll_back(self) -> None:
        paths, before = self._context.paths, self._active
        self._swap(lambda: model_registry.rollback(paths), "model_rolled_back", before)

    def _swap(self, work: Any, action: str, before: str) -> None:
        def done(name: str) -> None:
            self._context.session.reload_model()
            self._context.audit.record(action, name=name, before=before)
            self._active = name
            self._render()

        def failed(error: KnownError) -> None:
            self._problem = error
            self._render()

        self._swapping.start(work, done, failed)
        self._render()

    # Looks and words

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for plot in self.matrices:
            plot.set_look(theme, sizes)
        self._grid.setHorizontalSpacing(2 * sizes.gap)

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.set_title(self.tr("Is the new model better?"))
        self.promote.setText(self.tr("Promote: use the new model"))
        self.rollback.setText(self.tr("Roll back to the model before"))
        self.again.setText(self.tr("Compare again"))
        self._render()

    def _render(self) -> None:
        result, active = self._result, self._candidate == self._active and bool(self._candidate)
        has_figures = result is not None
        for widget in (*self.heads, *self.figures, *self.matrices, self.numbers):
            widget.setVisible(has_figures)
        comparing, swapping = self._judge.is_running(), self._swapping.is_busy()
        self.promote.setVisible(bool(self._candidate) and not active)
        self.promote.setEnabled(not swapping and not comparing)
        self.rollback.setVisible(active)
        self.rollback.setEnabled(not swapping)
        self.again.setVisible(self._problem is not None and not comparing)
        role = "explanation"
        if self._problem is not None:
            words, role = error_text(self._problem), "error"
        elif active:
            words = self.tr("The kiosk uses {name} now.").format(name=self._candidate)
        elif result is None:
            words = self.tr("Comparing {name} with {active} …").format(name=self._candidate, active=self._active)
        else:
            words, role = self._verdict(result["comparison"]), "card-title"
        self.verdict.setText(words)
        if self.verdict.property("role") != role:
            self.verdict.setProperty("role", role)
            self.verdict.style().unpolish(self.verdict)
            self.verdict.style().polish(self.verdict)
        lost = [] if result is None else result["lost"]
        self.lost.setVisible(bool(lost) and not active)
        if lost:
            words = self.tr(
                "The new model does not know: {classes}. The kiosk would count such faces as something else."
            )
            self.lost.setText(words.format(classes=", ".join(expression_word(name) for name in lost)))
        if result is not None:
            self._render_figures(result)

    def _verdict(self, comparison: dict[str, Any]) -> str:
        if not comparison["is_significant"]:
            return self.tr("No difference that these faces can show. Keep the model that you have, or judge by more.")
        if comparison["difference"] > 0:
            return self.tr("The new model is better: more than chance explains.")
        return self.tr("The new model is worse: more than chance explains. Do not promote it.")

    def _interval_words(self, comparison: dict[str, Any]) -> str:
        if comparison["people"] == comparison["n"]:  # or nobody knows who is on them
            return self.tr("95 % interval")
        return self.tr("95 % interval over {people} people, among whom p = {p}").format(
            people=comparison["people"], p=p_text(comparison["p_over_people"])
        )

    def _render_figures(self, result: dict[str, Any]) -> None:
        comparison = result["comparison"]
        low, high = (points(value) for value in comparison["interval"])
        self.numbers.setText(
            self.tr(
                "On the same {n} real faces: {difference} percentage points ({low} to {high}, {interval}). "
                "McNemar's exact test: p = {p}; {first} faces only the present model reads rightly, {second} only "
                "the new one."
            ).format(
                n=result["n"],
                interval=self._interval_words(comparison),
                difference=points(comparison["difference"]),
                low=low,
                high=high,
                p=p_text(comparison["p_value"]),
                first=comparison["only_first"],
                second=comparison["only_second"],
            )
        )
        classes = [expression_word(name) for name in result["classes"]]
        titles = (self.tr("At work: {name}"), self.tr("New: {name}"))
        for place, model in enumerate(result["models"]):
            self.heads[place].setText(titles[place].format(name=model["model"]))
            half = 100 * (model["interval"][1] - model["interval"][0]) / 2
            self.figures[place].setText(
                self.tr("Accuracy {accuracy} %, macro F1 {f1}").format(
                    accuracy=f"{100 * model['accuracy']:.1f}{PLUS_MINUS}{half:.1f}", f1=f"{model['f1_macro']:.3f}"
                )
            )
            self.matrices[place].show_matrix(
                classes, model["confusion_matrix"], self.tr("it is"), self.tr("taken for")
            )


def _activate(paths: Paths, name: str) -> str:
    model_registry.activate(paths, name)
    return name


def p_text(value: float) -> str:
    """A p value in two digits: "0.032", "< 0.001"."""
    return f"<{NO_BREAK}0.001" if value < 0.001 else f"{value:.2g}"
