"""Quitting while a job is at work asks first: the job ends too, and can be resumed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from gui.admin.look import admin_metrics
from gui.admin.parts import Question
from gui.jobs.job_controller import JobController
from gui.theme import theme_named


class Quitting(QObject):
    """Stands between a window's close button and the end of the program."""

    def __init__(self, window: QWidget, jobs: JobController) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._question: Question | None = None

    def may_close(self) -> bool:
        """Whether the window may close at once; else it is asked, and closes when that is wanted."""
        if not self._jobs.is_running():
            return True
        if self._question is None:
            self._ask()
        return False

    def _ask(self) -> None:
        window = self._window
        self._question = Question(
            self.tr("Quit while a job is at work?"),
            self.tr("The job stops too. What it has saved is kept, and it can be resumed from the panel."),
            self.tr("Quit"),
            theme_named("light"),
            admin_metrics(window.width(), window.height()),
            window,
            danger=True,
        )
        self._question.finished.connect(self._answered)
        self._question.open()

    def _answered(self, result: int) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None
        if result == QDialog.DialogCode.Accepted:
            self._jobs.shut_down()
            self._window.close()
