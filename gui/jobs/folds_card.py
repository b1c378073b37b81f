"""What a measurement by folds says of the settings: method by method, as the folds come in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from gui.admin.parts import Card
from gui.jobs.plots import ConfusionPlot
from gui.laying_out import take_out
from gui.messages import NO_BREAK, expression_word, points
from gui.theme import LIGHT, Metrics, Theme

METHODS = ("pixels", "head", "tuning")


class FoldsCard(Card):
    """A line a method at the left; at the right, or on a small screen below, what the last of them took for what."""

    def __init__(self, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accuracies: dict[str, list[float]] = {}
        self._folds = 0
        self._result: dict[str, Any] | None = None
        self.about = QLabel(self)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        self._table = QGridLayout()
        self._table.setColumnStretch(4, 1)
        self.cells: list[QLabel] = []
        self.matrix_of = QLabel(self)
        self.matrix_of.setProperty("role", "muted")
        self.matrix_of.setWordWrap(True)
        self.matrix = ConfusionPlot(LIGHT, sizes, self)
        left = QVBoxLayout()
        left.addLayout(self._table)
        left.addWidget(self.about)
        left.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(left, 2)
        right = QVBoxLayout()
        right.addWidget(self.matrix_of)
        right.addWidget(self.matrix, 1)
        self._row.addLayout(right, 1)
        self.inside.addLayout(self._row, 1)
        self.set_look(LIGHT, sizes)
        self.clear()

    def clear(self) -> None:
        """Forgets what was shown."""
        self._accuracies, self._folds, self._result = {}, 0, None
        self.render_again()

    def tell(self, method: str, fold: int, folds: int, accuracy: float) -> None:
        """A fold is done. A resumed run tells the folds that were done before once more."""
        of_method = self._accuracies.setdefault(method, [])
        del of_method[fold - 1 :]
        of_method.append(accuracy)
        self._folds = folds

    def show_result(self, result: dict[str, Any]) -> None:
        """The end: `folds_job.measure`'s result."""
        self._result, self._folds = result, result["folds"] * result.get("repeats", 1)
        self._accuracies = {name: list(one["fold_accuracies"]) for name, one in result["models"].items()}
        self.render_again()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.matrix.set_look(theme, sizes)
        self._table.setHorizontalSpacing(round(1.5 * sizes.gap))
        self._table.setColumnMinimumWidth(0, 9 * sizes.body_px)
        self._table.setVerticalSpacing(round(sizes.gap * 0.6))
        self._row.setSpacing(2 * sizes.gap)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if sizes.compact else across)
        self._row.setStretch(0, 0 if sizes.compact else 2)

    def render_again(self) -> None:
        """Shows what is known, in the present language."""
        self.set_title(self.tr("How good these settings are on people whom the model has not seen"))
        for cell in self.cells:
            take_out(cell, self._table)
            cell.hide()
            cell.deleteLater()
        self.cells = []
        columns = self.tr("Method"), self.tr("Folds"), self.tr("Accuracy"), self.tr("Macro F1")
        self._put(0, (*columns, self.tr("Gain, in points")), "muted")
        shown = [name for name in METHODS if name in self._accuracies]
        for row, name in enumerate(shown, start=1):
            self._put(row, self._line(name))
        self.about.setText(
            self.tr(
                "Each picture is judged by the training that did not see its person; in brackets the 95 % interval "
                "over people. A gain is over the line above; one whose interval holds 0 may be chance. Raw pixels "
                "need no network: what does not beat them has learned nothing worth having."
            )
        )
        last = shown[-1] if shown else None
        for thing in (self.matrix_of, self.matrix):
            thing.setVisible(self._result is not None)
        if self._result is not None and last is not None:
            model = self._result["models"][last]
            classes = [expression_word(name) for name in model["per_class"]]
            self.matrix_of.setText(self._word(last))
            self.matrix.show_matrix(classes, model["confusion_matrix"], self.tr("it is"), self.tr("taken for"))

    def _word(self, name: str) -> str:
        return {
            "pixels": self.tr("Raw pixels (logistic regression)"),
            "head": self.tr("The head on the frozen backbone"),
            "tuning": self.tr("The whole network, fine-tuned"),
        }[name]

    def _line(self, name: str) -> tuple[str, ...]:
        folds = self._accuracies[name]
        done = self.tr("{done} of {folds}").format(done=len(folds), folds=self._folds)
        if self._result is None:
            return self._word(name), done, _percent(sum(folds) / len(folds)), "", ""
        model = self._result["models"][name]
        accuracy, f1, over = _percent(model["accuracy"]), f"{model['f1_macro']:.3f}", model.get("over")
        if "accuracy_interval" in model:  # what was measured before there were any has none
            low, high = model["accuracy_interval"]
            accuracy += f"  ({100 * low:.1f}\u2013{100 * high:.1f})"
        return self._word(name), done, accuracy, f1, "" if over is None else self._gain(over)

    def _gain(self, over: dict[str, Any]) -> str:
        low, high = over["interval"]
        words = self.tr("{points} ({low} to {high})")
        return words.format(points=points(over["difference"]), low=points(low), high=points(high))

    def _put(self, row: int, texts: tuple[str, ...], role: str = "") -> None:
        for column, text in enumerate(texts):
            cell = QLabel(text, self)
            cell.setProperty("role", role)
            cell.setWordWrap(column == 0)
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._table.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
            self.cells.append(cell)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}{NO_BREAK}%"
