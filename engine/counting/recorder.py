"""Brings exposures into the store: ended ones at once, open ones every few seconds, and nothing twice."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import KnownError
from engine.exposures import Exposure
from engine.store.store import Store

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Recorder:
    """Writes one run's exposures into a store.

    What the store refuses (a full disk) is kept and offered again at the next checkpoint; `problem` says so
    meanwhile. `checkpoint_s` is the longest time for which a kill can lose what open exposures have gathered.
    """

    store: Store
    checkpoint_s: float
    problem: KnownError | None = None
    _rows: dict[int, int] = field(default_factory=dict)
    _ended: dict[int, Exposure] = field(default_factory=dict)
    _due_s: float | None = None

    def record(self, ended: Mapping[int, Exposure], open_viewers: Mapping[int, Exposure], clock_s: float) -> None:
        """Stores what has ended, and every `checkpoint_s` what is still open. `clock_s` is any steady clock."""
        self._ended.update(ended)
        if self._due_s is None:
            self._due_s = clock_s + self.checkpoint_s
        due = clock_s >= self._due_s
        # After a refusal, ended ones wait for the checkpoint, so that a full disk is not hammered 30 times a second.
        if self._ended and (due or self.problem is None):
            self._write_ended()
        if due:
            self._due_s = clock_s + self.checkpoint_s
            if open_viewers:
                self._write_open(open_viewers)

    def flush(self, ended: Mapping[int, Exposure]) -> None:
        """Stores what has ended now, whatever was refused before."""
        self._ended.update(ended)
        if self._ended:
            self._write_ended()

    def unknown_to_store(self) -> list[Exposure]:
        """Ended exposures of which the store holds nothing yet."""
        return [exposure for key, exposure in self._ended.items() if key not in self._rows]

    def has_interim_rows(self) -> bool:
        """Whether the store holds exposures as they were before their end."""
        return bool(self._rows)

    def _write_ended(self) -> None:
        if self._write(self._ended, closed=True) is not None:
            for key in self._ended:
                self._rows.pop(key, None)
            self._ended.clear()

    def _write_open(self, viewers: Mapping[int, Exposure]) -> None:
        rows = self._write(viewers, closed=False)
        if rows is not None:
            self._rows.update(zip(viewers, rows, strict=True))

    def _write(self, exposures: Mapping[int, Exposure], *, closed: bool) -> list[int] | None:
        try:
            rows = self.store.save_exposures(
                [(self._rows.get(key), exposure) for key, exposure in exposures.items()], closed=closed
            )
        except KnownError as problem:
            if self.problem is None:
                log.warning("%s", problem)
            self.problem = problem
            return None
        self.problem = None
        return rows
