"""Tables with known answers, and ways to make more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from training.experiment.results_file import Sheet
from training.experiment.results_table import ResultsTable, results_table

L9 = (
    (0, 0, 0, 0),
    (0, 1, 1, 1),
    (0, 2, 2, 2),
    (1, 0, 1, 2),
    (1, 1, 2, 0),
    (1, 2, 0, 1),
    (2, 0, 2, 1),
    (2, 1, 0, 2),
    (2, 2, 1, 0),
)
"""Taguchi's L9(3^4), as every textbook prints it."""

SEED_CSV = """run,optimizer,epochs,dropout,batch size,accuracy
1,Adam,30,0.4,32,0.8995
2,Adam,40,0.5,64,0.9065
3,Adam,50,0.6,128,0.9280
4,AdaGrad,30,0.5,128,0.9199
5,AdaGrad,40,0.6,32,0.9113
6,AdaGrad,50,0.4,64,0.9274
7,Adadelta,30,0.6,64,0.9108
8,Adadelta,40,0.4,128,0.9258
9,Adadelta,50,0.5,32,0.9237
"""
"""The seed's own experiment."""


def table_of(columns: Mapping[str, Sequence[object]], response: str | None = None) -> ResultsTable:
    """A table from columns, as if it had been read from a file."""
    rows = tuple(tuple(str(cell) for cell in row) for row in zip(*columns.values(), strict=True))
    return results_table(Sheet(tuple(columns), rows, tuple(range(2, len(rows) + 2))), response)


def sheet_of(csv: str) -> Sheet:
    """A sheet from lines of comma separated text."""
    header, *rows = [tuple(line.split(",")) for line in csv.strip().splitlines()]
    return Sheet(header, tuple(rows), tuple(range(2, len(rows) + 2)))


def seed_table() -> ResultsTable:
    return results_table(sheet_of(SEED_CSV))
