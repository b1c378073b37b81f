"""An experiment's results as factors and one response, checked.

Which column is what:

- `run`, `repeat` and `seed` (in any case) describe a row and are neither factor nor response;
- the response is the column asked for; else `accuracy`, else `f1_macro`, else the last column. Several columns,
  parted by commas, are repeats that stand side by side;
- every other column is a factor, unless it cannot be one: it is a measure of training by its name, or it never
  changes, or it is different in every row. What was left out is said in `remarks`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import KnownError
from training.experiment.remarks import Remark
from training.experiment.results_file import Sheet

LABELS = ("run", "repeat", "seed")
PREFERRED_RESPONSES = ("accuracy", "f1_macro")
MEASURES = frozenset(
    (
        *("accuracy", "categorical_accuracy", "binary_accuracy", "precision", "recall", "auc", "f1", "f1_macro"),
        *("f1_score", "f1_seed", "loss", "log_loss", "ece", "start_rate", "seconds", "duration_s", "wall_s"),
    )
)
"""Results of a training, with or without `train_`, `val_` or `test_` before them: never factors."""
_MISSING = frozenset(("", "-", "na", "n/a", "nan", "inf", "+inf", "-inf", "none", "null", "diverged", "failed"))


@dataclass(frozen=True, slots=True)
class Column:
    """A factor: its levels as written (numbers ascending, words as they come) and each row's level from 0."""

    name: str
    levels: tuple[str, ...]
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """One observation a row. `runs` and `repeats` are their labels, None where the table has no such column."""

    response: str
    values: NDArray[np.float64]
    factors: tuple[Column, ...]
    runs: tuple[str, ...] | None = None
    repeats: tuple[str, ...] | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def combinations(self) -> tuple[tuple[int, ...], ...]:
        """Each row's levels."""
        return tuple(zip(*(factor.codes for factor in self.factors), strict=True))

    def describe(self, combination: Sequence[int]) -> str:
        """A combination as people say it: Adam / 30 / 0.4 / 32."""
        return " / ".join(factor.levels[code] for factor, code in zip(self.factors, combination, strict=True))

    def keep(self, rows: Sequence[int]) -> ResultsTable:
        """These rows only; the factors' levels stay."""

        def labels(all_of_them: tuple[str, ...] | None) -> tuple[str, ...] | None:
            return None if all_of_them is None else tuple(all_of_them[row] for row in rows)

        return replace(
            self,
            values=self.values[list(rows)],
            factors=tuple(replace(factor, codes=tuple(factor.codes[row] for row in rows)) for factor in self.factors),
            runs=labels(self.runs),
            repeats=labels(self.repeats),
        )


def results_table(sheet: Sheet, response: str | None = None, factors: Sequence[str] | None = None) -> ResultsTable:
    """The sheet as factors and response; raises KnownError where it cannot be one or contradicts itself.

    `factors`: only these columns, where given.
    """
    responses = _response_names(sheet.header, response)
    texts = {name: tuple(row[index] for row in sheet.rows) for index, name in enumerate(sheet.header)}
    labels = {name.casefold(): texts[name] for name in sheet.header if name.casefold() in LABELS}
    measured = [
        [_number(text, name, line, sheet) for text, line in zip(texts[name], sheet.lines, strict=True)]
        for name in responses
    ]
    chosen, remarks = _factor_names(sheet, texts, responses, factors)
    columns = [_column(name, texts[name], sheet) for name in chosen]
    _refuse_contradictions(sheet, columns, labels)

    cells = [(row, position) for row in range(len(sheet.rows)) for position in range(len(responses))]
    present = [(row, position, value) for row, position in cells if (value := measured[position][row]) is not None]
    if not present:
        raise KnownError("The response {column} is empty in every row.", column=", ".join(responses))
    rows = [row for row, _, _ in present]
    repeats = labels.get("repeat")
    if len(responses) > 1:
        side_by_side = [responses[position] for _, position, _ in present]
        numbers = [""] * len(rows) if repeats is None else [f"{repeats[row]} " for row in rows]
        repeats = tuple(number + name for number, name in zip(numbers, side_by_side, strict=True))
    elif repeats is not None:
        repeats = tuple(repeats[row] for row in rows)
    runs = labels.get("run")
    table = ResultsTable(
        ", ".join(responses),
        np.array([value for _, _, value in present], dtype=np.float64),
        tuple(replace(column, codes=tuple(column.codes[row] for row in rows)) for column in columns),
        None if runs is None else tuple(runs[row] for row in rows),
        repeats,
        tuple(remarks),
    )
    if len(present) < len(cells):
        table = replace(table, remarks=(*table.remarks, _left_out(sheet, columns, labels, measured)))
    return _without_single_levels(table)


def _response_names(header: Sequence[str], asked: str | None) -> list[str]:
    by_name = {name.casefold(): name for name in header}
    if asked is None:
        for name in PREFERRED_RESPONSES:
            if name in by_name:
                return [by_name[name]]
        return [next((name for name in reversed(header) if name.casefold() not in LABELS), header[-1])]
    wanted = [asked.strip()] if asked.strip().casefold() in by_name else [part.strip() for part in asked.split(",")]
    for name in wanted:
        if name.casefold() not in by_name:
            raise KnownError(
                "There is no column {column} for the response. The table has {columns}.",
                column=name,
                columns=", ".join(header),
            )
    return list(dict.fromkeys(by_name[name.casefold()] for name in wanted))


def _number(text: str, column: str, line: int, sheet: Sheet) -> float | None:
    """None where the cell says that there is no value."""
    if text.casefold() in _MISSING:
        return None
    value = _as_number(text, sheet)
    if value is None or not math.isfinite(value):
        raise KnownError(
            "The response {column} has {text} in line {line}, which is not a number. Write a number, or leave the "
            "cell empty where the run gave none.",
            column=column,
            text=text,
            line=line,
        )
    return value


def _as_number(text: str, sheet: Sheet) -> float | None:
    percent = text.endswith("%")
    plain = text.rstrip("%").strip()
    if sheet.decimal_comma:
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value / 100 if percent else value


def _factor_names(
    sheet: Sheet,
    texts: dict[str, tuple[str, ...]],
    responses: Sequence[str],
    asked: Sequence[str] | None,
) -> tuple[list[str], list[Remark]]:
    candidates = [name for name in sheet.header if name not in responses and name.casefold() not in LABELS]
    if asked is not None:
        for name in asked:
            if name not in candidates:
                raise KnownError(
                    "There is no column {column} that could be a factor. There are {columns}.",
                    column=name,
                    columns=", ".join(candidates) or "-",
                )
        return list(asked), []
    remarks: list[Remark] = []
    chosen: list[str] = []
    measures: list[str] = []
    for name in candidates:
        numeric = all(not text or _as_number(text, sheet) is not None for text in texts[name])
        (measures if numeric and _is_measure(name) else chosen).append(name)
    if measures:
        remarks.append(
            Remark("Results of the runs, and so not taken as factors: {columns}.", columns=", ".join(measures))
        )
    different = [name for name in chosen if len(set(texts[name])) == len(sheet.rows) > 2]
    if len(different) < len(chosen):
        for name in different:
            chosen.remove(name)
            remarks.append(
                Remark(
                    "The column {column} is different in every row, so it cannot be a factor and is left out.",
                    column=name,
                )
            )
    if not chosen:
        raise KnownError("The table has no factors: no column beside the response, run, repeat and seed.")
    return chosen, remarks


def _is_measure(name: str) -> bool:
    plain = name.casefold()
    for prefix in ("train_", "val_", "test_"):
        plain = plain.removeprefix(prefix)
    return plain in MEASURES


def _column(name: str, texts: Sequence[str], sheet: Sheet) -> Column:
    for text, line in zip(texts, sheet.lines, strict=True):
        if not text:
            raise KnownError("The factor {factor} is empty in line {line}. Fill it in.", factor=name, line=line)
    numbers = [_as_number(text, sheet) for text in texts]
    if all(number is not None and math.isfinite(number) for number in numbers):
        spelled: dict[float, str] = {}
        for number, text in zip(numbers, texts, strict=True):
            assert number is not None
            spelled.setdefault(number, text)
        order = sorted(spelled)
        return Column(
            name,
            tuple(spelled[number] for number in order),
            tuple(order.index(number) for number in numbers if number is not None),
        )
    levels = list(dict.fromkeys(texts))
    return Column(name, tuple(levels), tuple(levels.index(text) for text in texts))


def _refuse_contradictions(sheet: Sheet, columns: Sequence[Column], labels: dict[str, tuple[str, ...]]) -> None:
    """One run with two settings, or the same trial twice."""
    settings = list(zip(*(column.codes for column in columns), strict=True))
    first_line: dict[str, int] = {}
    for row, run in enumerate(labels.get("run", ())):
        if not run:
            continue
        other = first_line.setdefault(run, row)
        if settings[other] != settings[row]:
            raise KnownError(
                "Run {run} has different levels in lines {first} and {second}. Mend one of them.",
                run=run,
                first=sheet.lines[other],
                second=sheet.lines[row],
            )
    counts = Counter(settings)
    numbered = "repeat" in labels
    if not numbered and "seed" not in labels and len(set(counts.values())) == 1:
        return  # equal rows in a balanced table may well be repeats with the same result
    seen: dict[tuple[object, ...], int] = {}
    for row, setting in enumerate(settings):
        mark = labels["repeat"][row] if numbered else sheet.rows[row]
        key = (setting, labels["run"][row] if "run" in labels else None, mark)
        other = seen.setdefault(key, row)
        if other != row:
            raise KnownError(
                "Lines {first} and {second} are the same trial. Remove one, or number the repeats in a column "
                "repeat.",
                first=sheet.lines[other],
                second=sheet.lines[row],
            )


def _left_out(
    sheet: Sheet,
    columns: Sequence[Column],
    labels: dict[str, tuple[str, ...]],
    measured: Sequence[Sequence[float | None]],
) -> Remark:
    missing: Counter[str] = Counter()
    for row in range(len(sheet.rows)):
        levels = " / ".join(column.levels[column.codes[row]] for column in columns)
        name = f"{labels['run'][row]} ({levels})" if "run" in labels else levels
        missing[name] += sum(column[row] is None for column in measured)
    return Remark(
        "Trials without a value (diverged, or not run) are left out: {names}. If their levels made them fail, the "
        "means of these levels look better than they are.",
        names="; ".join(name if count == 1 else f"{name} x {count}" for name, count in missing.items() if count),
    )


def _without_single_levels(table: ResultsTable) -> ResultsTable:
    """Without the levels that no row has left, and without the factors that have one level only."""
    kept, single = [], []
    for factor in table.factors:
        used = sorted(set(factor.codes))
        if len(used) < 2:
            single.append((factor.name, factor.levels[used[0]]))
        else:
            kept.append(
                Column(
                    factor.name,
                    tuple(factor.levels[code] for code in used),
                    tuple(used.index(code) for code in factor.codes),
                )
            )
    if not kept:
        raise KnownError("No column of the table changes from run to run, so there is no factor to analyse.")
    return replace(table, factors=tuple(kept), remarks=(*table.remarks, *_about_single(single)))


def _about_single(single: Sequence[tuple[str, str]]) -> list[Remark]:
    if len(single) > 1:
        return [
            Remark(
                "These columns have one level only, so nothing can be said about them: {factors}.",
                factors=", ".join(f"{name} ({level})" for name, level in single),
            )
        ]
    return [
        Remark(
            "The factor {factor} has one level only ({level}), so nothing can be said about it: left out.",
            factor=name,
            level=level,
        )
        for name, level in single
    ]
