"""CSV files as spreadsheets write them: which bytes, which separator, which columns.

UTF-8 and UTF-16, with or without their marks, and Big5 are told apart; the separator is a comma, semicolon or tab.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import KnownError

MAX_BYTES = 10_000_000
_HEADING_LETTERS = 4000
_SEPARATORS = ",;\t"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line with which Excel is told the separator."""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are the number of each line and its cells by column; each row has a cell for each of `columns`.

    `unknown` are the headings that mean nothing.
    """

    columns: frozenset[str]
    unknown: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_table(path: Path, columns: Mapping[str, Collection[str]]) -> Table:
    """Reads a CSV file whose first line names its columns; `columns` has the names that each is known by.

    Empty lines are skipped. Raises `KnownError` for a file that cannot be read or is no such table.
    """
    text = _decode(_read(path), path.name)
    told = _SEPARATOR_LINE.match(text)
    if told:
        separator, text = told[1], text[told.end() :]
    else:
        separator = max(_SEPARATORS, key=lambda candidate: len(_places(_heading(text, candidate), columns)))
    numbered = list(_lines(text, separator, 2 if told else 1, path.name))
    if not numbered:
        raise KnownError("The file {file} is empty.", file=path.name)
    (_, heading), *lines = numbered
    places = _places(heading, columns)
    if len(set(places.values())) < len(places):
        raise KnownError("The first line of {file} names a column twice. Remove one.", file=path.name)
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(heading) :]):
            raise KnownError(
                "Line {line} of {file} has more cells than columns. Put quotes round a cell that holds a separator.",
                line=number,
                file=path.name,
            )
    rows = tuple(
        (number, {column: cells[place] if place < len(cells) else "" for place, column in places.items()})
        for number, cells in lines
    )
    unknown = tuple(name.strip() for place, name in enumerate(heading) if place not in places and name.strip())
    return Table(frozenset(places.values()), unknown, rows)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "The file {file} cannot be read ({reason}). Check its name.", file=path, reason=error.strerror or error
        ) from error
    if len(content) > MAX_BYTES:
        raise KnownError("The file {file} is too large for a CSV file of this kind.", file=path.name)
    return content


def _decode(content: bytes, file: str) -> str:
    if content.startswith(b"PK\x03\x04") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise KnownError("The file {file} is a workbook. Save it as CSV in the spreadsheet program.", file=file)
    for encoding, skip in _guesses(content):
        try:
            text = content[skip:].decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise KnownError("The file {file} is no CSV file. Save it as CSV (UTF-8) in the spreadsheet program.", file=file)


def _guesses(content: bytes) -> list[tuple[str, int]]:
    """The encodings to try, and how many bytes their mark takes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [(encoding, len(mark))]
    if b"\0" in content[:200]:  # every second byte of Latin letters and separators in UTF-16
        big_end_first = content[0:200:2].count(0) > content[1:200:2].count(0)
        return [("utf-16-be" if big_end_first else "utf-16-le", 0)]
    return [("utf-8", 0), ("cp950", 0)]


def _heading(text: str, separator: str) -> list[str]:
    """The first line's cells, if that is the separator."""
    beginning = text.lstrip()[:_HEADING_LETTERS]
    return next(csv.reader(io.StringIO(beginning, newline=""), delimiter=separator), [])


def _lines(text: str, separator: str, first: int, file: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not empty, each with the number it begins at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = reader.line_num + first
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise KnownError(
                "Line {line} of {file} is not CSV ({reason}). Look for a quotation mark that has no partner.",
                line=number,
                file=file,
                reason=error,
            ) from error
        if any(cell.strip() for cell in cells):
            yield number, cells


def _places(heading: list[str], columns: Mapping[str, Collection[str]]) -> dict[int, str]:
    """Which place holds which known column."""
    plain = [re.sub(r"[\W_]+", "", name).lower() for name in heading]
    return {place: column for place, name in enumerate(plain) for column, names in columns.items() if name in names}
