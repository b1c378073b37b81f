"""Exposures: one viewer and one product, the unit that is stored."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.emotions import UNCERTAIN
from engine.settings import CountingSettings

SourceKind = Literal["live", "film", "demo"]
"""Where frames come from. Films and the demo are counted apart: they never mix with the shop's own numbers."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """One viewer's look at one product, finished or still going on.

    `started_at` is UTC. `probabilities` are the means over all its frames, by class. `dominant` is a class or
    "uncertain"; `index` is the expression index, -100 to 100. Nothing in it tells who it was.
    """

    product_code: str
    started_at: datetime
    dwell_s: float
    attention_s: float
    probabilities: Mapping[str, float]
    dominant: str
    index: float
    model: str
    source: SourceKind = "live"

    def __post_init__(self) -> None:
        if self.started_at.tzinfo is None:
            raise ValueError("an exposure's start carries its time zone")
        if not 0 <= self.attention_s <= self.dwell_s:
            raise ValueError(f"0 <= attention <= dwell, not {self.attention_s} and {self.dwell_s}")
        if not -100 <= self.index <= 100:
            raise ValueError(f"an expression index lies in -100 to 100, not at {self.index}")


def expression_index(probabilities: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Sum of weight x mean probability, times 100; a class without a weight counts as 0. -100 to 100."""
    total = 100.0 * sum(weights.get(name, 0.0) * p for name, p in probabilities.items())
    return max(-100.0, min(100.0, total))


def dominant_expression(probabilities: Mapping[str, float], uncertain_below: float) -> str:
    """The class with the highest mean probability; "uncertain" where that mean is below the threshold."""
    name, highest = max(probabilities.items(), key=lambda item: item[1])
    return name if highest >= uncertain_below else UNCERTAIN


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """One track in one frame. `probabilities` is (n_classes,) and sums to 1."""

    track_id: int
    product_code: str | None
    attends: bool
    probabilities: NDArray[np.float32]


@dataclass(slots=True)
class _Open:
    """What has been seen of one track before one product since the exposure began."""

    key: int
    product_code: str
    started_at: datetime
    first_s: float
    last_s: float
    attended: bool
    probability_sum: NDArray[np.float64]
    frames: int = 1
    attention_s: float = 0.0

    def stay(self, attends: bool, time_s: float) -> None:
        # Between two sightings half the time belongs to each: the sum then does not depend on the frame rate.
        self.attention_s += (self.attended + attends) / 2 * (time_s - self.last_s)
        self.last_s = time_s
        self.attended = attends

    def express(self, probabilities: NDArray[np.float32]) -> None:
        self.probability_sum += probabilities
        self.frames += 1


@dataclass(slots=True)
class ExposureBook:
    """The exposures going on now.

    Each frame's sightings go in by `record`; ended exposures come out. An exposure ends when its track is no longer
    alive or its product changes. Those with less attention than a viewer's are dropped: they were passers-by.
    Exposures are named by keys that count up within this run. `now` gives UTC.
    """

    classes: Sequence[str]
    model: str
    counting: CountingSettings
    now: Callable[[], datetime]
    source: SourceKind = "live"
    _open: dict[int, _Open] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=itertools.count)

    def record(self, sightings: Iterable[Sighting], alive: Collection[int], time_s: float) -> dict[int, Exposure]:
        """Takes one frame in; returns the viewers' exposures that it ended.

        `alive` are all tracks that go on, seen in this frame or bridged. `time_s` is the frame's capture time.
        """
        ended = self._end([track for track in self._open if track not in alive])
        for sighting in sightings:
            current = self._open.get(sighting.track_id)
            if current is not None:
                current.stay(sighting.attends, time_s)
                if current.product_code == sighting.product_code:
                    current.express(sighting.probabilities)
                    continue
                # The time up to the change belonged to the old product; this picture belongs to the new one.
                ended |= self._end([sighting.track_id])
            if sighting.product_code is not None:
                self._begin(sighting, sighting.product_code, time_s)
        return ended

    def end_all(self) -> dict[int, Exposure]:
        """Ends every exposure: the camera was paused or lost, or the program stops."""
        return self._end(list(self._open))

    def viewers(self) -> dict[int, Exposure]:
        """The exposures going on now that already count."""
        return {o.key: self._exposure(o) for o in self._open.values() if self._counts(o)}

    def is_viewer(self, track_id: int) -> bool:
        """Whether this track's present exposure already counts."""
        current = self._open.get(track_id)
        return current is not None and self._counts(current)

    def _begin(self, sighting: Sighting, product_code: str, time_s: float) -> None:
        self._open[sighting.track_id] = _Open(
            key=next(self._keys),
            product_code=product_code,
            started_at=self.now(),
            first_s=time_s,
            last_s=time_s,
            attended=sighting.attends,
            probability_sum=sighting.probabilities.astype(np.float64),
        )

    def _end(self, tracks: Iterable[int]) -> dict[int, Exposure]:
        ended = [self._open.pop(track) for track in tracks]
        return {o.key: self._exposure(o) for o in ended if self._counts(o)}

    def _counts(self, seen: _Open) -> bool:
        return seen.attention_s >= self.counting.min_attention_s

    def _exposure(self, seen: _Open) -> Exposure:
        means = seen.probability_sum / seen.frames
        probabilities = {name: float(p) for name, p in zip(self.classes, means, strict=True)}
        dwell_s = seen.last_s - seen.first_s
        return Exposure(
            product_code=seen.product_code,
            started_at=seen.started_at,
            dwell_s=dwell_s,
            attention_s=min(seen.attention_s, dwell_s),
            probabilities=probabilities,
            dominant=dominant_expression(probabilities, self.counting.uncertain_below),
            index=expression_index(probabilities, self.counting.index_weights),
            model=self.model,
            source=self.source,
        )
