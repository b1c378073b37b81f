"""What an overview says, in sentences and drawings: the same on the panel's page and in the reports."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from engine.exposures import SourceKind
from engine.insights.days import Days
from engine.insights.inference import Mean, Verdict
from engine.insights.overview import Difference, Overview
from engine.insights.periods import Change, PeriodComparison
from engine.preference import Preference, TallySums
from gui.charts.count_charts import BarsDrawing, ExpressionDrawing, ExpressionRow
from gui.charts.preference_charts import (
    ChangeDrawing,
    ChangeRow,
    PreferenceDrawing,
    PreferenceRow,
    TimePreferenceDrawing,
)
from gui.messages import DOT, NO_BREAK, PLUS_MINUS, count, seconds, signed

MOST_NAMES = 4
"""How many products a sentence names before it says "and n more"."""


def source_words(source: SourceKind) -> str:
    """What a kind of source is called."""
    words: dict[str, str] = {
        "live": QCoreApplication.translate("Insights", "Live camera"),
        "film": QCoreApplication.translate("Insights", "Films"),
        "demo": QCoreApplication.translate("Insights", "Demo"),
    }
    return words[source]


def days_words(days: Days) -> str:
    """ "2026-03-02 to 2026-03-30 (29 days)"."""
    if days.count == 1:
        return days.first.isoformat()
    return QCoreApplication.translate("Insights", "{first} to {last} ({n} days)").format(
        first=days.first.isoformat(), last=days.last.isoformat(), n=days.count
    )


def mean_text(mean: Mean | None) -> str:
    """A mean time: "6.4 s ± 0.3 s", without the interval where it is not known."""
    if mean is None:
        return "–"
    if mean.ci95 is None:
        return seconds(mean.value)
    half = (mean.ci95[1] - mean.ci95[0]) / 2
    number = QLocale().toString(mean.value, "f", 1)
    return f"{number}{PLUS_MINUS}{seconds(max(half, 0.05))}"


def p_text(p: float) -> str:
    """ "p = 0.012", "p < 0.001"."""
    return f"p{NO_BREAK}<{NO_BREAK}0.001" if p < 0.001 else f"p{NO_BREAK}={NO_BREAK}{p:.3f}"


def verdict_word(verdict: Verdict) -> str:
    """What can be said of a difference, in a few words."""
    words = {
        Verdict.REAL: QCoreApplication.translate("Insights", "real"),
        Verdict.CHANCE: QCoreApplication.translate("Insights", "could be chance"),
        Verdict.TOO_FEW: QCoreApplication.translate("Insights", "too few to tell"),
    }
    return words[verdict]


def difference_text(difference: Difference | Change) -> str:
    """ "+12 ± 5", in points of the index; empty where nothing could be tested."""
    if difference.test is None:
        return ""
    low, high = difference.test.ci95
    return f"{signed(difference.test.difference)}{PLUS_MINUS}{round((high - low) / 2)}"


def conclusions(found: Overview) -> list[str]:
    """What can be said of the products, one sentence each; never more than the numbers hold."""
    if not found.total.viewers:
        return [QCoreApplication.translate("Insights", "Nobody looked at a product in these days.")]
    better: defaultdict[str, list[str]] = defaultdict(list)
    for difference in found.differences:
        if difference.verdict is Verdict.REAL:
            better[difference.first].append(difference.second)
    said = []
    for product in found.products:
        if product.code in better:
            said.append(
                QCoreApplication.translate("Insights", "{name} is liked better than {others}.").format(
                    name=product.name, others=_names([found.name(code) for code in better[product.code]])
                )
            )
    verdicts = [difference.verdict for difference in found.differences]
    if not said and Verdict.CHANCE in verdicts:
        said.append(
            QCoreApplication.translate(
                "Insights", "No product is liked better than another beyond what chance can do."
            )
        )
    elif not said:
        said.append(QCoreApplication.translate("Insights", "There are too few viewers to compare products."))
    elif Verdict.CHANCE in verdicts:
        said.append(QCoreApplication.translate("Insights", "All other differences could be chance."))
    return said


def too_few_words(found: Overview, min_viewers: int) -> str:
    """Which products could not be compared; empty where all could."""
    few = [product for product in found.products if product.viewers < max(2, min_viewers)]
    if not few:
        return ""
    return QCoreApplication.translate("Insights", "Too few viewers to compare (under {least}): {names}").format(
        least=max(2, min_viewers), names=_names([f"{p.name} ({count(p.viewers)})" for p in few])
    )


def limits(found: Overview) -> list[str]:
    """What these numbers cannot say, where there is something."""
    said = []
    if found.beyond_retention:
        said.append(
            QCoreApplication.translate(
                "Insights",
                "{n} viewers are past the time for which single viewers are kept: only daily totals are left of "
                "them, so they are missing in the hours, and dwell and attention have no interval.",
            ).format(n=count(found.beyond_retention))
        )
    if len(found.models) > 1:
        said.append(
            QCoreApplication.translate(
                "Insights",
                "More than one model judged these days ({models}): a difference may come from the model.",
            ).format(models=_names(sorted(found.models)))
        )
    return said


def method_words() -> str:
    """How "real" is decided, for who wants to know."""
    return QCoreApplication.translate(
        "Insights",
        "± is half a 95 % interval (Student's t). Two products are compared by Welch's t test of their viewers' "
        "expression indices; the p values are adjusted by Holm's method for the number of comparisons, so that the "
        'chance of even one false "real" is at most 5 %. Somebody who comes back is counted as another viewer. '
        "Preference is not purchase intent: nothing here was compared with sales.",
    )


def comparison_limits(found: PeriodComparison) -> list[str]:
    """What a comparison of two periods cannot say."""
    said = [
        QCoreApplication.translate(
            "Insights",
            "Whatever else was different between the two periods (weather, season, place on the shelf) is in it too.",
        )
    ]
    if found.models_differ:
        said.append(
            QCoreApplication.translate(
                "Insights", "The two periods were not judged by the same model: the change may come from the model."
            )
        )
    return said


def _names(names: list[str]) -> str:
    comma = QCoreApplication.translate("Insights", ", ", "between the names of products")
    if len(names) <= MOST_NAMES:
        return comma.join(names)
    more = QCoreApplication.translate("Insights", "{names} and {n} more")
    return more.format(names=comma.join(names[: MOST_NAMES - 1]), n=len(names) - MOST_NAMES + 1)


# Drawings


def preference_drawing(found: Overview, min_viewers: int) -> PreferenceDrawing:
    """Preference by product."""
    return PreferenceDrawing(
        tuple(
            PreferenceRow(p.name, p.preference, p.preference is not None and p.preference.is_telling(min_viewers))
            for p in found.products
        )
    )


def expression_drawing(found: Overview, min_viewers: int) -> ExpressionDrawing:
    """Expressions by product."""
    return ExpressionDrawing(
        tuple(ExpressionRow(p.name, p.sums.emotions, p.viewers >= min_viewers) for p in found.products)
    )


def hours_shown(found: Overview) -> range:
    """From the first hour in which anybody looked to the last; the whole day where nobody did."""
    busy = [hour for hour, sums in enumerate(found.hours) if sums.viewers]
    return range(min(busy), max(busy) + 1) if busy else range(24)


def hours_drawing(found: Overview) -> BarsDrawing:
    """Viewers by hour, mean per day."""
    hours = hours_shown(found)
    days = max(1, found.days_with_hours)
    return _bars([f"{hour}:00" for hour in hours], [found.hours[hour].viewers / days for hour in hours])


def weekdays_drawing(found: Overview) -> BarsDrawing:
    """Viewers by weekday, mean per such day."""
    means = [sums.viewers / max(1, found.days_on(day)) for day, sums in enumerate(found.weekdays)]
    return _bars([weekday_word(day) for day in range(7)], means)


def dates_drawing(found: Overview) -> BarsDrawing:
    """Viewers by day."""
    return _bars([f"{day.month}/{day.day}" for day, _ in found.dates], [s.viewers for _, s in found.dates])


def hour_preferences_drawing(found: Overview, min_viewers: int) -> TimePreferenceDrawing:
    """Preference by hour."""
    hours = hours_shown(found)
    return TimePreferenceDrawing(
        tuple(f"{hour}:00" for hour in hours),
        tuple(_telling(found.hours[hour], min_viewers) for hour in hours),
        verdict_word(Verdict.TOO_FEW),
    )


def weekday_preferences_drawing(found: Overview, min_viewers: int) -> TimePreferenceDrawing:
    """Preference by weekday."""
    return TimePreferenceDrawing(
        tuple(weekday_word(day) for day in range(7)),
        tuple(_telling(sums, min_viewers) for sums in found.weekdays),
        verdict_word(Verdict.TOO_FEW),
    )


def change_drawing(found: PeriodComparison) -> ChangeDrawing:
    """Before and after, by product, the most certain changes first; of too few viewers only the counts."""
    ordered = sorted(found.changes, key=lambda c: (c.adjusted_p is None, c.adjusted_p or 0.0))
    return ChangeDrawing(
        tuple(
            ChangeRow(
                change.name,
                change.before.preference if change.before and change.test else None,
                change.after.preference if change.after and change.test else None,
                change_text(change),
                change.verdict is Verdict.REAL,
                change_details(found, change),
            )
            for change in ordered
        )
    )


def change_text(change: Change) -> str:
    """ "+12 ± 5 · real"."""
    figure = difference_text(change)
    return f"{figure}{DOT}{verdict_word(change.verdict)}" if figure else verdict_word(change.verdict)


def change_details(found: PeriodComparison, change: Change) -> str:
    """Viewers a day and dwell, before and after."""
    old = (change.before.viewers if change.before else 0) / found.before.days.count
    new = (change.after.viewers if change.after else 0) / found.after.days.count
    words = QCoreApplication.translate("Insights", "{old} → {new} viewers a day").format(
        old=QLocale().toString(old, "f", 1), new=QLocale().toString(new, "f", 1)
    )
    if change.before and change.after and change.before.dwell and change.after.dwell:
        dwell = QCoreApplication.translate("Insights", "dwell {old} → {new}").format(
            old=seconds(change.before.dwell.value), new=seconds(change.after.dwell.value)
        )
        words += DOT + dwell
    return words


def weekday_word(day: int) -> str:
    """Monday is 0."""
    return QLocale().dayName(day + 1, QLocale.FormatType.ShortFormat)


def to_qdate(day: object) -> QDate:
    """A date as Qt's."""
    return QDate.fromString(str(day), "yyyy-MM-dd")


def _telling(sums: TallySums, min_viewers: int) -> Preference | None:
    preference = sums.preference()
    return preference if preference is not None and preference.is_telling(min_viewers) else None


def _bars(labels: list[str], values: list[float]) -> BarsDrawing:
    whole = all(float(value).is_integer() for value in values)
    texts = tuple(count(round(v)) if whole or v >= 99.5 else QLocale().toString(v, "f", 1) for v in values)
    unit = QCoreApplication.translate("Insights", "viewers")
    return BarsDrawing(tuple(labels), tuple(float(v) for v in values), texts, unit)
