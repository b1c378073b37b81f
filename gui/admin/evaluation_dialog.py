"""How good a model is on somebody's own pictures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.admin.files import choose_file
from gui.admin.reading_dialog import ReadingDialog
from gui.jobs.plots import ConfusionPlot
from gui.messages import count, expression_word
from gui.theme import Metrics, Theme

MOST_NAMED = 5


class EvaluationDialog(ReadingDialog):
    """Figures at the left, what was taken for what at the right; `result`: `Evaluation.as_json` with an interval.

    `save_wanted(Path)`: the plots are to be written to that folder; `say` what has become of it.
    """

    save_wanted = Signal(object)

    def __init__(self, name: str, result: dict[str, Any], theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__("", theme, sizes, parent)
        self.heading.setText(self.tr("{name} on {n} pictures").format(name=name, n=count(result["n"])))
        self.figures = QGridLayout()
        self.figures.setHorizontalSpacing(sizes.gap)
        self.figures.setColumnStretch(1, 1)
        for place, (subject, text) in enumerate(self._facts(result)):
            word, value = QLabel(subject, self), QLabel(text, self)
            word.setProperty("role", "muted")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.figures.addWidget(word, place, 0, Qt.AlignmentFlag.AlignTop)
            self.figures.addWidget(value, place, 1)
        self.matrix = ConfusionPlot(theme, sizes, self)
        classes = [expression_word(name) for name in result["classes"]]
        self.matrix.show_matrix(classes, result["confusion_matrix"], self.tr("it is"), self.tr("taken for"))
        inside = QWidget(self)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * sizes.gap)
        left = QVBoxLayout()
        left.addLayout(self.figures)
        left.addStretch(1)
        row.addLayout(left, 2)
        row.addWidget(self.matrix, 3)
        self.save, self.saved = QPushButton(self.tr("Save the plots…"), self), QLabel(self)
        self.save.clicked.connect(self._choose_folder)
        self.end.insertWidget(0, self.save)
        self.end.insertWidget(1, self.saved)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _choose_folder(self) -> None:
        title = self.tr("A folder for the plots")
        choose_file(self, title, "", self.save_wanted.emit, folder=True)

    def say(self, words: str) -> None:
        """What has become of the plots."""
        self.saved.setText(words)

    def _facts(self, result: dict[str, Any]) -> list[tuple[str, str]]:
        low, high = result["interval"]
        facts = [
            (self.tr("Accuracy"), f"{_percent(result['accuracy'])}  ({100 * low:.1f}–{100 * high:.1f})"),
            (self.tr("Macro F1"), f"{result['f1_macro']:.3f}"),
            (self.tr("Calibration error"), f"{result['ece']:.3f}"),
        ]
        present = [name for name, one in result["per_class"].items() if one["support"]]
        if len(present) < len(result["classes"]):
            only = result["restricted"]
            words = self.tr("accuracy {accuracy}, macro F1 {f1}")
            words = words.format(accuracy=_percent(only["accuracy"]), f1=f"{only['f1_macro']:.3f}")
            facts.append((self.tr("Limited to these expressions"), words))
        recalls = [f"{expression_word(name)} {100 * result['per_class'][name]['recall']:.0f} %" for name in present]
        facts.append((self.tr("Recognised"), ", ".join(recalls)))
        facts.append(
            (
                self.tr("As the original study counts, by element"),
                self.tr("accuracy {accuracy}, precision {precision}, recall {recall}, AUC {auc}, F1 {f1}").format(
                    accuracy=f"{result['binary_accuracy']:.3f}",
                    precision=f"{result['precision']:.3f}",
                    recall=f"{result['recall']:.3f}",
                    auc=f"{result['auc']:.3f}",
                    f1=f"{result['f1_seed']:.3f}",
                ),
            )
        )
        if result["ignored"]:
            unknown = [f"{expression_word(name)} {count(n)}" for name, n in result["ignored"].items()]
            facts.append((self.tr("Left out, unknown to the model"), ", ".join(unknown)))
        if result["unreadable"]:
            named = ", ".join(result["unreadable"][:MOST_NAMED])
            more = len(result["unreadable"]) - MOST_NAMED
            facts.append((self.tr("No pictures"), f"{named} +{more}" if more > 0 else named))
        return facts


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
