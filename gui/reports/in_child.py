"""Reports written unseen, with an application that has no window, in a process of their own: to lay out a PDF holds
Python's lock longer than a picture may wait, and only the thread that shows the windows may set up their application.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec

from PySide6.QtWidgets import QApplication

from gui.reports.tallies_report import ReportData, ReportFormat, write_tallies_report

NICENESS = 10

Arguments = ParamSpec("Arguments")


def in_child(write: Callable[Arguments, None], *arguments: Arguments.args, **more: Arguments.kwargs) -> None:
    """Has a child process call `write`, a module's function, and waits for it: call this off the GUI thread. Raises
    what `write` raises."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=_step_back) as pool:
        pool.submit(write, *arguments, **more).result()


def _step_back() -> None:
    """In the child, which has nothing to show and no say before the kiosk."""
    os.environ.pop("QT_QPA_PLATFORM", None)
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def write_tallies_unseen(data: ReportData, file: Path, kind: ReportFormat, language: str) -> None:
    """Makes an application without a window in this process, speaks the language, and writes the report."""
    from gui.languages import Languages

    languages = Languages(_application_without_window())
    languages.speak(language)
    try:
        write_tallies_report(data, file, kind)
    finally:
        languages.fall_silent()


def write_experiment_unseen(run_folder: Path, file: Path, language: str) -> None:
    """Makes an application without a window in this process and writes the report on the experiment."""
    from gui.reports.experiment_report import write_experiment_report  # its plots would come with every kiosk

    _application_without_window()
    write_experiment_report(run_folder, file, language)


def _application_without_window() -> QApplication:
    if sys.platform.startswith("linux"):  # Windows always has a display, and its fonts only there
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.app import make_application

    return make_application()
