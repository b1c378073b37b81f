"""The models that are installed: how good they are, where they come from, which one works, and bringing them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from engine import model_registry
from engine.emotions import in_display_order
from engine.errors import KnownError
from engine.faces.face_detector import install_yunet
from engine.faces.yunet import find_yunet
from engine.model_archive import check_model, export_model, import_model
from engine.model_registry import BUNDLED, ModelManifest, activate, active_model, installed_models, model_folder
from engine.paths import Paths
from gui.admin.files import choose_file
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card, ask
from gui.background import Background
from gui.messages import error_text, expression_word
from gui.theme import Metrics, Theme

Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One installed model; `problem` where its manifest cannot be read."""

    name: str
    manifest: ModelManifest | None
    problem: KnownError | None
    ancestors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All of them, which one works, which one worked before, and whether YuNet is there."""

    rows: tuple[ModelRow, ...]
    active: str
    previous: str | None
    has_yunet: bool


def read_registry(paths: Paths) -> Registry:
    """Manifests only, which takes milliseconds; checksums are `check_model`'s part."""
    rows: list[ModelRow] = []
    for name in installed_models(paths):
        try:
            manifest = model_registry.read_manifest(model_folder(paths, name))
        except KnownError as problem:
            rows.append(ModelRow(name, None, problem, ()))
        else:
            rows.append(ModelRow(name, manifest, None, model_registry.lineage(paths, name)))
    rows.sort(key=lambda row: row.manifest.created if row.manifest else "", reverse=True)
    return Registry(
        tuple(rows), active_model(paths), model_registry.previous_model(paths), find_yunet(paths) is not None
    )


def share_interval(share: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share measured on `n` pictures."""
    centre = (share + Z_95**2 / (2 * n)) / (1 + Z_95**2 / n)
    half = Z_95 / (1 + Z_95**2 / n) * sqrt(share * (1 - share) / n + Z_95**2 / (4 * n**2))
    return max(0.0, centre - half), min(1.0, centre + half)


class ModelsPage(AdminPage):
    """A table of the models at the left, what the chosen one says of itself at the right."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._registry: Registry | None = None
        self._checked: dict[str, tuple[QDateTime, KnownError | None]] = {}
        self._reading = Background(self)
        self._working = Background(self)
        self._working.busy_changed.connect(lambda _busy: self._show_buttons())
        self.detector = self.add_action()
        self.bring = self.add_action()
        self.back = self.add_action()
        self.detector.clicked.connect(self._choose_detector)
        self.bring.clicked.connect(self._choose_import)
        self.back.clicked.connect(self.roll_back)
        self._make_table()
        self._make_details()
        row = QHBoxLayout()
        row.addWidget(self.list_card, 3)
        row.addWidget(self.details, 2)
        self._row = row
        self.body.addLayout(row, 1)

    def _make_table(self) -> None:
        self.list_card = Card(self)
        self.table = QTableWidget(0, 5, self.list_card)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, 5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._show_details)
        self.list_card.inside.addWidget(self.table, 1)
        self.explained = QLabel(self.list_card)
        self.explained.setProperty("role", "muted")
        self.explained.setWordWrap(True)
        self.list_card.inside.addWidget(self.explained)

    def _make_details(self) -> None:
        self.details = Card(self)
        self.facts = QGridLayout()
        self.facts.setColumnStretch(1, 1)
        self.details.inside.addLayout(self.facts)
        self.details.inside.addStretch(1)
        self.use = QPushButton(self.details)
        self.use.setProperty("role", "primary")
        self.verify = QPushButton(self.details)
        self.export = QPushButton(self.details)
        self.delete = QPushButton(self.details)
        self.delete.setProperty("role", "danger")
        self.use.clicked.connect(lambda: self.put_to_work())
        self.verify.clicked.connect(lambda: self.check())
        self.export.clicked.connect(self._choose_export)
        self.delete.clicked.connect(self._ask_delete)
        buttons = QGridLayout()
        buttons.addWidget(self.use, 0, 0, 1, 3)
        for column, button in enumerate((self.verify, self.export, self.delete)):
            buttons.addWidget(button, 1, column)
        self._buttons = buttons
        self.details.inside.addLayout(buttons)

    def title(self) -> str:
        return self.tr("Models")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("What reads the expressions; the kiosk changes over without stopping"))
        self.detector.setText(self.tr("Install detector…"))
        self.detector.setToolTip(self.tr("YuNet, the better face detector: face_detection_yunet_2026may.onnx"))
        self.bring.setText(self.tr("Import model…"))
        self.back.setText(self.tr("Roll back"))
        self.list_card.set_title(self.tr("Installed"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Name"), self.tr("State"), self.tr("Accuracy"), self.tr("Macro F1"), self.tr("Made")]
        )
        self.explained.setText(
            self.tr(
                "Accuracy with its 95 % interval, each model on the pictures of its own training's test. Two models "
                "are only comparable on the same pictures: the retraining page does that."
            )
        )
        self.use.setText(self.tr("Put to work"))
        self.verify.setText(self.tr("Verify"))
        self.export.setText(self.tr("Export…"))
        self.delete.setText(self.tr("Delete…"))
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.list_card, self.details):
            card.set_look(theme, sizes)
        self._row.setSpacing(sizes.gap)
        self._buttons.setSpacing(round(sizes.gap * 0.5))
        self.facts.setHorizontalSpacing(sizes.gap)
        self.facts.setVerticalSpacing(round(sizes.gap * 0.4))
        self.table.verticalHeader().setDefaultSectionSize(sizes.touch)
        self._fill()

    def enter(self) -> None:
        self._read()

    def leave(self) -> None:
        self._reading.forget()

    # What there is

    def registry(self) -> Registry | None:
        """What was read last."""
        return self._registry

    def chosen(self) -> ModelRow | None:
        """The model of the chosen line."""
        place = self.table.currentRow()
        if self._registry is None or not 0 <= place < len(self._registry.rows):
            return None
        return self._registry.rows[place]

    def choose(self, name: str) -> None:
        """Chooses a model's line."""
        if self._registry is not None:
            for place, row in enumerate(self._registry.rows):
                if row.name == name:
                    self.table.selectRow(place)

    def is_busy(self) -> bool:
        """Whether something is being read or done."""
        return self._reading.is_busy() or self._working.is_busy()

    def _read(self) -> None:
        paths = self.context.paths
        self._reading.start(lambda: read_registry(paths), self._take, self.show_problem)

    def _take(self, registry: Registry) -> None:
        before = self.chosen()
        self._registry = registry
        self._fill()
        self.choose(before.name if before is not None else registry.active)
        if self.chosen() is None:
            self.choose(registry.active)

    def _fill(self) -> None:
        rows = self._registry.rows if self._registry is not None else ()
        chosen = self.table.currentRow()
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            texts = [
                self._called(row.name),
                self._state(row),
                self._accuracy(row.manifest),
                _figure(row.manifest, "f1_macro"),
                _day(row.manifest.created) if row.manifest else "",
            ]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 1 and self._registry is not None and row.name == self._registry.active:
                    weight = item.font()
                    weight.setBold(True)
                    item.setFont(weight)
                self.table.setItem(place, column, item)
        if 0 <= chosen < len(rows):
            self.table.selectRow(chosen)
        self._show_details()

    def _called(self, name: str) -> str:
        return self.tr("Bundled model") if name == BUNDLED else name

    def _state(self, row: ModelRow) -> str:
        if row.problem is not None:
            return self.tr("Damaged")
        if self._registry is not None and row.name == self._registry.active:
            return self.tr("At work")
        if self._registry is not None and row.name == self._registry.previous:
            return self.tr("Before")
        return self.tr("Candidate")

    def _accuracy(self, manifest: ModelManifest | None) -> str:
        if manifest is None:
            return ""
        accuracy, n = manifest.metrics.get("accuracy"), manifest.metrics.get("n")
        if not isinstance(accuracy, float) or not isinstance(n, int) or n < 1:
            return "–"
        low, high = share_interval(accuracy, n)
        return f"{accuracy * 100:.1f} %  ({low * 100:.1f}–{high * 100:.1f})"

    # The chosen one

    def _show_details(self) -> None:
        while (item := self.facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        row = self.chosen()
        self.details.set_title(self._called(row.name) if row else self.tr("Choose a model at the left"))
        if row is not None:
            for place, (subject, text) in enumerate(self._facts_of(row)):
                name, value = QLabel(subject, self.details), QLabel(text, self.details)
                name.setProperty("role", "muted")
                value.setWordWrap(True)
                value.setTextFormat(Qt.TextFormat.PlainText)
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self.facts.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
                self.facts.addWidget(value, place, 1)
        self._show_buttons()

    def _facts_of(self, row: ModelRow) -> list[tuple[str, str]]:
        if row.manifest is None:
            return [(self.tr("Problem"), error_text(row.problem) if row.problem else "")]
        manifest, metrics = row.manifest, row.manifest.metrics
        n = metrics.get("n")
        facts = [(self.tr("Files"), self._checksum_state(row.name))]
        classes = [expression_word(name) for name in in_display_order(manifest.classes)]
        facts.append((self.tr("Classes"), ", ".join(classes)))
        if isinstance(n, int):
            tested = self.tr("%n picture(s)", "", n)
            facts.append((self.tr("Accuracy"), f"{self._accuracy(manifest)}, {tested}"))
        for key, word in (
            ("f1_macro", self.tr("Macro F1")),
            ("binary_accuracy", self.tr("Binary accuracy")),
            ("log_loss", self.tr("Log loss")),
            ("ece", self.tr("Calibration error")),
        ):
            if isinstance(metrics.get(key), float):
                facts.append((word, _figure(manifest, key)))
        per_class = metrics.get("per_class")
        if isinstance(per_class, Mapping):
            parts = [
                f"{expression_word(name)} {100 * float(per_class[name]['recall']):.0f} %"
                for name in in_display_order(manifest.classes)
                if name in per_class
            ]
            facts.append((self.tr("Recognised"), ", ".join(parts)))
        facts.append((self.tr("Trained on"), self._data_words(manifest)))
        ancestors = " ← ".join(self._called(name) for name in row.ancestors)
        facts.append((self.tr("Made from"), ancestors or self.tr("nothing: trained from scratch")))
        facts.append((self.tr("Made"), _day(manifest.created)))
        return facts

    def _checksum_state(self, name: str) -> str:
        if name not in self._checked:
            return self.tr("not verified since this page was opened")
        at, problem = self._checked[name]
        if problem is not None:
            return error_text(problem)
        return self.tr("sound, verified at {time}").format(
            time=QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)
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

    def _show_buttons(self) -> None:
        row, registry = self.chosen(), self._registry
        free = not self._working.is_busy()
        sound = row is not None and row.manifest is not None and registry is not None
        at_work = row is not None and registry is not None and row.name == registry.active
        self.use.setEnabled(free and sound and not at_work)
        self.verify.setEnabled(free and row is not None)
        self.export.setEnabled(free and sound)
        self.delete.setEnabled(free and row is not None and not at_work and row.name != BUNDLED)
        self.bring.setEnabled(free)
        self.detector.setEnabled(free)
        self.back.setEnabled(free and registry is not None and registry.previous is not None)
        previous = registry.previous if registry is not None else None
        self.back.setToolTip(self.tr("To {name}").format(name=self._called(previous)) if previous else "")

    # What can be done

    def put_to_work(self) -> None:
        """Activates the chosen model, after checking it; the kiosk takes it between two frames."""
        row = self.chosen()
        if row is None or self._registry is None:
            return
        paths, name, before = self.context.paths, row.name, self._registry.active

        def work() -> None:
            check_model(model_folder(paths, name))
            activate(paths, name)

        def done(_: None) -> None:
            self.context.session.reload_model()
            self.context.audit.record("model_activated", name=name, before=before)
            self._note_check(name, None)
            self.say(self.tr("{name} is at work now. Roll back if it does worse.").format(name=self._called(name)))

        self._do(work, done, name)

    def roll_back(self) -> None:
        """Back to the model that worked before, in one step."""
        paths, before = self.context.paths, self._registry.active if self._registry else ""

        def done(name: str) -> None:
            self.context.session.reload_model()
            self.context.audit.record("model_rolled_back", name=name, before=before)
            self.say(self.tr("{name} is at work again.").format(name=self._called(name)))

        self._do(lambda: model_registry.rollback(paths), done)

    def check(self) -> None:
        """Checks the chosen model's files and that its network runs."""
        row = self.chosen()
        if row is None:
            return
        paths, name = self.context.paths, row.name

        def done(_: object) -> None:
            self._note_check(name, None)
            self.say(self.tr("{name} is sound.").format(name=self._called(name)))

        self._do(lambda: check_model(model_folder(paths, name)), done, name)

    def import_file(self, file: Path, name: str | None = None) -> None:
        """Installs a model archive."""
        paths = self.context.paths

        def done(manifest: ModelManifest) -> None:
            self.context.audit.record("model_imported", name=manifest.name)
            self._note_check(manifest.name, None)
            self.say(self.tr("{name} is installed. It works once you put it to work.").format(name=manifest.name))

        self._do(lambda: import_model(file, paths, name), done)

    def install_detector(self, file: Path) -> None:
        """Installs YuNet's file, whose checksum is pinned; the kiosk uses it at once where the settings allow."""
        paths = self.context.paths

        def done(_: Path) -> None:
            self.context.audit.record("detector_installed", file=file.name)
            # Settings that are the same are no change, and the detector is chosen anew with the model.
            self.context.session.reload_model()
            self.say(self.tr("The face detector YuNet is installed."))

        self._do(lambda: install_yunet(file, paths), done)

    def export_to(self, file: Path) -> None:
        """Writes the chosen model into one archive."""
        row = self.chosen()
        if row is None:
            return
        folder, name = model_folder(self.context.paths, row.name), row.name

        def done(_: object) -> None:
            self._note_check(name, None)
            self.context.audit.record("model_exported", name=name, file=file.name)
            self.say(self.tr("{name} is written to {file}.").format(name=self._called(name), file=file.name))

        self._do(lambda: export_model(folder, file), done)

    def delete_chosen(self) -> None:
        """Removes the chosen model for good."""
        row = self.chosen()
        if row is None:
            return
        paths, name = self.context.paths, row.name

        def done(_: None) -> None:
            self.context.audit.record("model_deleted", name=name)
            self._checked.pop(name, None)
            self.say(self.tr("{name} is deleted.").format(name=name))

        self._do(lambda: model_registry.delete_model(paths, name), done)

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None], checked: str | None = None) -> None:
        self.show_problem()

        def finished(outcome: Any) -> None:
            done(outcome)
            self._read()

        def failed(problem: KnownError) -> None:
            if checked is not None:
                self._note_check(checked, problem)
            self.show_problem(problem)
            self._read()

        self._working.start(work, finished, failed)

    def _note_check(self, name: str, problem: KnownError | None) -> None:
        self._checked[name] = (QDateTime.currentDateTime(), problem)

    # Questions

    def _choose_import(self) -> None:
        choose_file(self, self.tr("Import a model"), self.tr("Model archives (*.zip)"), self.import_file)

    def _choose_detector(self) -> None:
        choose_file(self, self.tr("Install YuNet"), self.tr("YuNet's file (*.onnx)"), self.install_detector)

    def _choose_export(self) -> None:
        row = self.chosen()
        if row is not None:
            title, kinds = self.tr("Export the model"), self.tr("Model archives (*.zip)")
            dialog = choose_file(self, title, kinds, self.export_to, save_as=f"{row.name}.zip")
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, on=True)  # nothing is ever written over

    def _ask_delete(self) -> None:
        row = self.chosen()
        if row is not None:
            words = self.tr(
                "It is removed from this machine and cannot be brought back, unless you have exported it."
            )
            title = self.tr("Delete the model {name}?").format(name=row.name)
            ask(self, title, words, self.tr("Delete"), self.delete_chosen, danger=True)


def _figure(manifest: ModelManifest | None, key: str) -> str:
    value = manifest.metrics.get(key) if manifest else None
    return f"{value:.3f}" if isinstance(value, float) else ("–" if manifest else "")


def _day(iso: str) -> str:
    at = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(at.toLocalTime().date(), QLocale.FormatType.ShortFormat) if at.isValid() else iso
