"""How a run does, or how it ended: what it is at, how far, how long still, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from gui.admin.parts import Card, restyle
from gui.jobs.words import duration, stage_words, status_word
from gui.messages import DOT, error_text
from training.jobs.events import Event
from training.jobs.runs import Run


class RunCard(Card):
    """One run: at work, or ended in one of its ways."""

    log_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = QLabel(self)
        self.state.setProperty("role", "card-title")
        self.state.setWordWrap(True)
        self.times = QLabel(self)
        self.times.setProperty("role", "explanation")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.settings = QLabel(self)
        self.settings.setProperty("role", "muted")
        self.settings.setWordWrap(True)
        self.outcome = QLabel(self)
        self.outcome.setWordWrap(True)
        self.log, self.resume = QPushButton(self), QPushButton(self)
        self.log.clicked.connect(self.log_wanted)
        self.resume.clicked.connect(self.resume_wanted)
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.times)
        end = QHBoxLayout()
        end.addWidget(self.outcome, 1)
        end.addWidget(self.log)
        end.addWidget(self.resume)
        self.inside.addLayout(head)
        self.inside.addWidget(self.bar)
        self.inside.addWidget(self.settings)
        self.inside.addLayout(end)

    def retranslate(self) -> None:
        self.log.setText(self.tr("Show the log"))
        self.resume.setText(self.tr("Resume"))

    def show_at_work(self, last: Event, elapsed_s: float, *, stopping: bool, cancelling: bool) -> None:
        """`last`: what the run has told last."""
        words = stage_words(last) if last else status_word("running")
        if cancelling:
            words = self.tr("Cancelling")
        elif stopping:
            words = self.tr("Stopping after this step") + DOT + words
        times = [self.tr("{time} so far").format(time=duration(elapsed_s))]
        if "eta_s" in last:
            times.append(self.tr("about {time} left").format(time=duration(float(last["eta_s"]))))
        self._show(words, times, float(last.get("share", 0.0)))
        for part in (self.outcome, self.log, self.resume):
            part.hide()

    def show_ended(self, run: Run, last: Event, *, may_resume: bool) -> None:
        """`may_resume`: whether another job leaves room for it."""
        status = run.record.status
        took = [self.tr("took {time}").format(time=duration(run.record.worked_s))] if run.record.worked_s else []
        self._show(status_word(status), took, float(last.get("share", 0.0)))
        self.bar.setVisible(status != "succeeded")
        self.outcome.setText(self._reason(run) if status != "succeeded" else "")
        role = "error" if status in ("failed", "crashed") else "explanation"
        if self.outcome.property("role") != role:
            self.outcome.setProperty("role", role)
            restyle(self.outcome)
        self.outcome.setVisible(status != "succeeded")
        self.log.setVisible(status in ("failed", "crashed", "interrupted"))
        self.resume.setVisible(run.can_resume)
        self.resume.setEnabled(may_resume)

    def _show(self, words: str, times: list[str], share: float) -> None:
        self.state.setText(words)
        self.times.setText(DOT.join(times))
        self.bar.setValue(round(1000 * share))
        self.bar.show()

    def _reason(self, run: Run) -> str:
        status, words = run.record.status, ""
        if status == "failed":
            words = self._failure(run)
        elif status == "crashed":
            words = self.tr("The process that worked on it has crashed ({reason}). What it had saved is whole.")
            words = words.format(reason=run.record.error or "?")
        elif status == "cancelled":
            words = self.tr("It was cancelled; what it had made is discarded.")
        elif status == "interrupted":
            words = self.tr("It was interrupted, by a power cut or because the program was closed.")
        if run.can_resume:
            words += " " + self.tr("It can be resumed.")
        return words

    def _failure(self, run: Run) -> str:
        """What its reader can mend; of a bug's traceback, which is for the log, the last line."""
        if run.record.problem is not None:
            return error_text(run.record.problem.as_error())
        error = (run.record.error or "").strip()
        if not error.startswith("Traceback"):
            return error
        return self.tr("It failed because of an error in the program: {reason}").format(reason=error.splitlines()[-1])
