"""The page that augmentation, retraining and the experiment share: a form, the run at work, and the runs before."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.edition import require_training
from engine.errors import KnownError
from gui.admin.job_history import LOG_BYTES, History, LogDialog, log_end
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import ask, restyle, scrolling
from gui.admin.run_card import RunCard
from gui.background import Background
from gui.jobs.form import Form, Segments
from gui.jobs.job_controller import JobController
from gui.jobs.words import status_word
from gui.messages import DOT, error_text
from gui.theme import Metrics, Theme
from training.datasets.dataset import DatasetManifest
from training.datasets.listing import list_manifests
from training.jobs.events import Event
from training.jobs.runs import LOG_FILE, Run, list_runs, read_events
from training.jobs.supervisor import JobOutcome

REDRAW_MS = 500
NEW, RUN, HISTORY = "new", "run", "history"


class JobPage(AdminPage):
    """A page about one kind of job. What a kind has of its own is overridden; see the methods of the first block."""

    kind = ""
    scrolls = False

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        assert isinstance(context.jobs, JobController), "a page about jobs needs the controller"
        self.jobs = context.jobs
        self.datasets: tuple[DatasetManifest, ...] = ()
        self._shown: Run | None = None
        self._runs: tuple[Run, ...] = ()
        self._valid = self._ready = False
        self._last: Event = {}
        self._reading_runs, self._reading_data, self._reading_run = (Background(self) for _ in range(3))
        self.stop = self.add_action()
        self.cancel = self.add_action(danger=True)
        self.begin = self.add_action(primary=True)
        self.stop.clicked.connect(self.jobs.stop_early)
        self.cancel.clicked.connect(self._ask_to_cancel)
        self.begin.clicked.connect(self._begin)
        self.tabs = Segments((NEW, RUN, HISTORY), self)
        self.tabs.chosen.connect(self.show_view)
        self.views = QStackedWidget(self)
        self.form = Form(self)
        self._make_new()
        self._make_run()
        self.history = History(self)
        self.history.show_wanted.connect(lambda run: self.show_run(run, RUN))
        self.history.resume_wanted.connect(self.resume)
        self.history.settings_wanted.connect(self._take_settings)
        self.history.log_wanted.connect(self.show_log)
        self.views.addWidget(self.history)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.views, 1)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(REDRAW_MS)
        self._redraw.timeout.connect(self._draw_all)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._render_progress)
        self.form.edited.connect(self.check)
        self.jobs.started.connect(self._job_started)
        self.jobs.progressed.connect(self._job_progressed)
        for ended in (self.jobs.finished, self.jobs.failed, self.jobs.cancelled):
            ended.connect(self._job_ended)
        self.jobs.changed.connect(self._render_state)
        self._ready = True

    # What a kind of job has of its own

    def build_form(self, into: QVBoxLayout) -> None:
        """Adds the fields to `self.form`, and what else belongs beside it to `into`."""

    def build_run(self, into: QVBoxLayout) -> None:
        """What the run at work shows, below its progress."""

    def config(self) -> tuple[Any, str]:
        """What the form says, and the dataset that it is about. Raises `KnownError` where it makes no sense."""
        raise NotImplementedError

    def fill_form(self, config: Any) -> None:
        """Puts a configuration into the form."""

    def show_datasets(self) -> None:
        """`self.datasets` have been read."""

    def clear_run(self) -> None:
        """Forgets what was shown of a run."""

    def show_event(self, event: Event) -> None:
        """Remembers what an event tells; `draw_run` follows within half a second."""

    def draw_run(self) -> None:
        """Draws what was remembered."""

    def show_result(self, run: Run) -> None:
        """The run that is shown has ended, or ended long ago."""

    def settings_text(self, config: Any) -> str:
        """A configuration in a line."""
        return ""

    def result_text(self, run: Run) -> str:
        """A successful run's result in a few words."""
        return ""

    def start_words(self) -> str:
        """What the button says that starts a run."""
        return self.tr("Start")

    def empty_words(self) -> str:
        """What stands where a run would be shown, while there is none."""
        return self.tr("Nothing has been run yet. Fill in the form under “New run”.")

    # Making

    def _make_new(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.remark = QLabel(page)
        self.remark.setWordWrap(True)
        self.remark.hide()
        self._new_column = column
        self.build_form(column)
        column.insertWidget(0, self.form)
        column.addWidget(self.remark)
        column.addStretch(1)
        self.views.addWidget(scrolling(page, sideways=True))

    def _make_run(self) -> None:
        page = QWidget()
        self._run_column = QVBoxLayout(page)
        self._run_column.setContentsMargins(0, 0, 0, 0)
        self.run_card = RunCard(page)
        self.run_card.log_wanted.connect(lambda: self.show_log(self._shown))
        self.run_card.resume_wanted.connect(lambda: self.resume(self._shown))
        self.nothing = QLabel(page)
        self.nothing.setProperty("role", "explanation")
        self._run_column.addWidget(self.nothing)
        self._run_column.addWidget(self.run_card)
        self.build_run(self._run_column)
        self._run_column.addStretch(0)
        self.views.addWidget(scrolling(page, sideways=True))

    # Looks and words

    def retranslate(self) -> None:
        for name, words in ((NEW, self.tr("New run")), (RUN, self.tr("This run")), (HISTORY, self.tr("History"))):
            self.tabs.buttons[name].setText(words)
        self.run_card.retranslate()
        self.nothing.setText(self.empty_words())
        self.history.retranslate()
        self._fill_history()
        self._render_settings()
        self._render_state()
        self.draw_run()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.form.set_look(theme, sizes)
        self.run_card.set_look(theme, sizes)
        self.history.set_look(theme, sizes)
        for column in (self._new_column, self._run_column):
            column.setSpacing(sizes.gap)

    # Coming and going

    def enter(self) -> None:
        paths = self.context.paths
        self._reading_data.start(lambda: list_manifests(paths.datasets), self._take_datasets, self.show_problem)
        self._read_history()
        run = self.jobs.run()
        if run is not None and run.record.kind == self.kind and self._shown is None:
            self.show_run(run, RUN)
        if self._is_mine():
            self._clock.start()
        self._render_state()

    def leave(self) -> None:
        self._clock.stop()
        self._redraw.stop()
        for reading in (self._reading_runs, self._reading_data, self._reading_run):
            reading.forget()

    def show_view(self, name: str) -> None:
        """New run, this run, or the history."""
        self.tabs.choose(name)
        self.views.setCurrentIndex((NEW, RUN, HISTORY).index(name))
        if name == HISTORY:
            self._read_history()
        self._render_state()

    def _take_datasets(self, manifests: tuple[DatasetManifest, ...]) -> None:
        self.datasets = manifests
        self.show_datasets()
        self.check()

    # The form

    def check(self) -> None:
        """Reads the form; what is wrong with it is said below it, and it cannot be started."""
        if not self._ready:
            return  # fields are still being made
        problem: KnownError | None = None
        try:
            require_training()
            self.config()
        except KnownError as error:
            problem = error
        self._valid = problem is None
        self._remark(problem)
        self._render_state()

    def _remark(self, problem: KnownError | None) -> None:
        role = "error" if problem is not None else "explanation"
        self.remark.setText("" if problem is None else error_text(problem))
        self.remark.setVisible(problem is not None)
        if self.remark.property("role") != role:
            self.remark.setProperty("role", role)
            restyle(self.remark)

    def _begin(self) -> None:
        try:
            config, dataset = self.config()
            run = self.jobs.start(self.kind, config, dataset)
        except KnownError as error:
            self.show_problem(error)
            return
        self.show_problem()
        self.context.audit.record("job_started", kind=self.kind, run=run.name)

    def resume(self, run: Run | None) -> None:
        """Goes on with a run that did not end well."""
        if run is None:
            return
        try:
            self.jobs.resume(run.name)
        except KnownError as error:
            self.show_problem(error)
            return
        self.show_problem()
        self.context.audit.record("job_started", kind=self.kind, run=run.name)

    def _take_settings(self, run: Run) -> None:
        try:
            config = run.config()
        except KnownError as error:
            self.show_problem(error)
            return
        self.fill_form(config)
        self.check()
        self.show_view(NEW)

    # The job

    def _is_mine(self) -> bool:
        run = self.jobs.run()
        return self.jobs.is_running() and run is not None and run.record.kind == self.kind

    def _job_started(self, run: Run) -> None:
        if run.record.kind == self.kind:
            self.show_run(run, RUN)
            self._clock.start()

    def _job_progressed(self, event: Event) -> None:
        if self._is_mine() and self._is_shown():
            self._remember(event)
            if self.isVisible() and not self._redraw.isActive():
                self._redraw.start()

    def _draw_all(self) -> None:
        self._render_progress()
        self.draw_run()

    def _remember(self, event: Event) -> None:
        """Within a stage, what an event does not say stays as it was said before."""
        same = event.get("stage") == self._last.get("stage")
        self._last = {**self._last, **event} if same else dict(event)
        self.show_event(event)

    def _job_ended(self, outcome: JobOutcome) -> None:
        run = self.jobs.run()
        if run is None or run.record.kind != self.kind:
            self._render_state()
            return
        self._clock.stop()
        self.context.audit.record("job_ended", kind=self.kind, run=outcome.run, outcome=outcome.end)
        self.say(status_word(outcome.end) + f"{DOT}{run.name}")
        if self._is_shown(outcome.run):
            self._shown = run
            self.draw_run()
            self._show_end(run)
        self._read_history()
        self._render_state()

    def _is_shown(self, name: str | None = None) -> bool:
        run = self.jobs.run()
        wanted = name if name is not None else run.name if run is not None else None
        return self._shown is not None and self._shown.name == wanted

    def _ask_to_cancel(self) -> None:
        ask(
            self,
            self.tr("Cancel the run?"),
            self.tr("What it has made so far is discarded. “Stop early” would keep the best of it."),
            self.tr("Cancel the run"),
            self.jobs.cancel,
            danger=True,
        )

    # The run that is shown

    def show_run(self, run: Run, view: str | None = None) -> None:
        """Shows a run: the one at work, or one from the history."""
        self._shown, self._last = run, {}
        self.clear_run()
        self._render_settings()
        if view is not None:
            self.show_view(view)
        if self._is_mine() and self._is_shown():
            self._take_events(run, list(self.jobs.events()))
            return
        folder = run.folder
        self._reading_run.start(
            lambda: read_events(folder), lambda events: self._take_events(run, events), self.show_problem
        )

    def _take_events(self, run: Run, events: list[Event]) -> None:
        for event in events:
            self._remember(event)
        self.draw_run()
        self._show_end(run)
        self._render_state()

    def _render_settings(self) -> None:
        if self._shown is not None:
            with contextlib.suppress(KnownError):
                self.run_card.settings.setText(self.settings_text(self._shown.config()))

    def _show_end(self, run: Run) -> None:
        if not (self._is_mine() and self._is_shown()):
            self.show_result(run)
        self._render_progress()

    def _render_progress(self) -> None:
        run, mine = self._shown, self._is_mine() and self._is_shown()
        self.run_card.setVisible(run is not None)
        self.nothing.setVisible(run is None)
        if run is None:
            return
        if mine:
            stopping, cancelling = self.jobs.is_stopping(), self.jobs.is_cancelling()
            self.run_card.show_at_work(self._last, self.jobs.elapsed_s(), stopping=stopping, cancelling=cancelling)
        else:
            self.run_card.show_ended(run, self._last, may_resume=not self.jobs.is_running())

    def _render_state(self) -> None:
        """Which buttons there are, and what they say."""
        running, mine = self.jobs.is_running(), self._is_mine()
        index = self.views.currentIndex()
        self.stop.setVisible(mine)
        self.cancel.setVisible(mine)
        waiting = self.jobs.is_stopping() or self.jobs.is_cancelling()
        self.stop.setEnabled(not waiting)
        self.cancel.setEnabled(not self.jobs.is_cancelling())
        self.stop.setText(self.tr("Stop early"))
        self.cancel.setText(self.tr("Cancelling") if self.jobs.is_cancelling() else self.tr("Cancel"))
        self.begin.setText(self.start_words())
        self.begin.setVisible(index == 0 and not mine)
        self.begin.setEnabled(self._valid and not running)
        other = self.jobs.run()
        if running and not mine and other is not None:
            self.subtitle.setText(self.tr("Another job is at work: {name}").format(name=other.name))
        elif self._shown is not None and index == 1:
            self.subtitle.setText(self._shown.name)
        else:
            self.subtitle.setText("")
        self.history.set_busy(running)
        self._render_progress()

    # The history

    def _read_history(self) -> None:
        paths, kind = self.context.paths, self.kind
        self._reading_runs.start(lambda: list_runs(paths, kind), self._take_runs, self.show_problem)

    def _take_runs(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._fill_history()
        if self._shown is None and runs and self.views.currentIndex() == 1:
            self.show_run(runs[0])

    def _fill_history(self) -> None:
        rows = []
        for run in self._runs:
            try:
                settings = self.settings_text(run.config())
            except KnownError as error:
                settings = error_text(error)
            result = self.result_text(run) if run.record.status == "succeeded" and run.record.result else ""
            rows.append((run, settings, result))
        self.history.fill(rows)

    def show_log(self, run: Run | None) -> None:
        """The end of a run's log, over the page."""
        if run is None:
            return
        folder: Path = run.folder
        self._reading_run.start(
            lambda: log_end(folder / LOG_FILE, LOG_BYTES),
            lambda text: LogDialog(run.name, text, self.theme, self.sizes, self).open(),
            self.show_problem,
        )
