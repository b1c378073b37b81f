"""Ranges of whole days, as a shop counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from engine.errors import KnownError


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included. Raises `KnownError` where the last comes before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise KnownError(
                "The range ends on {last}, before it begins on {first}. Choose a later end.",
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )

    @classmethod
    def latest(cls, count: int, now: datetime, zone: tzinfo | None = None) -> Days:
        """The last `count` days up to and with today; 1 is today alone."""
        today = now.astimezone(zone).date()
        return cls(today - timedelta(days=count - 1), today)

    @property
    def count(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def before(self) -> Days:
        """As many days, directly before these."""
        return Days(self.first - timedelta(days=self.count), self.first - timedelta(days=1))

    def bounds(self, zone: tzinfo | None = None) -> tuple[datetime, datetime]:
        """The instants [since, until) in UTC, for days in `zone` (None: this machine's)."""
        return midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone)

    def overlaps(self, other: Days) -> bool:
        """Whether a day is in both."""
        return self.first <= other.last and other.first <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=i) for i in range(self.count))


def midnight(day: date, zone: tzinfo | None = None) -> datetime:
    """The instant, in UTC, at which a day begins in `zone` (None: this machine's)."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
