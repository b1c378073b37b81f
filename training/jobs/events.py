"""What long work tells while it goes on, and how it is told to end.

An event is a JSON-able dictionary. Where possible it has `stage` (a short English id), `share` (0 to 1 of the whole
work) and `eta_s` (seconds left).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from engine.paths import Paths

Event = dict[str, Any]
OnEvent = Callable[[Event], None]
Stop = Callable[[], bool]
"""True: stop early, keep the best so far, and end properly."""


class Cancelled(BaseException):
    """Not an error but an end that was asked for: `on_event` raises it, and the work lets it pass through.

    No `Exception`, like `KeyboardInterrupt`: an `except Exception` in some library must not swallow it.
    """


class Work(Protocol):
    """Work of one kind: goes on from what it finds in `folder`, and returns its JSON-able result.

    `config` is of the type that the kind names.
    """

    def __call__(self, config: Any, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]: ...
