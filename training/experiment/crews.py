"""Who does the trials: processes on this machine, or a Dask cluster. Both are `concurrent.futures` executors."""

from __future__ import annotations

import importlib.util
import logging
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from training.experiment import trial_data, worker_tasks
from training.experiment.config import ExperimentConfig
from training.experiment.trials import Trial, TrialResult

log = logging.getLogger(__name__)

ANSWER_S = 20.0
"""How long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True)
class Crew:
    """`data`: what a trial is given, the file here or the cluster's copy. `folder`: the run's, where the workers can
    write to it."""

    executor: Executor
    data: Any
    folder: Path | None

    def begin(self, trial: Trial) -> Future[TrialResult | None]:
        """Hands a trial to whoever is free."""
        return self.executor.submit(worker_tasks.run_trial, trial, self.data, self.folder)


@contextmanager
def local_processes(workers: int, folder: Path) -> Iterator[ProcessPoolExecutor]:
    """Spawned processes with one TensorFlow thread each, whose prints go to the log of the run in `folder`.

    When this ends, however it does, they are gone.
    """
    executor = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=worker_tasks.begin, initargs=(folder,)
    )
    try:
        yield executor
    finally:
        # Not public before Python 3.14, whose kill_workers() does the same. Without it, leaving would wait for
        # trainings that nobody wants any more. None once the pool is broken.
        processes = list((getattr(executor, "_processes", None) or {}).values())
        for process in processes:
            process.kill()
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def assemble(config: ExperimentConfig, folder: Path) -> Iterator[Crew]:
    """The crew that the configuration asks for. Raises `KnownError` where a cluster cannot be reached."""
    if config.scheduler is None:
        with local_processes(config.workers, folder) as executor:
            yield Crew(executor, folder / trial_data.FILE, folder)
        return
    client = _client(config.scheduler)
    try:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise KnownError(
                "The Dask scheduler at {address} has no workers. Start some with `dask worker {address}`.",
                address=config.scheduler,
            )
        copy = client.scatter(trial_data.load(folder / trial_data.FILE), broadcast=True)
        # A trial whose worker died is done again elsewhere, by the scheduler. Two runs of one trial are alike, but
        # Dask must not take a result of another experiment for it.
        yield Crew(client.get_executor(pure=False, retries=2), copy, None)
    finally:
        client.close()


def is_loss_of_worker(error: BaseException) -> bool:
    """Whether a trial failed because its process died or its cluster went away, and not by its own fault."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__name__ in (
        "KilledWorker",
        "FutureCancelledError",
        "CommClosedError",
    )


def _client(address: str) -> Any:
    if importlib.util.find_spec("distributed") is None:
        raise KnownError(
            "Trials on a cluster take Dask, which is not installed here. Install it with `pip install distributed`, "
            "or leave out --scheduler."
        )
    import distributed

    connect: Any = distributed.Client
    try:
        return connect(address, timeout=ANSWER_S, set_as_default=False)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise KnownError(
            "No Dask scheduler answers at {address}. Check the address, such as tcp://10.0.0.5:8786, and that it "
            "runs.",
            address=address,
        ) from error
