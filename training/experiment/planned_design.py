"""A plan read back from the CSV file that `main.py experiment design -o` has written."""

from __future__ import annotations

from pathlib import Path

from engine.errors import KnownError
from training.experiment.config import factor
from training.experiment.orthogonal_arrays import standard_arrays
from training.experiment.results_file import read_sheet
from training.experiment.results_table import LABELS, MEASURES
from training.experiment.taguchi import Factor, make_plan


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
