"""The designed experiment: its form, the table of trials and the main effects as they fill, and the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from engine.errors import KnownError
from engine.model_archive import import_model
from engine.model_registry import MANIFEST, ModelManifest, read_manifest
from engine.paths import Paths
from gui.admin.experiment_form import ExperimentForm
from gui.admin.files import choose_file
from gui.admin.job_panel import JobPage
from gui.admin.parts import Card
from gui.admin.table_dialog import TableDialog
from gui.admin.trial_table import Row, TrialTable, level_word
from gui.background import Background
from gui.jobs.model_choice import ModelChoice
from gui.jobs.plots import Effect, EffectsPlot, Level
from gui.messages import DOT, count, error_text
from gui.remarks import remark_text, setting_word
from gui.reports.in_child import in_child, write_experiment_unseen
from gui.theme import LIGHT, Metrics, Theme
from training.experiment.applying import apply_optimum
from training.experiment.config import ExperimentConfig
from training.experiment.outcome import Outcome, read_outcome
from training.experiment.planned_design import read_design, write_design
from training.jobs.events import Event
from training.jobs.runs import Run

CANDIDATE = "candidate"
"""The folder within a run's where the model of the best combination lies."""


class ExperimentPage(JobPage):
    """Plans and runs a Taguchi experiment over the settings of the training."""

    kind = "experiment"

    def title(self) -> str:
        return self.tr("L9 experiment")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        form = self.form
        self.fields = ExperimentForm(form, self.context.paths, self)
        self.fields.more.toggled.connect(self.check)
        self.open_plan, self.save_plan, self.analyse = (QPushButton(form) for _ in range(3))
        self.open_plan.clicked.connect(self._choose_plan)
        self.save_plan.clicked.connect(self._choose_where_to_save)
        self.analyse.clicked.connect(self._choose_table)
        for buttons in (
            (self.fields.study, self.fields.quick, None, self.fields.more),
            (None, self.open_plan, self.save_plan, self.analyse),
        ):
            row = QHBoxLayout()
            for button in buttons:
                if button is None:
                    row.addStretch(1)
                else:
                    row.addWidget(button)
            form.inside.addLayout(row)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)

    def show_datasets(self) -> None:
        self.fields.offer(self.datasets)

    def config(self) -> tuple[ExperimentConfig, str]:
        return self.fields.config()

    def fill_form(self, config: Any) -> None:
        self.fields.fill(config)

    def check(self) -> None:
        super().check()
        if not self._ready:
            return
        try:
            config, _ = self.config()
            plan = config.plan()
        except KnownError:
            self.about.setText("")
            return
        trainings = len(plan.runs) * config.repeats
        words = self.tr("{array}: {runs} combinations, each {repeats} times: {n} trainings.").format(
            array=plan.array.title, runs=len(plan.runs), repeats=config.repeats, n=count(trainings)
        )
        if config.repeats == 1:
            words += " " + self.tr(
                "With one training a combination nothing tells chance from effect: repeat at least twice."
            )
        if self.fields.more.isChecked():
            words += " " + self.tr(
                "A setting with one value is the same in all trainings; an empty one is the usual."
            )
        self.about.setText(words)

    # The run

    def build_run(self, into: QVBoxLayout) -> None:
        self._reading_outcome = Background(self)
        self.table_card, self.plot_card, self.verdict_card = Card(self), Card(self), Card(self)
        self.table = TrialTable(self.sizes, self.table_card)
        self.table_card.inside.addWidget(self.table, 1)
        self.effects = EffectsPlot(LIGHT, self.sizes, self.plot_card)
        self.plot_card.inside.addWidget(self.effects, 1)
        self.verdict = QLabel(self.verdict_card)
        self.verdict.setWordWrap(True)
        self.doubts = QLabel(self.verdict_card)
        self.doubts.setWordWrap(True)
        self.doubts.setProperty("role", "explanation")
        self.verdict_card.inside.addWidget(self.verdict)
        self.verdict_card.inside.addWidget(self.doubts)
        grid = QGridLayout()
        grid.addWidget(self.table_card, 0, 0, 2, 1)
        grid.addWidget(self.plot_card, 0, 1)
        grid.addWidget(self.verdict_card, 1, 1)
        grid.setColumnStretch(0, 11)
        grid.setColumnStretch(1, 10)
        grid.setRowStretch(0, 1)
        self._grid = grid
        into.addLayout(grid, 1)
        self._installing, self._reporting = Background(self), Background(self)
        self.report = self.add_action()
        self.report.clicked.connect(self._export_report)
        self.take = QPushButton(self.verdict_card)
        self.take.setProperty("role", "primary")
        self.take.clicked.connect(self._take_candidate)
        self.verdict_card.inside.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice = ModelChoice(self.context, self.sizes, self)
        into.addWidget(self.choice)
        self.clear_run()

    def clear_run(self) -> None:
        self._trials: dict[int | None, Row] = {}
        self._newest: tuple[int | None, int] | None = None
        self._outcome: Outcome | None = None
        self._problem: KnownError | None = None
        self._reading_outcome.forget()
        self.take.hide()
        self.report.hide()
        self.choice.clear()

    def show_event(self, event: Event) -> None:
        trial = event.get("trial")
        if not isinstance(trial, dict):
            return
        told = dict(trial)
        for name in ("epoch", "epochs"):
            if name in event:
                told[name] = event[name]
        run, repeat = trial.get("run"), int(trial.get("repeat", 1))
        self._trials.setdefault(run, {})[repeat] = told
        self._newest = (run, repeat)
        if told.get("status") != "running":
            self._read_outcome()

    def _read_outcome(self) -> None:
        """Analysis and words, from the folder: off the GUI thread, and not one reading after the other."""
        run = self._shown
        if run is None or self._reading_outcome.is_busy():
            return
        try:
            config = run.config()
        except KnownError as error:
            self._problem = error
            return

        def done(outcome: Outcome) -> None:
            self._outcome, self._problem = outcome, outcome.problem
            if self.isVisible():
                self.draw_run()

        self._reading_outcome.start(lambda: read_outcome(run.folder, config), done, self._could_not_read)

    def _could_not_read(self, error: KnownError) -> None:
        self._problem = error
        self.draw_run()

    def show_result(self, run: Run) -> None:
        self._reading_outcome.forget()
        self._read_outcome()
        if not (run.folder / CANDIDATE / MANIFEST).is_file():
            return
        if (self.context.paths.models / run.name).is_dir():
            self.choice.show_candidate(run.name, str(run.record.dataset))
        else:
            self.take.show()

    def show_view(self, name: str) -> None:
        super().show_view(name)
        self._render_report()

    def _render_report(self) -> None:
        has_figures = self._outcome is not None and self._outcome.analysis is not None
        self.report.setVisible(self.views.currentIndex() == 1 and has_figures)
        self.report.setEnabled(not self._reporting.is_busy())

    def _export_report(self) -> None:
        """Asks where to, and writes it in the background: plots and PDF take seconds."""
        run = self._shown
        if run is None:
            return
        choose_file(
            self,
            self.tr("Export the report"),
            "PDF (*.pdf);;HTML (*.html)",
            lambda file: self._write_report(run.folder, file),
            save_as=f"{run.name}.pdf",
        )

    def _choose_table(self) -> None:
        kinds = self.tr("Tables with one trial a row (*.csv *.txt *.tsv)")
        choose_file(self, self.tr("Analyse a table of results"), kinds, self.analyse_table)

    def _choose_plan(self) -> None:
        choose_file(self, self.tr("Open a plan"), self.tr("Plans (*.csv)"), self.take_plan)

    def take_plan(self, file: Path) -> None:
        """Fills in the factors and the array of a plan that was saved here or by `main.py experiment design`."""
        try:
            factors, array = read_design(file)
        except KnownError as problem:
            self.show_problem(problem)
            return
        self.fields.fill_plan(factors, array)

    def _choose_where_to_save(self) -> None:
        title, kinds = self.tr("Save the plan"), self.tr("Plans (*.csv)")
        choose_file(self, title, kinds, self.write_plan, save_as="plan.csv")

    def write_plan(self, file: Path) -> None:
        """Writes the runs of the form's plan, to be filled in by whoever trains them."""
        try:
            config, _ = self.config()
            write_design(config.plan(), config.repeats, file)
        except KnownError as problem:
            self.show_problem(problem)
            return
        self.say(self.tr("The plan is written to {file}.").format(file=file))

    def analyse_table(self, file: Path) -> None:
        """What a table says that was made elsewhere, over the page."""
        TableDialog(file, self.theme, self.sizes, self).open()

    def _write_report(self, folder: Path, file: Path) -> None:
        language = self.context.settings.settings().screen.language

        def write() -> Path:
            in_child(write_experiment_unseen, folder, file, language)
            return file

        def done(written: Path) -> None:
            self.context.audit.record("report_exported", file=str(written))
            self.say(self.tr("The report is written to {file}.").format(file=written))
            self._render_report()

        self._reporting.start(write, done, self.show_problem)
        self._render_report()

    def _take_candidate(self) -> None:
        """Installs the model that the experiment has made, under the run's name, and compares it. Settings that the
        confirmation has confirmed become the default of trainings."""
        run, paths = self._shown, self.context.paths
        if run is None:
            return

        def done(manifest: ModelManifest) -> None:
            self.context.audit.record("model_imported", name=manifest.name)
            self.take.hide()
            if self._shown is not None and self._shown.name == run.name:
                self.choice.show_candidate(manifest.name, str(run.record.dataset))

        self.take.setEnabled(False)
        self._installing.busy_changed.connect(lambda busy: self.take.setEnabled(not busy))
        self._installing.start(lambda: _install(run, paths), done, self.show_problem)

    def draw_run(self) -> None:
        shown = self._shown is not None
        for card in (self.table_card, self.plot_card, self.verdict_card):
            card.setVisible(shown)
        if not shown or self._shown is None:
            return
        try:
            config: ExperimentConfig = self._shown.config()
        except KnownError as error:
            self.verdict.setText(error_text(error))
            return
        self.table.show_trials(config, self._trials, self._outcome, at_work=self._is_mine())
        self._draw_effects(config)
        self._say_verdict()
        self._render_report()

    def _draw_effects(self, config: ExperimentConfig) -> None:
        effects: list[Effect] = []
        analysis = None if self._outcome is None else self._outcome.analysis
        if analysis is not None:
            effects = [
                Effect(
                    setting_word(one.name),
                    tuple(Level(level_word(one.name, lv.name), lv.mean, lv.half_width) for lv in one.levels),
                )
                for one in analysis.factors
            ]
        else:
            effects = self.table.plain_effects(config)
        self.effects.show_effects(effects, self.tr("The first training is not yet done."))

    def _say_verdict(self) -> None:
        outcome = self._outcome
        said = None if outcome is None else outcome.conclusions()
        if outcome is None or said is None:
            words = self.tr("There is nothing to conclude yet.")
            if self._problem is not None:
                words = error_text(self._problem)
            self.verdict.setText(words)
            self.doubts.setText("")
            return
        self.verdict.setText("\n".join(remark_text(one) for one in (*said.what_matters[:1], *said.what_to_run)))
        doubts = [remark_text(one) for one in (*said.how_sure, *outcome.limits())]
        self.doubts.setText("\n".join(doubts))

    # Words

    def start_words(self) -> str:
        return self.tr("Start the experiment")

    def settings_text(self, config: Any) -> str:
        parts = [
            f"{setting_word(one.name)} {' / '.join(level_word(one.name, level) for level in one.levels)}"
            for one in config.factors
        ]
        parts.append(self.tr("{n} repeats").format(n=config.repeats))
        return DOT.join(parts)

    def result_text(self, run: Run) -> str:
        result = run.record.result or {}
        if not result.get("optimum"):
            return ""
        best = DOT.join(level_word(name, level) for name, level in result["optimum"].items())
        if result.get("confirmed") is None:
            return best
        held = self.tr("confirmed") if result["confirmed"] else self.tr("not confirmed")
        return f"{best}: {held}"

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        for thing in (self.table_card, self.plot_card, self.verdict_card, self.table, self.effects, self.choice):
            thing.set_look(theme, sizes)
        self._grid.setSpacing(sizes.gap)
        self.effects.setMinimumHeight(round(sizes.body_px * 13))

    def retranslate(self) -> None:
        self.fields.retranslate()
        self.open_plan.setText(self.tr("Open a plan…"))
        self.save_plan.setText(self.tr("Save the plan…"))
        self.analyse.setText(self.tr("Analyse a table…"))
        self.report.setText(self.tr("Export the report"))
        self.take.setText(self.tr("Take over its model and compare"))
        self.choice.retranslate()
        self.table_card.set_title(self.tr("Trials"))
        self.plot_card.set_title(self.tr("Main effects so far (means with 95 % intervals)"))
        self.verdict_card.set_title(self.tr("What it says so far"))
        super().retranslate()
        self.check()

    def leave(self) -> None:
        super().leave()
        self._reading_outcome.forget()
        self._installing.forget()
        self._reporting.forget()
        self.choice.shut_down()


def _install(run: Run, paths: Paths) -> ModelManifest:
    """The run's model among the others; its settings as the default, where they were confirmed."""
    if (run.record.result or {}).get("confirmed"):
        apply_optimum(run.folder, run.config(), paths)
        return read_manifest(paths.models / run.name)
    return import_model(run.folder / CANDIDATE, paths, run.name)
