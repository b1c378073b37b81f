"""`main.py report`: the tallies of a range of days, or a finished experiment, as a file."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from engine.audit import utc_now
from engine.errors import KnownError
from engine.insights.days import Days
from engine.insights.overview import overview
from engine.insights.periods import comparison
from engine.paths import Paths
from engine.settings import load_settings
from engine.store.store import open_store

DEFAULT_DAYS = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help="first day, such as 2026-03-01")
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help="last day; without: today")
    parser.add_argument("--compare-from", type=_day, metavar="DATE", help="first day of an earlier period to compare")
    parser.add_argument("--compare-to", type=_day, metavar="DATE", help="last day of that period")
    parser.add_argument("--format", choices=("html", "pdf", "csv"), help="without: by the file's ending")
    parser.add_argument("--source", choices=("live", "film", "demo"), default="live", help="what was counted")
    parser.add_argument("--language", choices=("en", "zh_TW"), help="without: as in the settings")
    parser.add_argument("--experiment", metavar="RUN", help="the report of this experiment's run instead")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the report's file")


def run(args: argparse.Namespace, paths: Paths) -> int:
    """Writes the report. Raises `KnownError` for what is wrong with the range, the store or the file."""
    settings, problems = load_settings(paths.settings)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    language = args.language or settings.screen.language
    if args.experiment:
        return _experiment(args, paths, language)
    kind = args.format or args.output.suffix.lower().lstrip(".")
    if kind not in ("html", "pdf", "csv"):
        raise KnownError(
            "{file} does not say what kind of report it is. Add --format html, pdf or csv.", file=args.output
        )
    last = args.last or datetime.now(UTC).astimezone().date()
    days = Days(args.first, last) if args.first else Days.latest(DEFAULT_DAYS, _noon(last))
    earlier = _earlier(args, days)
    least = settings.counting.min_viewers
    store, notices = open_store(settings.store.database or paths.database, now=utc_now)
    with closing(store):
        for notice in notices:
            sys.stderr.write(f"{notice}\n")
        found = overview(store, days, source=args.source, min_viewers=least)
        before = overview(store, earlier, source=args.source, min_viewers=least) if earlier else None
    compared = comparison(before, found, min_viewers=least) if before else None
    from gui.reports.in_child import write_tallies_unseen
    from gui.reports.tallies_report import ReportData

    write_tallies_unseen(ReportData(found, least, compared), args.output, kind, language)
    sys.stdout.write(f"{found.total.viewers} viewers from {days.first} to {days.last} written to {args.output}.\n")
    return 0


def _earlier(args: argparse.Namespace, days: Days) -> Days | None:
    if args.compare_from is None and args.compare_to is None:
        return None
    last = args.compare_to or days.before().last
    before = Days(args.compare_from, last) if args.compare_from else Days.latest(days.count, _noon(last))
    if before.overlaps(days):
        raise KnownError(
            "The two periods share days, so nothing can be compared. Choose periods that do not overlap."
        )
    return before


def _experiment(args: argparse.Namespace, paths: Paths, language: str) -> int:
    folder = paths.runs / args.experiment
    if not folder.is_dir():
        raise KnownError("There is no run {run} in {folder}. Check its name.", run=args.experiment, folder=paths.runs)
    from gui.reports.in_child import write_experiment_unseen

    write_experiment_unseen(folder, args.output, language)
    sys.stdout.write(f"The report on {args.experiment} is written to {args.output}.\n")
    return 0


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12).astimezone()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-03-01") from error
