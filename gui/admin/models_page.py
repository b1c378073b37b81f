"""The models that are installed: how good they are, where they come from, which one works, and bringing them in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from engine import model_registry
from engine.errors import KnownError
from engine.faces.face_detector import install_yunet
from engine.model_archive import check_model, export_model, import_model
from engine.model_registry import BUNDLED, ModelManifest, activate, model_folder
from gui.admin.evaluation_dialog import EvaluationDialog
from gui.admin.files import choose_file
from gui.admin.model_facts import Check, ModelFacts
from gui.admin.model_list import ModelRow, Registry, read_registry
from gui.admin.model_table import ModelTable
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import Card, ask
from gui.background import Background
from gui.jobs.side_job import SideJob, problem_of
from gui.laying_out import take_out
from gui.messages import error_text
from gui.theme import Metrics, Theme
from training.evaluation.judging_config import EvaluateConfig
from training.evaluation.metrics import Figures
from training.jobs.supervisor import JobOutcome

NARROW_EMS = 55


class ModelsPage(AdminPage):
    """A table of the models at the left, what the chosen one says of itself at the right."""

    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._registry: Registry | None = None
        self._checked: dict[str, Check] = {}
        self._reading = Background(self)
        self._working = Background(self)
        self._saving = Background(self)
        self._judging = SideJob(context.paths, self)
        self._judging.ended.connect(self._judged)
        self._judged_name = ""
        self._narrow: bool | None = None
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
        self._arrange(narrow=False)
        self.body.addLayout(row, 1)

    def _make_table(self) -> None:
        self.list_card = Card(self)
        self.table = ModelTable(self.list_card)
        self.table.itemSelectionChanged.connect(self._show_details)
        self.list_card.inside.addWidget(self.table, 1)
        self.explained = QLabel(self.list_card)
        self.explained.setProperty("role", "muted")
        self.explained.setWordWrap(True)
        self.list_card.inside.addWidget(self.explained)

    def _make_details(self) -> None:
        self.details = ModelFacts(self)
        self.use = QPushButton(self.details)
        self.use.setProperty("role", "primary")
        self.judge = QPushButton(self.details)
        self.verify = QPushButton(self.details)
        self.export = QPushButton(self.details)
        self.delete = QPushButton(self.details)
        self.delete.setProperty("role", "danger")
        self.use.clicked.connect(lambda: self.put_to_work())
        self.verify.clicked.connect(lambda: self.check())
        self.export.clicked.connect(self._choose_export)
        self.delete.clicked.connect(self._ask_delete)
        self.judge.clicked.connect(self._choose_pictures)
        self._buttons = QGridLayout()
        self.details.inside.addLayout(self._buttons)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.table.set_narrow(narrow=narrow)
        self.explained.setVisible(not narrow)
        self._row.setStretch(0, 2 if narrow else 3)
        self._row.setStretch(1, 3 if narrow else 2)
        rows: tuple[tuple[QPushButton, ...], ...] = (
            ((self.use, self.judge), (self.verify, self.export), (self.delete,))
            if narrow
            else ((self.use, self.judge), (self.verify, self.export, self.delete))
        )
        for row, buttons in enumerate(rows):
            share = 6 // len(buttons)
            for place, button in enumerate(buttons):
                take_out(button, self._buttons)
                self._buttons.addWidget(button, row, place * share, 1, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < NARROW_EMS * self.sizes.body_px)

    def title(self) -> str:
        return self.tr("Models")

    def retranslate(self) -> None:
        self.subtitle.setText(self.tr("What reads the expressions; the kiosk changes over without stopping"))
        self.detector.setText(self.tr("Install detector…"))
        self.detector.setToolTip(self.tr("YuNet, the better face detector: face_detection_yunet_2026may.onnx"))
        self.bring.setText(self.tr("Import model…"))
        self.back.setText(self.tr("Roll back"))
        self.list_card.set_title(self.tr("Installed"))
        self.table.retranslate()
        self.explained.setText(
            self.tr(
                "Accuracy with its 95 % interval, each model on the pictures of its own training's test. Two models "
                "are only comparable on the same pictures: the retraining page does that."
            )
        )
        self.use.setText(self.tr("Put to work"))
        self.verify.setText(self.tr("Verify"))
        self._show_judging()
        self.export.setText(self.tr("Export…"))
        self.delete.setText(self.tr("Delete…"))
        self._fill()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for card in (self.list_card, self.details):
            card.set_look(theme, sizes)
        self._row.setSpacing(sizes.gap)
        self._buttons.setSpacing(round(sizes.gap * 0.5))
        self.details.set_spacing(sizes.gap, round(sizes.gap * 0.4))
        self.table.verticalHeader().setDefaultSectionSize(sizes.touch)
        self._fill()

    def enter(self) -> None:
        self._read()

    def leave(self) -> None:
        self._reading.forget()
        self._judging.abandon()
        self._saving.forget()
        self._show_judging()

    # What there is

    def registry(self) -> Registry | None:
        """What was read last."""
        return self._registry

    def chosen(self) -> ModelRow | None:
        """The model of the chosen line."""
        return self.table.chosen()

    def choose(self, name: str) -> None:
        """Chooses a model's line."""
        self.table.choose(name)

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
        self.table.show_models(self._registry, self.details)
        self._show_details()

    # The chosen one

    def _show_details(self) -> None:
        row = self.chosen()
        self.details.show_model(row, self._checked.get(row.name) if row else None)
        self._show_buttons()

    def _show_buttons(self) -> None:
        row, registry = self.chosen(), self._registry
        free = not self._working.is_busy()
        sound = row is not None and row.manifest is not None and registry is not None
        at_work = row is not None and registry is not None and row.name == registry.active
        self.use.setEnabled(free and sound and not at_work)
        self.judge.setEnabled(sound and not self._judging.is_running())
        self.verify.setEnabled(free and row is not None)
        self.export.setEnabled(free and sound)
        self.delete.setEnabled(free and row is not None and not at_work and row.name != BUNDLED)
        self.bring.setEnabled(free)
        self.detector.setEnabled(free)
        self.back.setEnabled(free and registry is not None and registry.previous is not None)
        previous = registry.previous if registry is not None else None
        self.back.setToolTip(self.tr("To {name}").format(name=self.details.called(previous)) if previous else "")

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
            self.say(
                self.tr("{name} is at work now. Roll back if it does worse.").format(name=self.details.called(name))
            )

        self._do(work, done, name)

    def roll_back(self) -> None:
        """Back to the model that worked before, in one step."""
        paths, before = self.context.paths, self._registry.active if self._registry else ""

        def done(name: str) -> None:
            self.context.session.reload_model()
            self.context.audit.record("model_rolled_back", name=name, before=before)
            self.say(self.tr("{name} is at work again.").format(name=self.details.called(name)))

        self._do(lambda: model_registry.rollback(paths), done)

    def check(self) -> None:
        """Checks the chosen model's files and that its network runs."""
        row = self.chosen()
        if row is None:
            return
        paths, name = self.context.paths, row.name

        def done(_: object) -> None:
            self._note_check(name, None)
            self.say(self.tr("{name} is sound.").format(name=self.details.called(name)))

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
            self.say(self.tr("{name} is written to {file}.").format(name=self.details.called(name), file=file.name))

        self._do(lambda: export_model(folder, file), done)

    def judge_by(self, folder: Path) -> None:
        """Judges the chosen model by labelled pictures, in a process of its own, and shows how good it is."""
        row = self.chosen()
        if row is None:
            return
        self._judged_name = row.name
        self.show_problem()
        try:
            self._judging.start("evaluate", EvaluateConfig(row.name, str(folder)))
        except KnownError as problem:
            self.show_problem(problem)
        self._show_judging()

    def _judged(self, outcome: JobOutcome) -> None:
        self._show_judging()
        if outcome.end == "succeeded" and outcome.result is not None:
            self._show_evaluation(outcome.result)
        else:
            self.show_problem(problem_of(outcome))

    def _show_evaluation(self, result: dict[str, Any]) -> None:
        name = self.details.called(self._judged_name)
        dialog = EvaluationDialog(name, result, self.theme, self.sizes, self)

        def save(folder: Path) -> None:
            def write() -> None:
                from training.evaluation.plots import write_plots

                write_plots(Figures.from_json(result), folder)

            words = self.tr("The plots are written to {folder}.").format(folder=folder)
            self._saving.start(write, lambda _: dialog.say(words), lambda problem: dialog.say(error_text(problem)))

        dialog.save_wanted.connect(save)
        dialog.finished.connect(lambda _result: self._saving.forget())
        dialog.open()

    def _show_judging(self) -> None:
        running = self._judging.is_running()
        self.judge.setText(self.tr("Judging…") if running else self.tr("Judge by pictures…"))
        self._show_buttons()

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
        self._checked[name] = Check(QDateTime.currentDateTime(), problem)

    # Questions

    def _choose_import(self) -> None:
        choose_file(self, self.tr("Import a model"), self.tr("Model archives (*.zip)"), self.import_file)

    def _choose_detector(self) -> None:
        choose_file(self, self.tr("Install YuNet"), self.tr("YuNet's file (*.onnx)"), self.install_detector)

    def _choose_pictures(self) -> None:
        title = self.tr("A folder with one folder of pictures for each expression")
        choose_file(self, title, "", self.judge_by, folder=True)

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
