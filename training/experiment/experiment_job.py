"""A designed experiment from the dataset to its verdict: the work of `main.py experiment run` and the panel's page.

This process plans, keeps and tells; the features, the trials and the model are computed in processes of their own,
each with one TensorFlow thread, so that the table is the same wherever and beside whatever a trial ran.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, wait
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.files import write_atomically
from engine.paths import Paths
from training.datasets.dataset import open_dataset
from training.experiment import crews, plots, trial_data, trials, worker_tasks
from training.experiment.analysis_json import as_json
from training.experiment.config import ExperimentConfig
from training.experiment.outcome import Outcome, read_outcome
from training.experiment.running import LOOK_S, Progress, read_words, run_trials
from training.jobs.events import OnEvent, Stop

log = logging.getLogger(__name__)

TRIALS_CSV, CONFIRMATION_CSV, ANALYSIS = "trials.csv", "confirmation.csv", "analysis.json"


def work(config: ExperimentConfig, folder: Path, paths: Paths, on_event: OnEvent, stop: Stop) -> dict[str, Any]:
    """Runs the plan, analyses it, confirms the predicted best and makes its model; goes on from what it finds.

    Stopped early, it analyses the trials done and leaves out the rest. Returns `{"trials", "diverged", "complete",
    "optimum", "predicted", "confirmed", "candidate"}`. Raises `KnownError` for a dataset that cannot be divided or
    has changed since the experiment began, a cluster that does not answer, and a full disk; the trials done are kept.
    """
    dataset = open_dataset(paths.datasets / config.dataset)
    trial_data.gathered(dataset, config)  # what cannot be divided is said at once
    fingerprint = trial_data.dataset_fingerprint(dataset, config)
    known = trial_data.about(folder)
    if known is None and any((folder / trials.FOLDER).glob("*.json")):
        _refuse_other_data(folder, config, fingerprint)
    if known is not None and known["fingerprint"] != fingerprint:
        raise _changed(config)
    progress = Progress(on_event)
    if known is None:
        _in_a_process(
            worker_tasks.prepare, (config, folder, paths), folder, "features", 0.0, progress.before, on_event
        )

    def check() -> None:
        if trial_data.dataset_fingerprint(open_dataset(paths.datasets / config.dataset), config) != fingerprint:
            raise _changed(config)

    planned = trials.planned(config)
    most = max(trial.cost for trial in planned)
    progress.expect(planned, most * config.repeats if config.confirm else 0.0)
    run_trials("trials", planned, config, folder, fingerprint, progress, stop, check)
    outcome = read_outcome(folder, config)
    if outcome.complete and outcome.analysis is not None and config.confirm and not stop():
        wanted = trials.confirming(config, outcome.analysis.optimum.levels)
        progress.expect([*planned, *wanted], 0.0)
        run_trials("confirmation", wanted, config, folder, fingerprint, progress, stop, check)
        outcome = read_outcome(folder, config)
    _write(folder, outcome)
    if outcome.confirmation is not None and not stop():
        assert outcome.analysis is not None
        first = trials.confirming(config, outcome.analysis.optimum.levels)[0]
        arguments = (config, folder, paths, first, _evidence(outcome))
        start = 1 - progress.after
        _in_a_process(worker_tasks.make_candidate, arguments, folder, "model", start, 1.0, on_event)
    shutil.rmtree(folder / worker_tasks.WORK, ignore_errors=True)
    on_event({"stage": "done", "share": 1.0, "eta_s": 0.0})
    return _result(folder, outcome)


def _in_a_process(
    task: Callable[..., None],
    arguments: tuple[Any, ...],
    folder: Path,
    stage: str,
    start: float,
    end: float,
    on_event: OnEvent,
) -> None:
    """One task in a process of its own, with its progress told as a part of the whole."""
    who = "features" if stage == "features" else ""
    with crews.local_processes(1, folder) as executor:
        future = executor.submit(task, *arguments)
        while not wait([future], timeout=LOOK_S).done:
            part = float(read_words(folder, who).get("share", 0.0)) if who else 0.0
            on_event({"stage": stage, "share": round(start + part * (end - start), 4)})
        try:
            future.result()
        except BrokenExecutor as error:
            raise KnownError(
                "The process that computed ended without a result. Mostly there is too little memory: close other "
                "programs, then go on with --resume. The trials done are kept."
            ) from error


def _refuse_other_data(folder: Path, config: ExperimentConfig, fingerprint: str) -> None:
    """Trials without their features, which can be computed again: from the same data only."""
    done = trials.results(folder, trials.planned(config))
    if any(result.data != fingerprint for result in done):
        raise _changed(config)


def _changed(config: ExperimentConfig) -> KnownError:
    return KnownError(
        "The dataset {name} has changed since the experiment began, so its trials can no longer be compared. The "
        "trials done are kept; bring the dataset back as it was and go on with --resume, or start a new experiment.",
        name=config.dataset,
    )


def _write(folder: Path, outcome: Outcome) -> None:
    """The tables, the analysis and the plots. Raises `KnownError` where the disk does not take them."""
    files = {TRIALS_CSV: trials.as_csv(outcome.results, outcome.config)}
    if outcome.confirming:
        files[CONFIRMATION_CSV] = trials.as_csv(outcome.confirming, outcome.config)
    if outcome.analysis is not None:
        files[ANALYSIS] = json.dumps(as_json(outcome.analysis, outcome.confirmation), ensure_ascii=False, indent=1)
    try:
        for name, text in files.items():
            # Excel takes a file without the mark for the system's code page.
            write_atomically(folder / name, text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8"))
    except OSError as error:
        raise KnownError(
            "The results cannot be written to {folder} ({reason}). Free some disk space and go on with --resume.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    if outcome.analysis is not None:
        plots.write_plots(outcome.analysis, folder / "plots", outcome.confirmation)


def _evidence(outcome: Outcome) -> dict[str, Any]:
    """What the model's manifest says of where its settings come from."""
    confirmation, analysis = outcome.confirmation, outcome.analysis
    assert confirmation is not None and analysis is not None
    return {
        "response": outcome.config.response,
        "levels": dict(analysis.optimum.levels),
        "predicted": confirmation.predicted,
        "measured": confirmation.mean,
        "n": confirmation.n,
        "confirmed": confirmation.confirmed,
    }


def _result(folder: Path, outcome: Outcome) -> dict[str, Any]:
    analysis, confirmation = outcome.analysis, outcome.confirmation
    return {
        "trials": len(outcome.results),
        "planned": outcome.planned,
        "diverged": sum(result.status == "diverged" for result in outcome.results),
        "complete": outcome.complete,
        "optimum": None if analysis is None else dict(analysis.optimum.levels),
        "predicted": None if analysis is None else analysis.optimum.predicted,
        "measured": None if confirmation is None else confirmation.mean,
        "confirmed": None if confirmation is None else confirmation.confirmed,
        "candidate": (folder / worker_tasks.CANDIDATE / "manifest.json").is_file(),
    }
