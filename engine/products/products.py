"""Products, and the CSV files that bring them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Product:
    """One product. `code` is what its barcode says; `picture` names a file in the folder of product pictures;
    `zone` is the part of the picture, as shares (x1, y1, x2, y2) of its width and height before mirroring, in which a
    face looks at this product. A retired product keeps its exposures and takes no new ones. `hours` are the minutes
    of the shop's day from which and until which it is on show, past midnight where the second is not the greater
    one; None: all day.
    """

    code: str
    name: str
    picture: str | None = None
    order: int = 0
    zone: tuple[float, float, float, float] | None = None
    retired: bool = False
    hours: tuple[int, int] | None = None

    def is_on_show(self, now: datetime) -> bool:
        """Whether this is within its hours. `now` carries its zone; the hours are of this machine's clock."""
        if self.hours is None:
            return True
        local = now.astimezone()
        minute, (start, end) = local.hour * 60 + local.minute, self.hours
        return start <= minute < end if start < end else minute >= start or minute < end


def on_show_at(products: Iterable[Product], now: datetime) -> tuple[Product, ...]:
    """Those that are within their hours."""
    return tuple(product for product in products if product.is_on_show(now))
