"""The designed experiment: its form, the table of trials and the main effects as they fill, and the verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from engine.errors import KnownError
from engine.model_archive import import_model
from engine.model_registry import MANIFEST, ModelManifest, active_model_folder, read_manifest
from engine.paths import Paths
from gui.admin.files import choose_file
from gui.admin.job_panel import JobPage
from gui.admin.parts import Card, mark_wrong
from gui.admin.table_dialog import TableDialog
from gui.admin.trial_table import Row, TrialTable, level_word
from gui.background import Background
from gui.jobs.dataset_choice import DatasetChoice
from gui.jobs.form import Picks
from gui.jobs.model_choice import ModelChoice
from gui.jobs.plots import Effect, EffectsPlot, Level
from gui.messages import DOT, count, error_text, expression_word
from gui.remarks import remark_text, setting_word
from gui.theme import LIGHT, Metrics, Theme
from training.experiment.applying import apply_optimum
from training.experiment.config import MOST_REPEATS, MOST_WORKERS, RESPONSES, ExperimentConfig, factor
from training.experiment.outcome import Outcome, read_outcome
from training.experiment.taguchi import SEED_FACTORS, Factor
from training.jobs.events import Event
from training.jobs.runs import Run
from training.recognizer.config import RetrainConfig

CANDIDATE = "candidate"
"""The folder within a run's where the model of the best combination lies."""
FACTORS = tuple(one.name for one in SEED_FACTORS)


class ExperimentPage(JobPage):
    """Plans and runs a Taguchi experiment over the settings of the training."""

    kind = "experiment"

    def title(self) -> str:
        return self.tr("L9 experiment")

    # The form

    def build_form(self, into: QVBoxLayout) -> None:
        form = self.form
        self.dataset = DatasetChoice(form)
        form.add_choice("dataset", self.dataset)
        self.dataset.currentIndexChanged.connect(lambda _index: self._offer_classes())
        self.repeats = form.spin("repeats", 1, MOST_REPEATS)
        self.repeat_by = form.choice("repeat_by")
        self.response = form.choice("response")
        self.picks = Picks(form)
        self.picks.changed.connect(form.edited.emit)
        form.add("classes", self.picks, wide=True)
        self.levels: dict[str, QLineEdit] = {name: form.line(name) for name in FACTORS}
        self.workers = form.spin("workers", 1, MOST_WORKERS)
        self.views_n = form.spin("views", 0, 20)
        self.seed = form.spin("seed", 0, 2**31 - 1)
        self.confirm = form.tick("confirm")
        for value in ("seeds", "folds"):
            self.repeat_by.addItem(value, value)
        for response in RESPONSES:
            self.response.addItem(response, response)
        self.quick, self.study = QPushButton(form), QPushButton(form)
        self.quick.clicked.connect(self._fill_quick)
        self.study.clicked.connect(lambda: self._fill_factors(SEED_FACTORS))
        row = QHBoxLayout()
        row.addWidget(self.study)
        row.addWidget(self.quick)
        row.addStretch(1)
        self.analyse = QPushButton(form)
        self.analyse.clicked.connect(self._choose_table)
        row.addWidget(self.analyse)
        form.inside.addLayout(row)
        self.about = QLabel(form)
        self.about.setProperty("role", "explanation")
        self.about.setWordWrap(True)
        form.inside.addWidget(self.about)
        self._fill(ExperimentConfig("-"))

    def show_datasets(self) -> None:
        if self.dataset.offer(self.datasets) or not self.picks.picked():
            self._offer_classes()

    def _offer_classes(self) -> None:
        manifest = self.dataset.manifest()
        classes = () if manifest is None else manifest.classes
        try:
            known = frozenset(read_manifest(active_model_folder(self.context.paths)).classes) & frozenset(classes)
        except KnownError:
            known = frozenset(classes)
        self.picks.offer(classes, known if len(known) > 1 else frozenset(classes), expression_word)
        self.check()

    def config(self) -> tuple[ExperimentConfig, str]:
        manifest = self.dataset.manifest()
        if manifest is None:
            raise KnownError("There is no dataset yet. Import one on the page Dataset.")
        config = ExperimentConfig(
            manifest.name,
            classes=self.picks.picked(),
            factors=self._factors(),
            repeats=self.repeats.value(),
            repeat_by=self.repeat_by.currentData(),
            response=self.response.currentData(),
            base=replace(self._base, views=self.views_n.value(), seed=self.seed.value()),
            confirm=self.confirm.isChecked(),
            workers=self.workers.value(),
        )
        return config, manifest.name

    def _factors(self) -> tuple[Factor, ...]:
        """What the lines say; an empty line leaves its factor out. Each wrong line is marked."""
        factors, problem = [], None
        for name, field in self.levels.items():
            texts = [part for part in field.text().replace("，", ",").replace("、", ",").split(",") if part.strip()]
            wrong = False
            if texts:
                try:
                    one = factor(name, texts)
                    ExperimentConfig("-", factors=(one,), array=None)
                    factors.append(one)
                except KnownError as error:
                    wrong, problem = True, problem or error
            mark_wrong(field, wrong)
        if problem is not None:
            raise problem
        if not factors:
            raise KnownError("Give at least one setting two levels or more, separated by commas.")
        return tuple(factors)

    def fill_form(self, config: Any) -> None:
        self.dataset.setCurrentIndex(max(0, self.dataset.findData(config.dataset)))
        if config.classes is not None:
            self.picks.pick(frozenset(config.classes))
        self._fill(config)

    def _fill(self, config: ExperimentConfig) -> None:
        self._base: RetrainConfig = config.base
        self.repeats.setValue(config.repeats)
        self.repeat_by.setCurrentIndex(self.repeat_by.findData(config.repeat_by))
        self.response.setCurrentIndex(self.response.findData(config.response))
        self.workers.setValue(config.workers)
        self.views_n.setValue(config.base.views)
        self.seed.setValue(config.base.seed)
        self.confirm.setChecked(config.confirm)
        self._fill_factors(config.factors)

    def _fill_factors(self, factors: tuple[Factor, ...]) -> None:
        given = {one.name: one for one in factors}
        for name, field in self.levels.items():
            levels = given[name].levels if name in given else ()
            field.setText(", ".join(level_word(name, level) for level in levels))

    def _fill_quick(self) -> None:
        """A tenth of the epochs: whether everything works, in minutes."""
        self._fill_factors(
            tuple(f if f.name != "epochs" else Factor("epochs", ("3", "4", "5")) for f in SEED_FACTORS)
        )
        self.repeats.setValue(2)

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

    def analyse_table(self, file: Path) -> None:
        """What a table says that was made elsewhere, over the page."""
        TableDialog(file, self.theme, self.sizes, self).open()

    def _write_report(self, folder: Path, file: Path) -> None:
        language = self.context.settings.settings().screen.language

        def write() -> Path:
            from gui.reports.experiment_report import write_experiment_report

            write_experiment_report(folder, file, language)
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
        form = self.form
        form.set_title(self.tr("What to vary, and how often"))
        form.set_words("dataset", self.tr("Dataset"))
        form.set_words("repeats", self.tr("Repeats of each combination"))
        form.set_words("repeat_by", self.tr("Repeats differ by"))
        form.set_words("response", self.tr("What is judged"))
        form.set_words("classes", self.tr("Expressions that the model shall tell apart"))
        for name in FACTORS:
            form.set_words(name, setting_word(name), self.tr("levels, separated by commas"))
        form.set_words("workers", self.tr("Processes at once"))
        form.set_words("views", self.tr("Random views of each picture"))
        form.set_words("seed", self.tr("Seed of the random numbers"))
        form.set_words("confirm", self.tr("Confirm the predicted best"))
        words = {"seeds": self.tr("other random numbers"), "folds": self.tr("other people (folds)")}
        for index in range(self.repeat_by.count()):
            self.repeat_by.setItemText(index, words[self.repeat_by.itemData(index)])
        for index in range(self.response.count()):
            self.response.setItemText(index, setting_word(self.response.itemData(index)))
        self.picks.word_again(expression_word)
        self.study.setText(self.tr("Levels of the original study"))
        self.quick.setText(self.tr("A quick try (few epochs)"))
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
