"""What one model says of itself: how good it is, what it was trained on, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.emotions import in_display_order
from engine.errors import KnownError
from engine.insights.inference import share_interval
from engine.model_registry import BUNDLED, ModelManifest
from gui.admin.model_list import ModelRow
from gui.admin.parts import Card
from gui.laying_out import take_out_all
from gui.messages import error_text, expression_word


@dataclass(frozen=True, slots=True)
class Check:
    """When a model's files were verified, and what was found wrong."""

    at: QDateTime
    problem: KnownError | None


class ModelFacts(Card):
    """Subjects at the left, what is known of them at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        holder = QWidget()
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.grid)
        column.addStretch(1)
        area = QScrollArea(self)  # on a small screen the buttons below stay in reach
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.inside.addWidget(area, 1)

    def show_model(self, row: ModelRow | None, check: Check | None) -> None:
        """Shows it in place of the one before; `check`: its last verification."""
        for widget in take_out_all(self.grid):
            widget.hide()
            widget.deleteLater()
        self.set_title(self.called(row.name) if row else self.tr("Choose a model at the left"))
        for place, (subject, text) in enumerate(self._facts_of(row, check) if row else ()):
            name, value = QLabel(subject, self), QLabel(text, self)
            name.setProperty("role", "muted")
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(value, place, 1)

    def set_spacing(self, across_px: int, down_px: int) -> None:
        self.grid.setHorizontalSpacing(across_px)
        self.grid.setVerticalSpacing(down_px)

    def called(self, name: str) -> str:
        """What the model is called on the screen."""
        return self.tr("Bundled model") if name == BUNDLED else name

    def accuracy(self, manifest: ModelManifest | None) -> str:
        """In percent with its 95 % interval, as far as it was measured."""
        if manifest is None:
            return ""
        accuracy, n = manifest.metrics.get("accuracy"), manifest.metrics.get("n")
        if not isinstance(accuracy, float) or not isinstance(n, int) or n < 1:
            return "–"
        over_people = manifest.metrics.get("accuracy_interval")
        low, high = over_people or share_interval(accuracy * n, n) or (0.0, 1.0)
        return f"{accuracy * 100:.1f} %  ({low * 100:.1f}–{high * 100:.1f})"

    def _facts_of(self, row: ModelRow, check: Check | None) -> list[tuple[str, str]]:
        if row.manifest is None:
            return [(self.tr("Problem"), error_text(row.problem) if row.problem else "")]
        manifest, metrics = row.manifest, row.manifest.metrics
        n = metrics.get("n")
        facts = [(self.tr("Files"), self._checksum_state(check))]
        classes = [expression_word(name) for name in in_display_order(manifest.classes)]
        facts.append((self.tr("Classes"), ", ".join(classes)))
        if isinstance(n, int):
            tested = self.tr("%n picture(s)", "", n)
            facts.append((self.tr("Accuracy"), f"{self.accuracy(manifest)}, {tested}"))
        for key, word in (
            ("f1_macro", self.tr("Macro F1")),
            ("binary_accuracy", self.tr("Binary accuracy")),
            ("log_loss", self.tr("Log loss")),
            ("ece", self.tr("Calibration error")),
        ):
            if isinstance(metrics.get(key), float):
                facts.append((word, figure_text(manifest, key)))
        per_class = metrics.get("per_class")
        if isinstance(per_class, Mapping):
            parts = [
                f"{expression_word(name)} {100 * float(per_class[name]['recall']):.0f} %"
                for name in in_display_order(manifest.classes)
                if name in per_class
            ]
            facts.append((self.tr("Recognised"), ", ".join(parts)))
        facts.append((self.tr("Trained on"), self._data_words(manifest)))
        ancestors = " ← ".join(self.called(name) for name in row.ancestors)
        facts.append((self.tr("Made from"), ancestors or self.tr("nothing: trained from scratch")))
        facts.append((self.tr("Made"), day_text(manifest.created)))
        return facts

    def _checksum_state(self, check: Check | None) -> str:
        if check is None:
            return self.tr("not verified since this page was opened")
        if check.problem is not None:
            return error_text(check.problem)
        return self.tr("sound, verified at {time}").format(
            time=QLocale().toString(check.at.time(), QLocale.FormatType.ShortFormat)
        )

    def _data_words(self, manifest: ModelManifest) -> str:
        data = manifest.training_data
        source = data.get("source") or data.get("dataset") or "–"
        counts = data.get("counts")
        if isinstance(counts, Mapping):
            total = sum(value for value in counts.values() if isinstance(value, int))
            if total:
                return f"{source}, " + self.tr("%n picture(s)", "", total)
        return str(source)


def figure_text(manifest: ModelManifest | None, key: str) -> str:
    """One of its figures; a dash where it was not measured, nothing where the manifest cannot be read."""
    value = manifest.metrics.get(key) if manifest else None
    return f"{value:.3f}" if isinstance(value, float) else ("–" if manifest else "")


def day_text(iso: str) -> str:
    """The day of a time in ISO 8601, as it is written here."""
    at = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(at.toLocalTime().date(), QLocale.FormatType.ShortFormat) if at.isValid() else iso
