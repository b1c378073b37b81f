"""Trials from the first to the last, by whoever does them: kept as they end, done again where a worker died."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from training.experiment import crews, trials
from training.experiment.config import ExperimentConfig
from training.experiment.trials import Trial, TrialResult
from training.experiment.worker_tasks import PROGRESS_FILE, STOP_FILE, WORK
from training.jobs.events import OnEvent, Stop

log = logging.getLogger(__name__)

LOOK_S = 0.5
MOST_DEATHS = 3
"""How often in a row workers may die without one trial ending in between."""


@dataclass(slots=True)
class Progress:
    """Shares and seconds left, from what the trials cost that are done. `before` and `after`: the shares of the whole
    that lie around the trials; `more`: cost of trials that will follow these."""

    on_event: OnEvent
    before: float = 0.05
    after: float = 0.05
    total: float = 0.0
    done: float = 0.0
    began_s: float = field(default_factory=time.monotonic)
    done_before: float = 0.0

    def expect(self, of: Sequence[Trial], more: float) -> None:
        """What there is to do: these trials, and such as are not known yet."""
        self.total = sum(trial.cost for trial in of) + more

    def resume(self, cost: float) -> None:
        """What an earlier start has done already costs no time now."""
        self.done += cost
        self.done_before += cost

    def tell(self, stage: str, running: Mapping[str, float], event: Mapping[str, Any]) -> None:
        """`running`: costs done within the trials at work."""
        done = self.done + sum(running.values())
        part = min(1.0, done / self.total) if self.total else 1.0
        told: dict[str, Any] = {**event, "stage": stage, "share": round(self.before + self._middle * part, 4)}
        told.pop("eta_s", None)
        fresh, elapsed_s = done - self.done_before, time.monotonic() - self.began_s
        if fresh > 0 and elapsed_s > 1.0:
            rest_s = elapsed_s / fresh * max(0.0, self.total - done)
            told["eta_s"] = round(rest_s * (1 + self.after / self._middle), 1)
        self.on_event(told)

    @property
    def _middle(self) -> float:
        return 1 - self.before - self.after


def run_trials(
    stage: str,
    wanted: Sequence[Trial],
    config: ExperimentConfig,
    folder: Path,
    fingerprint: str,
    progress: Progress,
    stop: Stop,
    check: Callable[[], None],
) -> list[TrialResult]:
    """Does what is not done of the trials and returns the results in their order; fewer where it was stopped.

    `check` is called before each result is kept, and raises where it is worth nothing. Raises `KnownError`.
    """
    found = {trial.name: result for trial in wanted if (result := trials.kept(folder, trial, fingerprint))}
    open_trials = [trial for trial in wanted if trial.name not in found]
    progress.resume(sum(trial.cost for trial in wanted if trial.name in found))
    deaths = 0
    while open_trials and not stop():
        (folder / STOP_FILE).unlink(missing_ok=True)
        with crews.assemble(config, folder) as crew:
            shift = _Shift(stage, crew, open_trials, folder, progress, check, len(found), len(wanted))
            ended = shift.work(stop)
        found |= {result.trial.name: result for result in ended}
        open_trials = [trial for trial in open_trials if trial.name not in found]
        deaths = 0 if ended else deaths + 1
        if open_trials and not stop() and deaths >= MOST_DEATHS:
            raise KnownError(
                "The processes that train end again and again without a result. Mostly there is too little memory: "
                "close other programs or take fewer --workers, then go on with --resume. The trials done are kept."
            )
    (folder / STOP_FILE).unlink(missing_ok=True)
    return [found[trial.name] for trial in wanted if trial.name in found]


class _Shift:
    """One crew at work, until all is done, a stop is wished, or a process dies."""

    def __init__(
        self,
        stage: str,
        crew: crews.Crew,
        wanted: Sequence[Trial],
        folder: Path,
        progress: Progress,
        check: Callable[[], None],
        done: int,
        of: int,
    ) -> None:
        self._stage, self._crew, self._folder = stage, crew, folder
        self._progress, self._check = progress, check
        self._done, self._of = done, of
        self._ended: list[TrialResult] = []
        self._lost = False
        self._at: dict[str, tuple[float, str]] = {}
        self._futures: dict[Future[TrialResult | None], Trial] = {crew.begin(trial): trial for trial in wanted}

    def work(self, stop: Stop) -> list[TrialResult]:
        """The results that came in."""
        stopping = broken = False
        while self._futures and not broken:
            if stop() and not stopping:
                stopping = True
                self._stop()
            ready, _ = wait(self._futures, timeout=LOOK_S, return_when=FIRST_COMPLETED)
            for future in ready:
                broken |= not self._take(future, self._futures.pop(future), stopping=stopping)
            self._watch()
            if stopping and self._crew.folder is None:
                break  # a cluster's workers cannot be told; what they bring now is not waited for
        return self._ended

    def _take(self, future: Future[TrialResult | None], trial: Trial, *, stopping: bool) -> bool:
        """False where the worker was lost and with it perhaps the others."""
        if future.cancelled():
            return True
        error = future.exception()
        if error is not None:
            if crews.is_loss_of_worker(error):
                if not self._lost:  # a pool gives up all that it was asked for at once
                    log.warning("a process is gone; %s and what waits is done again: %s", trial.name, error)
                self._lost = True
                return stopping
            raise error
        result = future.result()
        if result is None:
            return True
        self._check()
        trials.keep(self._folder, result)
        self._ended.append(result)
        self._done += 1
        self._progress.done += trial.cost
        self._at.pop(trial.name, None)
        self._tell(trial, {"status": result.status, "metrics": result.metrics, "seconds": result.seconds})
        return True

    def _watch(self) -> None:
        """Tells what the processes have left word of since the last look."""
        if self._crew.folder is None:
            return
        for trial in self._futures.values():
            words = read_words(self._folder, trial.name)
            epoch = words.get("epoch")
            if not isinstance(epoch, int):
                continue
            cost = trial.cost * epoch / trial.settings.epochs
            if self._at.get(trial.name, (0.0, ""))[0] != cost:
                self._at[trial.name] = (cost, trial.name)
                self._tell(trial, {"status": "running"}, {key: words[key] for key in words if key != "trial"})

    def _tell(self, trial: Trial, about: Mapping[str, Any], epoch: Mapping[str, Any] | None = None) -> None:
        event = {
            **(epoch or {}),
            "trial": {
                "name": trial.name,
                "run": trial.run,
                "repeat": trial.repeat,
                "levels": dict(trial.levels),
                **about,
            },
            "done": self._done,
            "of": self._of,
        }
        self._progress.tell(self._stage, {name: cost for name, (cost, _) in self._at.items()}, event)

    def _stop(self) -> None:
        (self._folder / STOP_FILE).touch()
        for future in self._futures:
            future.cancel()


def read_words(folder: Path, who: str) -> dict[str, Any]:
    """What a process has last said of how far it is; empty where it has said nothing."""
    try:
        words = json.loads((folder / WORK / who / PROGRESS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return words if isinstance(words, dict) else {}
