"""Reports: what they say, that no name in them can do harm, and that they are made without a display."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QApplication

import main
from engine.errors import KnownError
from engine.insights.days import Days
from engine.insights.overview import overview
from engine.insights.periods import compare_periods
from engine.products.products import Product
from engine.store.store import Store, open_store
from gui.admin.look import admin_metrics
from gui.charts.chart import png
from gui.insight_words import change_drawing, expression_drawing, preference_drawing
from gui.languages import Languages
from gui.painted import Look
from gui.reports.in_child import in_child, write_tallies_unseen
from gui.reports.pdf import TEXT_WIDTH_PX, keep_headings_with_what_follows
from gui.reports.tallies_report import ReportData, tallies_csv, tallies_html, write_tallies_report
from gui.theme import LIGHT
from tests.shop import SHELF, fill

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 30, 21, 30, tzinfo=ZoneInfo("Asia/Taipei"))
EVIL = "=HYPERLINK(\"http://evil\")<script>alert('x')</script> & co"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened, _ = open_store(tmp_path / "shop.sqlite3", now=lambda: NOW.astimezone(UTC))
    yield opened
    opened.close()


@pytest.fixture
def data(store: Store, languages: Languages) -> ReportData:
    fill(store, until=NOW, days=14)
    store.save_product(Product("4711-0240", EVIL, order=2))
    after = Days.latest(7, NOW, NOW.tzinfo)
    compared = compare_periods(store, after.before(), after, zone=NOW.tzinfo)
    return ReportData(compared.after, 10, compared)


def test_the_html_says_what_the_page_says_in_one_file(data: ReportData, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    write_tallies_report(data, file, "html")
    text = file.read_text(encoding="utf-8")
    assert "冷萃烏龍茶 500 ml is liked better than" in text
    assert "2026-03-24 to 2026-03-30 (7 days) · Live camera" in text
    assert "Before (2026-03-17 to 2026-03-23 (7 days)) and after (2026-03-24" in text
    assert text.count("data:image/png;base64,") == 7
    assert not re.findall(r"(?:src|href)=\"(?!data:)", text)  # nothing is fetched from anywhere
    assert "Welch" in text and "purchase intent" in text
    alternatives = re.findall(r'alt="([^"]+)"', text)
    assert len(alternatives) == 7 and all(len(words) > 20 for words in alternatives)


def test_a_product_cannot_bring_code_into_a_report(data: ReportData) -> None:
    html = tallies_html(data)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    rows = list(csv.reader(io.StringIO(tallies_csv(data))))
    assert f"'{EVIL}" in {row[4] for row in rows}


def test_excel_reads_the_chinese_and_numbers_are_numbers(
    data: ReportData, languages: Languages, tmp_path: Path
) -> None:
    languages.speak("zh_TW")
    file = tmp_path / "report.csv"
    write_tallies_report(data, file, "csv")
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    tea = next(row for row in rows if row[3] == "4711-0233")
    product = next(p for p in data.overview.products if p.code == "4711-0233")
    assert tea[:2] == ["2026-03-24", "2026-03-30"]
    assert tea[4] == "冷萃烏龍茶 500 ml"
    assert int(tea[5]) == product.viewers
    assert product.preference is not None and product.preference.ci95 is not None
    assert float(tea[13]) == pytest.approx(product.preference.mean, abs=0.001)
    assert float(tea[14]) == pytest.approx(product.preference.ci95[0], abs=0.001)
    assert sum(map(int, tea[17:])) == product.viewers
    assert "開心" in rows[0][17]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")
@pytest.mark.usefixtures("with_both_scripts")
def test_the_pdf_has_its_text_in_both_scripts_on_a4(data: ReportData, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    write_tallies_report(data, file, "pdf")
    assert file.read_bytes().startswith(b"%PDF")
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    assert "How shoppers reacted" in text
    assert "2026-03-24 to 2026-03-30 (7 days)" in text  # digits can be searched and copied
    assert "冷萃烏" in text  # of 龍 Qt says that it is a radical: the same to the eye
    pages = text.count("\f")
    assert pages >= 3
    assert re.search(rf"{pages}\s*/\s*{pages}", text)
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "A4" in info


def test_no_heading_is_left_alone_at_a_pages_end(qapp: QApplication, tmp_path: Path) -> None:
    def page_of(block: QTextBlock, document: QTextDocument) -> int:
        return int((document.documentLayout().blockBoundingRect(block).bottom() - 1) // document.pageSize().height())

    moved = 0
    for above_px in range(0, 500, 4):  # wherever on a page the heading comes to lie, in whatever font
        document = QTextDocument()
        above = f"<p>line</p><p style='margin-top: {above_px}px'>line</p>"
        document.setHtml(f"{above}<h2>heading</h2><table height='200'><tr><td>cell</td></tr></table>")
        document.setPageSize(QSizeF(400, 500))
        heading = next(b for b in blocks(document) if b.blockFormat().headingLevel())
        before = page_of(heading, document)
        keep_headings_with_what_follows(document, 500)
        assert page_of(heading, document) == page_of(heading.next(), document)
        moved += page_of(heading, document) != before
    assert moved > 0


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_a_range_without_viewers_is_a_report_too(store: Store, languages: Languages, tmp_path: Path) -> None:
    store.import_products([SHELF[0].product])
    data = ReportData(overview(store, Days.latest(7, NOW, NOW.tzinfo), zone=NOW.tzinfo), 10)
    html = tallies_html(data)
    assert "Nobody looked at a product in these days." in html
    assert "data:image" not in html
    assert len(tallies_csv(data).splitlines()) == 1
    write_tallies_report(data, tmp_path / "empty.pdf", "pdf")
    assert (tmp_path / "empty.pdf").stat().st_size > 1000


def test_a_file_that_cannot_be_written_is_said(data: ReportData, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match="cannot be written"):
        write_tallies_report(data, tmp_path / "folder", "csv")
    with pytest.raises(KnownError, match="cannot be written"):
        in_child(write_tallies_unseen, data, tmp_path / "folder", "html", "en")


def test_a_child_process_writes_it_in_the_language_asked_for(data: ReportData, tmp_path: Path) -> None:
    in_child(write_tallies_unseen, data, tmp_path / "report.html", "html", "zh_TW")
    assert 'lang="zh' in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("with_both_scripts")
def test_a_charts_picture_is_as_wide_as_the_paper(data: ReportData, qapp: QApplication) -> None:
    assert data.comparison is not None
    for drawing in (
        preference_drawing(data.overview, 10),
        expression_drawing(data.overview, 10),
        change_drawing(data.comparison),
    ):
        picture, width, height = png(drawing, LIGHT, admin_metrics(1280, 720), TEXT_WIDTH_PX)
        assert picture.startswith(b"\x89PNG")
        assert width == TEXT_WIDTH_PX
        assert height == pytest.approx(drawing.height(Look(LIGHT, admin_metrics(1280, 720)), width), abs=1)


def report(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"MIEN_HOME": str(home), "TZ": "Asia/Taipei"}
    command = [sys.executable, str(ROOT / "main.py"), "report", *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=120)


def test_the_command_needs_no_display(tmp_path: Path) -> None:
    store, _ = open_store(tmp_path / "data" / "mien.sqlite3", now=lambda: NOW.astimezone(UTC))
    few = [replace(liking, viewers=liking.viewers / 4) for liking in SHELF]
    count = fill(store, until=NOW, days=4, likings=few)
    store.close()
    file = tmp_path / "report.pdf"
    first, last = (NOW - timedelta(days=3)).date().isoformat(), NOW.date().isoformat()
    done = report("--from", first, "--to", last, "-o", str(file), "--language", "zh_TW", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{count} viewers from {first} to {last} written to {file}.\n"
    assert file.read_bytes().startswith(b"%PDF")
    assert report("--from", last, "--to", first, "-o", str(file), home=tmp_path).returncode == 1


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["-o", "report.docx"], 1, "does not say what kind of report"),
        (["--from", "2026-03-09", "--to", "2026-03-01", "-o", "r.csv"], 1, "before it begins"),
        (["--from", "yesterday", "-o", "r.csv"], 2, "is not a day such as"),
        (["--format", "csv"], 2, "-o/--output"),
        (["--experiment", "nothing", "-o", "r.html"], 1, "There is no run nothing"),
        (["--from", "2026-03-09", "--compare-from", "2026-03-09", "-o", "r.csv"], 1, "before it begins"),
        (
            ["--from", "2026-03-02", "--to", "2026-03-05", "--compare-from", "2026-03-02", "--compare-to",
             "2026-03-03", "-o", "r.csv"],
            1,
            "share days",
        ),
    ],
)  # fmt: skip
def test_wrong_arguments_are_said(
    words: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MIEN_HOME", str(tmp_path))
    try:
        found = main.main(["report", *words])
    except SystemExit as ended:
        found = int(ended.code or 0)
    assert found == status
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
