"""One run's work in this process: the child's, and the command line's own."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from engine.errors import KnownError
from engine.paths import Paths
from training.jobs.events import Cancelled, Event, OnEvent, Stop
from training.jobs.kinds import work_of
from training.jobs.runs import Run, Status, append_event, discard_results, finish, hold

log = logging.getLogger(__name__)


def work_on(
    run: Run, paths: Paths, on_event: OnEvent = lambda event: None, stop: Stop = lambda: False
) -> dict[str, Any]:
    """Does a run's work, or goes on with it, and writes down how it ends; returns its result.

    Every event goes to the run's file and then to `on_event`. What the work raises comes through: a `KnownError` or a
    bug leaves a failed run, Ctrl+C an interrupted one that can be resumed; `Cancelled` discards what was made.
    """

    def tell(event: Event) -> None:
        on_event(event)
        append_event(run.folder, event)

    with hold(run):
        try:
            config = run.config()
            result = work_of(run.record.kind)(config, run.folder, paths, tell, stop)
        except Cancelled:
            discard_results(run)
            finish(run, "cancelled")
            raise
        except KeyboardInterrupt:
            finish(run, "interrupted")
            raise
        except KnownError as error:
            _finish_failed(run, error)
            raise
        except BaseException:
            _finish_failed(run, traceback.format_exc())
            raise
        finish(run, "succeeded", result=result)
    return result


def _finish_failed(run: Run, reason: KnownError | str) -> None:
    """Where the disk is full, the reason of the failure matters more than that it cannot be written down."""
    status: Status = "failed"
    try:
        finish(run, status, error=reason)
    except KnownError as error:
        log.warning("how the run has ended cannot be written down: %s", error)
