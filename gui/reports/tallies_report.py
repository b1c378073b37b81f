"""The report on a range of days: HTML in one file, PDF, or CSV; with what the overview's page shows."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PySide6.QtCore import QCoreApplication, QLocale

from engine.emotions import in_display_order
from engine.insights.inference import Verdict, share_interval
from engine.insights.overview import Overview, ProductFigures
from engine.insights.periods import PeriodComparison
from engine.paths import resources_folder
from engine.version import VERSION
from gui import insight_words as words
from gui.admin.look import admin_metrics
from gui.charts.chart import Drawing, png
from gui.messages import count, expression_word, percent, preference_text
from gui.reports.pdf import TEXT_WIDTH_PX, write_pdf, write_report_file
from gui.theme import LIGHT

ReportFormat = Literal["html", "pdf", "csv"]
REPORT_FORMATS: tuple[ReportFormat, ...] = ("html", "pdf", "csv")

translate = QCoreApplication.translate

MOST_PAIRS = 40
"""How many pairs of products a report lists; the most certain ones."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """What a report is made of; `comparison` with an earlier period where one was asked for."""

    overview: Overview
    min_viewers: int
    comparison: PeriodComparison | None = None


def write_tallies_report(data: ReportData, file: Path, kind: ReportFormat) -> None:
    """Writes it in the application's language; HTML and PDF need a QGuiApplication. Raises `KnownError`."""
    if kind == "csv":
        # Excel takes a CSV file for the system's old code page unless it begins with this mark.
        write_report_file(file, tallies_csv(data).encode("utf-8-sig"))
    elif kind == "pdf":
        write_pdf(tallies_html(data, for_paper=True), file, title=_title())
    else:
        write_report_file(file, tallies_html(data).encode())


def tallies_html(data: ReportData, *, for_paper: bool = False) -> str:
    """The report as one HTML file with everything in it; `for_paper`: in the words that Qt's text layout knows."""
    found = data.overview
    environment = Environment(
        loader=FileSystemLoader(resources_folder() / "reports"), autoescape=True, undefined=StrictUndefined
    )
    total = found.total.tally()
    return environment.get_template("tallies.html.jinja").render(
        language=QLocale().bcp47Name(),
        for_paper=for_paper,
        title=_title(),
        subtitle=f"{words.days_words(found.days)} · {words.source_words(found.source)}",
        figures=[
            (count(total.viewers), translate("Report", "viewers")),
            (words.mean_text(found.dwell), translate("Report", "mean dwell")),
            (words.mean_text(found.attention), translate("Report", "mean attention")),
            (count(len(found.products)), translate("Report", "products looked at")),
        ],
        t={
            "conclusions": translate("Report", "What can be said"),
            "method": translate("Report", "How this was computed"),
        },
        conclusions=words.conclusions(found),
        limits=[line for line in (*words.limits(found), words.too_few_words(found, data.min_viewers)) if line],
        plots=_plots(data, for_paper) if total.viewers else [],
        tables=_tables(data) if total.viewers else [],
        method=words.method_words(),
        made=translate("Report", "Made on {time} by Mien {version}.").format(
            time=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"), version=VERSION
        ),
    )


def tallies_csv(data: ReportData) -> str:
    """One row a product. Numbers have a decimal point and no units; the units stand in the header."""
    found = data.overview
    classes = in_display_order(tuple(found.total.emotions))
    text = io.StringIO()
    writer = csv.writer(text)
    heads = [
        translate("Report", "First day"),
        translate("Report", "Last day"),
        translate("Report", "Source"),
        translate("Report", "Code"),
        translate("Report", "Product"),
        translate("Report", "Viewers"),
        translate("Report", "Mean dwell (s)"),
        translate("Report", "Dwell, 95 % from (s)"),
        translate("Report", "Dwell, 95 % to (s)"),
        translate("Report", "Mean attention (s)"),
        translate("Report", "Attention, 95 % from (s)"),
        translate("Report", "Attention, 95 % to (s)"),
        translate("Report", "Attraction ratio"),
        translate("Report", "Preference (−100 to 100)"),
        translate("Report", "Preference, 95 % from"),
        translate("Report", "Preference, 95 % to"),
        translate("Report", "Enough viewers to tell"),
    ]
    writer.writerow(
        [
            *heads,
            *(translate("Report", "{expression} (viewers)").format(expression=expression_word(c)) for c in classes),
        ]
    )
    for product in found.products:
        preference = product.preference
        row: list[object] = [
            found.days.first.isoformat(),
            found.days.last.isoformat(),
            words.source_words(found.source),
            _harmless(product.code),
            _harmless(product.name),
            product.viewers,
        ]
        for mean in (product.dwell, product.attention):
            low, high = mean.ci95 if mean and mean.ci95 else (None, None)
            row += [_number(mean.value if mean else None), _number(low), _number(high)]
        row.append(_number(product.attraction_ratio))
        low, high = preference.ci95 if preference and preference.ci95 else (None, None)
        row += [_number(preference.mean if preference else None), _number(low), _number(high)]
        row.append(
            translate("Report", "yes")
            if preference and preference.is_telling(data.min_viewers)
            else translate("Report", "no")
        )
        row += [product.sums.emotions.get(name, 0) for name in classes]
        writer.writerow(row)
    return text.getvalue()


def _plots(data: ReportData, for_paper: bool) -> list[dict[str, Any]]:
    found, least = data.overview, data.min_viewers
    wanted: list[tuple[str, Drawing, str, bool]] = [
        (
            translate("Report", "Preference by product, −100 to +100, with 95 % interval"),
            words.preference_drawing(found, least),
            "",
            False,
        ),
        (
            translate("Report", "Expressions by product, share of viewers"),
            words.expression_drawing(found, least),
            "",
            False,
        ),
        (translate("Report", "Viewers by hour, mean per day"), words.hours_drawing(found), "", False),
        (translate("Report", "Preference by hour"), words.hour_preferences_drawing(found, least), "", False),
    ]
    if found.days.count > 1:
        wanted.append(
            (translate("Report", "Viewers by weekday, mean per day"), words.weekdays_drawing(found), "", False)
        )
        wanted.append((translate("Report", "Viewers by day"), words.dates_drawing(found), "", False))
    if data.comparison is not None:
        compared = data.comparison
        note = " ".join(words.comparison_limits(compared))
        title = translate("Report", "Before ({before}) and after ({after})").format(
            before=words.days_words(compared.before.days), after=words.days_words(compared.after.days)
        )
        wanted.append((title, words.change_drawing(compared), note, False))
    width = TEXT_WIDTH_PX if for_paper else 880
    plots = []
    for title, drawing, note, new_page in wanted:
        picture, wide, high = png(drawing, LIGHT, admin_metrics(1280, 720), width)
        source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
        plots.append(
            {
                "title": title,
                "source": source,
                "width": wide,
                "height": high,
                "words": drawing.words(),
                "note": note,
                "new_page": new_page,
            }
        )
    return plots


def _tables(data: ReportData) -> list[dict[str, Any]]:
    found = data.overview
    tables = [
        {
            "title": translate("Report", "Products"),
            "heads": [
                translate("Report", "Product"),
                translate("Report", "Viewers"),
                translate("Report", "Dwell"),
                translate("Report", "Attention"),
                translate("Report", "Preference"),
            ],
            "rows": [_product_row(product, data.min_viewers) for product in found.products],
            "new_page": False,
        },
        {
            "title": translate("Report", "Expressions, share of viewers with 95 % interval"),
            "heads": [
                translate("Report", "Product"),
                *(expression_word(name) for name in in_display_order(tuple(found.total.emotions))),
            ],
            "rows": [_expression_row(product, found) for product in found.products],
            "new_page": False,
        },
    ]
    tested = [d for d in found.differences if d.verdict is not Verdict.TOO_FEW]
    if tested:
        tables.append(
            {
                "title": translate("Report", "Which differences between products are real"),
                "heads": [
                    translate("Report", "Liked better"),
                    translate("Report", "than"),
                    translate("Report", "Difference ± 95 %"),
                    translate("Report", "Adjusted p"),
                    translate("Report", "What it is"),
                ],
                "rows": [
                    [
                        found.name(d.first),
                        found.name(d.second),
                        words.difference_text(d) or "–",
                        words.p_text(d.adjusted_p) if d.adjusted_p is not None else "–",
                        words.verdict_word(d.verdict),
                    ]
                    for d in tested[:MOST_PAIRS]
                ],
                "new_page": False,
            }
        )
    return tables


def _product_row(product: ProductFigures, min_viewers: int) -> list[str]:
    preference = product.preference
    telling = preference is not None and preference.is_telling(min_viewers)
    return [
        f"{product.name} ({product.code})",
        count(product.viewers),
        words.mean_text(product.dwell),
        f"{words.mean_text(product.attention)} ({percent(product.attraction_ratio)})",
        preference_text(preference) if preference and telling else words.verdict_word(Verdict.TOO_FEW),
    ]


def _expression_row(product: ProductFigures, found: Overview) -> list[str]:
    cells = [product.name]
    for name in in_display_order(tuple(found.total.emotions)):
        shown = product.sums.emotions.get(name, 0)
        interval = share_interval(shown, product.viewers)
        low, high = interval if interval else (0.0, 0.0)
        cells.append(f"{percent(shown / product.viewers)} ({round(low * 100)}–{round(high * 100)})")
    return cells


def _title() -> str:
    return translate("Report", "How shoppers reacted, product by product")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _harmless(text: str) -> str:
    """A name that a spreadsheet would run as a formula stays a name (CWE-1236)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
