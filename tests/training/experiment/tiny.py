"""An experiment in miniature: kept features that are drawn, and a plan of four runs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from training.experiment import crews, trial_data, trials
from training.experiment.config import ExperimentConfig
from training.experiment.running import Progress, run_trials
from training.experiment.taguchi import Factor
from training.experiment.trial_data import Sides, TrialData, transforms_key
from training.experiment.trials import TrialResult
from training.jobs.events import Event
from training.recognizer.config import RetrainConfig

CLASSES = ("happy", "surprise", "fear")
FACTORS = (Factor("epochs", ("1", "2")), Factor("dropout", ("0.2", "0.5")), Factor("batch_size", ("16", "32")))
BASE = RetrainConfig(keep_best=False)
DATA = "f" * 64


def config(**changed: object) -> ExperimentConfig:
    """An L4 with two repeats."""
    values: dict[str, object] = {"factors": FACTORS, "repeats": 2, "base": BASE, **changed}
    return ExperimentConfig("faces", **values)  # type: ignore[arg-type]


def write_data(folder: Path, of: ExperimentConfig, n: int = 60) -> TrialData:
    """Features that tell the classes apart, but not all of the time."""
    rng = np.random.default_rng(5)
    labels = np.arange(n) % len(CLASSES)
    features = np.maximum(rng.normal(0, 1, (2, n, 512)), 0)
    features[:, np.arange(n), labels] += 1.5
    judge = np.zeros((of.repeats, n), dtype=np.bool_)
    judge[:, n // 2 :] = True
    sides = Sides(~judge, judge, judge, ~judge[0], judge[0])
    kept = {transforms_key(of.base.transforms): features.astype(np.float16)}
    data = TrialData(CLASSES, labels.astype(np.int64), kept, sides, DATA)
    folder.mkdir(parents=True, exist_ok=True)
    trial_data.save(folder, data, {"judged_by": n - n // 2, "classes": CLASSES})
    return data


def run_all(
    folder: Path,
    of: ExperimentConfig,
    on_event: object = lambda event: None,
    stop: object = lambda: False,
    check: object = lambda: None,
) -> list[TrialResult]:
    """All trials of the plan, by whoever the configuration names."""
    progress = Progress(on_event)  # type: ignore[arg-type]
    planned = trials.planned(of)
    progress.expect(planned, 0.0)
    return run_trials("trials", planned, of, folder, DATA, progress, stop, check)  # type: ignore[arg-type]


def table(results: list[TrialResult]) -> list[tuple[str, str, dict[str, float]]]:
    """What of the results must not depend on who made them."""
    return [(result.trial.name, result.status, result.metrics) for result in results]


def hire(monkeypatch: pytest.MonkeyPatch, executor: Executor) -> None:
    """Lets this executor do the trials: any of `concurrent.futures` will do."""

    @contextmanager
    def crew(of: ExperimentConfig, folder: Path) -> Iterator[crews.Crew]:
        yield crews.Crew(executor, folder / trial_data.FILE, folder)

    monkeypatch.setattr(crews, "assemble", crew)


def named(events: list[Event], status: str) -> list[str]:
    """The trials that an event said this of."""
    return [event["trial"]["name"] for event in events if event.get("trial", {}).get("status") == status]
