"""How far a training is that consists of several phases of very different speed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

Event = dict[str, Any]

_MOST_SLOWNESS = 4.0
"""Phases differ in what slows them down, so one says only so much of another."""


class Phases:
    """Turns a phase's own progress into the whole's: `share` never falls, `eta_s` follows what is measured.

    `expected_s`: seconds that each phase takes on a usual machine, in their order, until this one is
    measured.
    """

    def __init__(
        self,
        expected_s: Mapping[str, float],
        on_event: Callable[[Event], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._expected_s = dict(expected_s)
        self._on_event, self._clock = on_event, clock
        self._done_s = self._done_expected_s = 0.0
        self.phase = ""
        self._began_s = self._began_at = 0.0
        self._part = self._share = 0.0

    def begin(self, phase: str, at: float = 0.0) -> None:
        """Enters a phase; `at`: the part of it that an earlier run has done."""
        if self.phase and phase != self.phase:
            self._done_s += self._phase_s() * self._part
            self._done_expected_s += self._expected_s[self.phase] * self._part
        self.phase, self._began_s, self._began_at, self._part = phase, self._clock(), at, at
        self.tell(at)

    def tell(self, part: float, event: Event | None = None) -> None:
        """Tells an event of the present phase, of which `part` (0 to 1) is done."""
        self._part = part = min(1.0, max(0.0, part))
        phase_s, names = self._phase_s(), list(self._expected_s)
        later_s = sum(self._expected_s[name] for name in names[names.index(self.phase) + 1 :])
        done_s = self._done_s + part * phase_s
        rest_s = (1 - part) * phase_s + later_s * self._slowness()
        self._share = max(self._share, done_s / (done_s + rest_s) if done_s + rest_s > 0 else 1.0)
        more: Event = {"stage": self.phase, "share": round(self._share, 4)}
        if self._measured():
            more["eta_s"] = round(rest_s, 1)
        self._on_event({**(event or {}), **more})

    def _measured(self) -> bool:
        return (self._part - self._began_at > 0.02 and self._clock() - self._began_s > 1.0) or self._done_s > 1.0

    def _phase_s(self) -> float:
        """What the whole present phase takes: measured where it has gone on for a while."""
        elapsed_s, moved = self._clock() - self._began_s, self._part - self._began_at
        if moved > 0.02 and elapsed_s > 1.0:
            return elapsed_s / moved
        return self._expected_s[self.phase] * self._slowness()

    def _slowness(self) -> float:
        """How much longer than expected the finished phases took."""
        if self._done_s < 1.0 or self._done_expected_s <= 0:
            return 1.0
        return min(_MOST_SLOWNESS, max(1 / _MOST_SLOWNESS, self._done_s / self._done_expected_s))
