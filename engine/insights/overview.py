"""Everything that is known of a range of days: by product, by time, and which products differ."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from engine.exposures import SourceKind
from engine.insights.days import Days
from engine.insights.inference import Mean, Sample, Verdict, WelchTest, holm, mean_of, verdict_of, welch
from engine.preference import Preference, TallySums
from engine.store.store import Store
from engine.store.timeline import Squares, TimedSums


@dataclass(frozen=True, slots=True)
class ProductFigures:
    """One product over the range. `dwell` and `attention` are means in seconds; their intervals are None where part
    of the range is past retention, because daily totals do not keep how much single viewers differed."""

    code: str
    name: str
    sums: TallySums
    dwell: Mean | None
    attention: Mean | None
    preference: Preference | None

    @property
    def viewers(self) -> int:
        return self.sums.viewers

    @property
    def attraction_ratio(self) -> float:
        """Attention over dwell, 0 to 1; 0 without viewers."""
        return self.sums.attention_s / self.sums.dwell_s if self.sums.dwell_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """The preference of `first` minus that of `second`, in points of the index. `test` is None, and `adjusted_p`
    too, where one of the two has too few viewers."""

    first: str
    second: str
    verdict: Verdict
    test: WelchTest | None = None
    adjusted_p: float | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What was seen in `days`.

    `products`: the best liked first, those with too few viewers last. `hours` (0 to 23) and `weekdays` (Monday first)
    are the shop's local time; `dates` are all days of the range. `dwell` and `attention` are means over all viewers.
    `beyond_retention` viewers come from daily totals: they are in everything but `hours`, for which there are
    `days_with_hours` days. `models` names the models that judged the others, with their viewers: where there are
    several, a change may come from the model.
    """

    days: Days
    source: SourceKind
    products: tuple[ProductFigures, ...]
    total: TallySums
    hours: tuple[TallySums, ...]
    weekdays: tuple[TallySums, ...]
    dates: tuple[tuple[date, TallySums], ...]
    differences: tuple[Difference, ...]
    dwell: Mean | None = None
    attention: Mean | None = None
    beyond_retention: int = 0
    days_with_hours: int = 0
    models: Mapping[str, int] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """A product's name; its code where no product has it any more."""
        return next((product.name for product in self.products if product.code == code), code)

    def days_on(self, weekday: int) -> int:
        """How many days of the range are this weekday (Monday 0)."""
        return sum(1 for day in self.days if day.weekday() == weekday)


def overview(
    store: Store, days: Days, *, source: SourceKind = "live", min_viewers: int = 10, zone: tzinfo | None = None
) -> Overview:
    """Reads and computes it; 100,000 exposures take a fraction of a second. Raises `KnownError` as the store does.

    Products without viewers in the range are left out, retired ones with viewers are in. `zone`: the shop's; None:
    this machine's.
    """
    timeline = store.timeline(*days.bounds(zone), source)
    names = {product.code: product.name for product in store.products(include_retired=True)}
    products = tuple(
        _figures(code, names.get(code, code), sums, timeline.squares.get(code, Squares()))
        for code, sums in timeline.by_product.items()
    )
    least = max(2, min_viewers)
    ranked = tuple(sorted(products, key=lambda p: (p.viewers < least, -_mean_index(p), p.name, p.code)))
    hours, weekdays = _empty(24), _empty(7)
    by_date: defaultdict[date, TallySums] = defaultdict(TallySums)
    for timed in timeline.quarters:
        local = timed.starts_at.astimezone(zone)
        hours[local.hour] += timed.sums
        weekdays[local.weekday()] += timed.sums
        by_date[local.date()] += timed.sums
    for timed in timeline.days:
        day = timed.starts_at.astimezone(zone).date()
        weekdays[day.weekday()] += timed.sums
        by_date[day] += timed.sums
    total = _together(timeline.by_product.values())
    dwell, attention = time_means(total, _all_squares(timeline.squares.values()))
    return Overview(
        days=days,
        source=source,
        products=ranked,
        total=total,
        hours=tuple(hours),
        weekdays=tuple(weekdays),
        dates=tuple((day, by_date[day]) for day in days),
        differences=differences(ranked, min_viewers),
        dwell=dwell,
        attention=attention,
        beyond_retention=_viewers(timeline.days),
        days_with_hours=days.count - len({timed.starts_at for timed in timeline.days}),
        models=dict(timeline.models),
    )


def differences(products: Iterable[ProductFigures], min_viewers: int) -> tuple[Difference, ...]:
    """All pairs of products, the better one first; p values by Welch, adjusted by Holm for all pairs that could be
    tested. The most certain differences come first, pairs with too few viewers last."""
    testable: list[tuple[ProductFigures, ProductFigures]] = []
    too_few: list[Difference] = []
    for a, b in itertools.combinations(products, 2):
        if min(a.viewers, b.viewers) >= max(2, min_viewers):
            testable.append((a, b))
        else:
            too_few.append(Difference(a.code, b.code, Verdict.TOO_FEW))
    tests = [welch(index_sample(a.sums), index_sample(b.sums)) for a, b in testable]
    adjusted = holm([test.p for test in tests])
    tested = [
        Difference(a.code, b.code, verdict_of(p), test, p)
        for (a, b), test, p in zip(testable, tests, adjusted, strict=True)
    ]
    tested.sort(key=lambda d: (d.adjusted_p or 0.0, -abs(d.test.t) if d.test else 0.0))
    return (*tested, *too_few)


def index_sample(sums: TallySums) -> Sample:
    """The expression indices behind some sums."""
    return Sample(sums.viewers, sums.index, sums.index_squared)


def time_means(sums: TallySums, squares: Squares) -> tuple[Mean | None, Mean | None]:
    """Mean dwell and attention, in seconds, with intervals where the squares of all viewers are known."""
    n = sums.viewers
    if n == 0:
        return None, None
    if squares.n != n:
        return Mean(sums.dwell_s / n, n, None), Mean(sums.attention_s / n, n, None)
    dwell = mean_of(Sample(n, sums.dwell_s, squares.dwell))
    attention = mean_of(Sample(n, sums.attention_s, squares.attention))
    return dwell, attention


def _figures(code: str, name: str, sums: TallySums, squares: Squares) -> ProductFigures:
    dwell, attention = time_means(sums, squares)
    return ProductFigures(code, name, sums, dwell, attention, sums.preference())


def _mean_index(product: ProductFigures) -> float:
    return product.preference.mean if product.preference else float("-inf")


def _empty(count: int) -> list[TallySums]:
    return [TallySums()] * count


def _together(several: Iterable[TallySums]) -> TallySums:
    total = TallySums()
    for sums in several:
        total += sums
    return total


def _all_squares(several: Iterable[Squares]) -> Squares:
    known = list(several)
    return Squares(sum(s.n for s in known), sum(s.dwell for s in known), sum(s.attention for s in known))


def _viewers(timed: Iterable[TimedSums]) -> int:
    return sum(one.sums.viewers for one in timed)
