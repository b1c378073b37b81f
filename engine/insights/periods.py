"""Before and after: the same products over two ranges of days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import tzinfo

from engine.errors import KnownError
from engine.exposures import SourceKind
from engine.insights.days import Days
from engine.insights.inference import Verdict, WelchTest, holm, verdict_of, welch
from engine.insights.overview import Overview, ProductFigures, index_sample, overview
from engine.store.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """One product before and after; a figure is None where nobody looked then. `test` is of the preference, after
    minus before; None where one period has too few viewers."""

    code: str
    name: str
    before: ProductFigures | None
    after: ProductFigures | None
    verdict: Verdict
    test: WelchTest | None = None
    adjusted_p: float | None = None


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods. `models_differ`: not the same models judged them, so that a change may come from the model."""

    before: Overview
    after: Overview
    changes: tuple[Change, ...]
    models_differ: bool


def compare_periods(
    store: Store,
    before: Days,
    after: Days,
    *,
    codes: Collection[str] | None = None,
    source: SourceKind = "live",
    min_viewers: int = 10,
    zone: tzinfo | None = None,
) -> PeriodComparison:
    """Compares every product, or those with these `codes`; p values are adjusted by Holm over the products compared.

    What else was different between the periods (weather, season, place of the shelf) is in the difference too.
    Raises `KnownError` for periods that share a day.
    """
    if before.overlaps(after):
        raise KnownError(
            "The two periods share days, so nothing can be compared. Choose periods that do not overlap."
        )
    old = overview(store, before, source=source, min_viewers=min_viewers, zone=zone)
    new = overview(store, after, source=source, min_viewers=min_viewers, zone=zone)
    return comparison(old, new, codes=codes, min_viewers=min_viewers)


def comparison(
    before: Overview, after: Overview, *, codes: Collection[str] | None = None, min_viewers: int = 10
) -> PeriodComparison:
    """The same from two overviews."""
    old = {product.code: product for product in before.products}
    new = {product.code: product for product in after.products}
    wanted = [code for code in dict.fromkeys((*new, *old)) if codes is None or code in codes]
    least = max(2, min_viewers)
    tests = {
        code: welch(index_sample(new[code].sums), index_sample(old[code].sums))
        for code in wanted
        if code in old and code in new and min(old[code].viewers, new[code].viewers) >= least
    }
    adjusted = dict(zip(tests, holm([test.p for test in tests.values()]), strict=True))
    changes = tuple(
        Change(
            code=code,
            name=(new.get(code) or old[code]).name,
            before=old.get(code),
            after=new.get(code),
            verdict=verdict_of(adjusted[code]) if code in tests else Verdict.TOO_FEW,
            test=tests.get(code),
            adjusted_p=adjusted.get(code),
        )
        for code in wanted
    )
    return PeriodComparison(before, after, changes, models_differ=_models_differ(before, after))


def _models_differ(before: Overview, after: Overview) -> bool:
    if not before.total.viewers or not after.total.viewers:
        return False
    return set(before.models) != set(after.models) or len(before.models) > 1
