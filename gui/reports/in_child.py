"""Reports written in a process of their own: to lay out a PDF holds Python's lock longer than a picture may wait."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from gui.reports.tallies_report import ReportData, ReportFormat, write_tallies_report

NICENESS = 10


def write_report_in_child(data: ReportData, file: Path, kind: ReportFormat, language: str) -> None:
    """Writes it and waits for it: call this off the GUI thread. Raises `KnownError`, the child's too."""
    if kind == "csv":
        write_tallies_report(data, file, kind)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        pool.submit(_work, data, file, kind, language).result()


def _work(data: ReportData, file: Path, kind: ReportFormat, language: str) -> None:
    """In the child, which has nothing to show and no say before the kiosk."""
    os.environ.pop("QT_QPA_PLATFORM", None)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    write_report_unseen(data, file, kind, language)


def write_report_unseen(data: ReportData, file: Path, kind: ReportFormat, language: str) -> None:
    """Makes an application without a window in this process, speaks the language, and writes the report."""
    if sys.platform.startswith("linux"):  # Windows always has a display, and its fonts only there
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gui.app import make_application
    from gui.languages import Languages

    languages = Languages(make_application())
    languages.speak(language)
    try:
        write_tallies_report(data, file, kind)
    finally:
        languages.fall_silent()
