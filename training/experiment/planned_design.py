"""A plan as a CSV file: written for whoever trains its runs, and read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from engine.errors import KnownError
from engine.files import write_atomically
from training.experiment.config import factor
from training.experiment.orthogonal_arrays import standard_arrays
from training.experiment.results_file import read_sheet
from training.experiment.results_table import LABELS, MEASURES
from training.experiment.taguchi import Factor, Plan, make_plan


def write_design(plan: Plan, repeats: int, path: Path) -> None:
    """One trial a line, with an empty accuracy to fill in. Raises `KnownError` where it cannot be written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["run", "repeat", *(factor.name for factor in plan.factors), "accuracy"])
    for number, run in enumerate(plan.runs, start=1):
        writer.writerows([number, repeat, *run, ""] for repeat in range(1, repeats + 1))
    try:
        write_atomically(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise KnownError("{path} cannot be written: {reason}.", path=path, reason=error.strerror or error) from error


def read_design(path: Path) -> tuple[tuple[Factor, ...], str]:
    """The factors with their levels in the file's order, and the array's name.

    Raises `KnownError` where the file's runs are those of no standard array: a plan that was mended by hand has lost
    its balance, and with it what makes its analysis simple.
    """
    sheet = read_sheet(path)
    columns = [
        index
        for index, name in enumerate(sheet.header)
        if name.casefold() not in LABELS and name.casefold() not in MEASURES
    ]
    found = {tuple(row[index] for index in columns) for row in sheet.rows}
    factors = tuple(
        factor(sheet.header[index], list(dict.fromkeys(row[index] for row in sheet.rows))) for index in columns
    )
    for array in standard_arrays():
        try:
            plan = make_plan(factors, array.name)
        except KnownError:
            continue  # this array has no room for them
        if {tuple(level.casefold() for level in run) for run in plan.runs} == {
            tuple(level.strip().casefold() for level in row) for row in found
        }:
            return factors, array.name
    raise KnownError(
        "The runs in {path} are those of no standard array. Make the plan with `main.py experiment design -o`, and "
        "change levels there, not in the file.",
        path=path,
    )
