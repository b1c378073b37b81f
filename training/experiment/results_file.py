"""Reading a CSV file as people make them: with or without a byte order mark, by Excel, with commas or semicolons."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from engine.errors import KnownError

_ENCODINGS = ("utf-8-sig", "cp950")
"""cp950 is what Excel writes as CSV on a Traditional Chinese Windows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows of text, without empty rows. `lines` are the rows' line numbers in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    decimal_comma: bool = False


def read_sheet(path: Path) -> Sheet:
    """The file's table; raises KnownError where it cannot be read as one."""
    text = _text(path)
    delimiter = _delimiter(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        found = [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise KnownError("{path} is not a readable CSV file: {reason}.", path=path, reason=error) from error
    found = [(line, row) for line, row in found if any(row)]
    if len(found) < 2:
        raise KnownError("{path} needs a row of column names and at least one row below it.", path=path)
    header = found[0][1]
    for position, name in enumerate(header, start=1):
        if not name:
            raise KnownError("Column {position} of {path} has no name. Give it one.", position=position, path=path)
        if header.count(name) > 1:
            raise KnownError("{path} has two columns called {column}. Rename one.", path=path, column=name)
    for line, row in found[1:]:
        if len(row) != len(header):
            raise KnownError(
                "Line {line} of {path} has {cells} cells, where the first row has {columns}. Mend that line.",
                line=line,
                path=path,
                cells=len(row),
                columns=len(header),
            )
    lines, rows = zip(*found[1:], strict=True)
    return Sheet(header, rows, lines, decimal_comma=delimiter != ",")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise KnownError("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
    encodings = ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise KnownError("{path} is not a text file. Save the table as CSV (UTF-8).", path=path)


def _delimiter(text: str) -> str:
    """What separates the column names most often."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)
