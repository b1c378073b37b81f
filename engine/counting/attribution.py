"""Which product a face is looking at: the one on show, each in turn, or the one whose shelf zone it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.products.products import Product
from engine.settings import AttributionSettings
from engine.types import Box

ZONE_MARGIN = 0.03
"""A viewer keeps a zone's product until the face's centre is this share of the picture outside it, so that somebody
who stands on the border does not become many viewers."""


@dataclass(slots=True)
class Attribution:
    """The three ways of attribution over one list of products, in their order.

    Operator's choices come in by `show` and `step`; time comes in by `tick`, in seconds of any steady clock.
    """

    settings: AttributionSettings
    products: Sequence[Product]
    on_show: str | None = None
    _turn_began_s: float | None = None
    _zone_of: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.on_show not in self._codes():
            self.on_show = self.products[0].code if self.products else None

    def show(self, code: str) -> bool:
        """Puts a product on show (in rotation: begins its turn). False when there is no such product."""
        if code not in self._codes():
            return False
        self.on_show = code
        self._turn_began_s = None
        return True

    def step(self, count: int) -> None:
        """Puts the product on show that is `count` places further in the order, round and round."""
        codes = self._codes()
        if codes:
            at = codes.index(self.on_show) if self.on_show in codes else 0
            self.show(codes[(at + count) % len(codes)])

    def tick(self, time_s: float) -> None:
        """Lets time pass: in rotation, the next product's turn comes."""
        if self.settings.mode != "rotation":
            return
        if self._turn_began_s is None:
            self._turn_began_s = time_s
        turns = int((time_s - self._turn_began_s) // self.settings.rotation_s)
        if turns > 0:
            began_s = self._turn_began_s + turns * self.settings.rotation_s
            self.step(turns)
            self._turn_began_s = began_s

    def rotation_left_s(self, time_s: float) -> float | None:
        """How long the present turn still lasts; None outside rotation."""
        if self.settings.mode != "rotation" or self._turn_began_s is None:
            return None
        return max(0.0, self.settings.rotation_s - (time_s - self._turn_began_s))

    def product_for(self, track_id: int, box: Box, frame_size_px: tuple[int, int]) -> str | None:
        """The code of the product that this face looks at, if any."""
        if self.settings.mode != "zones":
            return self.on_show
        x, y = box.centre[0] / frame_size_px[0], box.centre[1] / frame_size_px[1]
        kept = self._zone_of.get(track_id)
        ordered = sorted(self.products, key=lambda product: product.code != kept)
        for product in ordered:
            if product.zone is not None:
                x1, y1, x2, y2 = product.zone
                margin = ZONE_MARGIN if product.code == kept else 0.0
                if x1 - margin <= x < x2 + margin and y1 - margin <= y < y2 + margin:
                    self._zone_of[track_id] = product.code
                    return product.code
        self._zone_of.pop(track_id, None)
        return None

    def forget(self, alive: set[int]) -> None:
        """Forgets the tracks that are no longer alive."""
        for track_id in set(self._zone_of) - alive:
            del self._zone_of[track_id]

    def _codes(self) -> list[str]:
        return [product.code for product in self.products]
