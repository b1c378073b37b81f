"""Products from and to CSV files, as spreadsheets write and read them.

One line a product; the first line names the columns, in English or Chinese, in any order:
`code`, `name`, `picture` (a file, from the CSV's own folder), `order` (a whole number), `zone` (x1, y1, x2, y2 as
shares of the camera's picture), `hours` (9:00-17:30, in which it is on show). Only code and name must be there.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import KnownError
from engine.products.csv_text import Table, read_table
from engine.products.product_checks import MAX_CODE_LETTERS, MAX_NAME_LETTERS
from engine.products.product_pictures import take_picture
from engine.products.products import MINUTES_A_DAY, Product

COLUMNS: Mapping[str, Collection[str]] = {
    "code": (
        *("code", "barcode", "sku", "id", "ean", "productcode", "productid"),
        *("條碼", "商品條碼", "代碼", "商品代碼", "編號", "商品編號", "貨號", "条码", "代码", "商品代码", "货号"),
    ),
    "name": (
        *("name", "product", "productname", "title"),
        *("品名", "名稱", "商品", "商品名稱", "名称", "商品名称"),
    ),
    "picture": ("picture", "image", "photo", "file", "圖片", "圖檔", "照片", "商品圖片", "图片"),
    "order": ("order", "position", "sort", "no", "順序", "排序", "次序", "顺序"),
    "zone": ("zone", "shelfzone", "區域", "貨架區域", "区域", "货架区域"),
    "hours": ("hours", "activehours", "showhours", "時段", "展示時段", "上架時段", "时段", "展示时段"),
}
"""The names by which each column is known, in small letters without spaces and punctuation."""

MAX_ORDER = 1_000_000

_FORMULA = re.compile(r"'*[=+\-@]")
"""What a spreadsheet would take for a formula; an apostrophe before it says that it is text."""
_HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：](\d{2})")
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One product as the file says it, at line `number`."""

    number: int
    code: str
    name: str
    picture: str
    order: int | None
    zone: tuple[float, float, float, float] | None
    hours: tuple[int, int] | None


def import_csv(path: Path, pictures: Path, known: Iterable[Product] = ()) -> tuple[list[Product], list[KnownError]]:
    """The products in a CSV file, in its order, and what did not quite work.

    Pictures are copied into the folder `pictures`; a product whose picture cannot be used comes without it, which is
    in the warnings. Of a product that is `known` already, what the file has no column for stays as it is. Raises
    `KnownError`, with the number of the line, for anything else that is wrong; then there are no products at all.
    """
    table = read_table(path, COLUMNS)
    for column in ("code", "name"):
        if column not in table.columns:
            raise KnownError(
                "The first line of {file} names no column {column}. Name them: code, name, picture, order.",
                file=path.name,
                column=column,
            )
    lines = _lines(table, path.name)
    before = {product.code: product for product in known}
    warnings = [
        KnownError("The column {column} of {file} means nothing here; it was left out.", column=name, file=path.name)
        for name in table.unknown
    ]
    products = []
    for place, line in enumerate(lines):
        product = before.get(line.code) or Product(line.code, line.name, order=place)
        product = replace(product, name=line.name, retired=False)
        if "order" in table.columns:
            product = replace(product, order=place if line.order is None else line.order)
        if "zone" in table.columns:
            product = replace(product, zone=line.zone)
        if "hours" in table.columns:
            product = replace(product, hours=line.hours)
        if "picture" in table.columns:
            product = replace(product, picture=_picture(line, path, pictures, warnings))
        products.append(product)
    return products, warnings


def _lines(table: Table, file: str) -> list[_Line]:
    lines: dict[str, _Line] = {}
    for number, cells in table.rows:
        code, name = _text(cells["code"]), _text(cells["name"])
        _check_code(code, number, file)
        if not name:
            raise KnownError("Line {line} of {file} has no name. Give the product one.", line=number, file=file)
        if len(name) > MAX_NAME_LETTERS:
            raise KnownError("The name in line {line} of {file} is too long. Shorten it.", line=number, file=file)
        if code in lines:
            raise KnownError(
                "Lines {first} and {line} of {file} have the same code {code}. Give each product its own.",
                first=lines[code].number,
                line=number,
                file=file,
                code=code,
            )
        order = _order(cells.get("order", ""), number, file)
        zone = _zone(cells.get("zone", ""), number, file)
        hours = _hours(cells.get("hours", ""), number, file)
        lines[code] = _Line(number, code, name, _text(cells.get("picture", "")), order, zone, hours)
    if not lines:
        raise KnownError(
            "There are no products in {file}. Write one a line under the names of the columns.", file=file
        )
    return list(lines.values())


def _check_code(code: str, line: int, file: str) -> None:
    if not code:
        raise KnownError("Line {line} of {file} has no code. Give the product one.", line=line, file=file)
    if _SHORTENED.fullmatch(code):
        raise KnownError(
            "The spreadsheet has shortened the code in line {line} of {file} to {code}."
            " Format that column as text and enter the code again.",
            line=line,
            file=file,
            code=code,
        )
    if len(code) > MAX_CODE_LETTERS or not code.isprintable():
        raise KnownError(
            "The code in line {line} of {file} is too long or has signs that cannot be typed. Correct it.",
            line=line,
            file=file,
        )


def _text(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _order(cell: str, line: int, file: str) -> int | None:
    if not cell.strip():
        return None
    try:
        order = int(cell)
    except ValueError:
        order = MAX_ORDER + 1
    if abs(order) > MAX_ORDER:
        raise KnownError(
            "The order {order} in line {line} of {file} is not a whole number up to {limit}. Correct it.",
            order=cell.strip(),
            line=line,
            file=file,
            limit=MAX_ORDER,
        )
    return order


def _zone(cell: str, line: int, file: str) -> tuple[float, float, float, float] | None:
    if not cell.strip():
        return None
    try:
        x1, y1, x2, y2 = (float(part) for part in re.split(r"[,;\s]+", cell.strip()))
    except ValueError:
        x1 = y1 = x2 = y2 = -1.0
    if not (0 <= x1 < x2 <= 1 and 0 <= y1 < y2 <= 1):
        raise KnownError(
            "The zone {zone} in line {line} of {file} is wrong. Write left, top, right, bottom as shares of the"
            " picture: 0, 0, 0.5, 1 is its left half.",
            zone=cell.strip(),
            line=line,
            file=file,
        )
    return x1, y1, x2, y2


def _hours(cell: str, line: int, file: str) -> tuple[int, int] | None:
    if not cell.strip():
        return None
    found = _HOURS.fullmatch(cell.strip())
    if found is not None:
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        if start < MINUTES_A_DAY and 0 < end <= MINUTES_A_DAY and start != end:
            return start, end
    raise KnownError(
        "The hours {hours} in line {line} of {file} are wrong. Write them as 9:00-17:30.",
        hours=cell.strip(),
        line=line,
        file=file,
    )


def hours_text(hours: tuple[int, int] | None) -> str:
    """ "09:00-17:30"; empty for all day."""
    return "" if hours is None else "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in hours)


def _picture(line: _Line, path: Path, pictures: Path, warnings: list[KnownError]) -> str | None:
    if not line.picture:
        return None
    source = path.parent / line.picture
    if not source.exists():
        source = path.parent / line.picture.replace("\\", "/")  # written on Windows
    try:
        return take_picture(source, pictures)
    except KnownError as problem:
        warnings.append(
            KnownError(
                "The product {code} in line {line} comes without its picture: {reason}",
                code=line.code,
                line=line.number,
                reason=problem,
            )
        )
        return None


def export_csv(path: Path, products: Iterable[Product], pictures: Path) -> list[KnownError]:
    """Writes products so that spreadsheets open them, in any script, and `import_csv` reads the same again.

    Their pictures, from the folder `pictures`, are copied into a folder beside the file. Returns what did not quite
    work. Raises `KnownError` where the file cannot be written.
    """
    beside = path.with_name(f"{path.stem}_pictures")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    warnings: list[KnownError] = []
    try:
        for product in products:
            picture = ""
            if product.picture and (pictures / product.picture).is_file():
                beside.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(pictures / product.picture, beside / product.picture)
                picture = f"{beside.name}/{product.picture}"
            elif product.picture:
                warnings.append(KnownError("The picture of the product {code} is missing.", code=product.code))
            zone = ", ".join(map(repr, product.zone)) if product.zone else ""
            texts = (_as_text(product.code), _as_text(product.name), _as_text(picture))
            writer.writerow([*texts, product.order, zone, hours_text(product.hours)])
        path.parent.mkdir(parents=True, exist_ok=True)
        # With the mark that tells Excel that this is UTF-8.
        path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise KnownError(
            "The products cannot be written to {file} ({reason}). Choose another place.",
            file=path,
            reason=error.strerror or error,
        ) from error
    return warnings


def _as_text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
