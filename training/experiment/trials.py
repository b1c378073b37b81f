"""The trials of an experiment, planned and done: one training each, kept as one JSON file as it ends."""

from __future__ import annotations

import csv
import io
import json
import logging
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from engine.errors import KnownError
from engine.files import write_atomically
from training.experiment.config import ExperimentConfig
from training.recognizer.config import RetrainConfig

log = logging.getLogger(__name__)

FOLDER = "trials"
METRICS = (
    *("accuracy", "f1_macro", "binary_accuracy", "precision", "recall", "auc", "f1_seed", "log_loss", "ece"),
    *("train_accuracy", "train_loss", "val_accuracy", "val_loss"),
)
"""Of the judged pictures, but for those of training and of the pictures that watched it."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One training that is asked for. `run` counts the array's rows from 1; None: it confirms the predicted best.
    `repeat` counts from 1."""

    run: int | None
    repeat: int
    levels: tuple[tuple[str, str], ...]
    settings: RetrainConfig

    @property
    def name(self) -> str:
        """Also of its file and of its checkpoints' folder."""
        return f"confirmation-{self.repeat}" if self.run is None else f"run-{self.run:02d}-{self.repeat}"

    @property
    def cost(self) -> float:
        """Seconds, in a unit of its own: steps cost by what the optimizer has to move, pictures by the products."""
        return self.settings.epochs * (1 + 40 / self.settings.batch_size)


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What became of a trial. `metrics` by the names of `METRICS`; empty where it diverged, and `reason` says so.
    `data`: the fingerprint of what it was trained on. `seconds` and `where` change nothing."""

    trial: Trial
    status: Literal["done", "diverged"]
    metrics: dict[str, float]
    data: str
    seconds: float
    reason: str | None = None
    where: str = ""


def planned(config: ExperimentConfig) -> list[Trial]:
    """The trials of the array, repeat by repeat: who stops early has whole repeats of every run.

    Runs share their seeds, so that chance differs less between them than it might; but for those with the same levels
    (an array with more columns than factors has some), which would be copies of each other and no measure of chance.
    """
    plan = config.plan()
    names = [factor.name for factor in plan.factors]
    alike = _alike_before(plan.runs)
    return [
        _trial(config, number, repeat, tuple(zip(names, row, strict=True)), alike[number - 1])
        for repeat in range(1, config.repeats + 1)
        for number, row in enumerate(plan.runs, start=1)
    ]


def confirming(config: ExperimentConfig, levels: Sequence[tuple[str, str]]) -> list[Trial]:
    """The trials of the predicted best: as many repeats, on the same folds, with seeds that no trial had."""
    used = max(_alike_before(config.plan().runs)) + 1
    return [_trial(config, None, repeat, tuple(levels), used) for repeat in range(1, config.repeats + 1)]


def _alike_before(runs: Sequence[tuple[str, ...]]) -> list[int]:
    """How many runs before each have its levels."""
    return [runs[:place].count(run) for place, run in enumerate(runs)]


def _trial(
    config: ExperimentConfig, run: int | None, repeat: int, levels: tuple[tuple[str, str], ...], series: int
) -> Trial:
    """`series`: which of the experiment's rows of seeds, one seed a repeat."""
    seed = config.base.seed + repeat - 1 + series * config.repeats
    return Trial(run, repeat, levels, config.settings(dict(levels), seed))


def keep(folder: Path, result: TrialResult) -> None:
    """Writes a trial's file. Raises `KnownError` where the disk does not take it."""
    path = folder / FOLDER / f"{result.trial.name}.json"
    try:
        write_atomically(path, json.dumps(asdict(result), indent=1, ensure_ascii=False).encode())
    except OSError as error:
        raise KnownError(
            "The trial cannot be kept in {folder} ({reason}). Free some disk space and go on with --resume; the "
            "trials done are kept.",
            folder=path.parent,
            reason=error.strerror or error,
        ) from error


def kept(folder: Path, trial: Trial, data: str | None = None) -> TrialResult | None:
    """What became of this very trial, None where it is not done. `data`: on this data only."""
    path = folder / FOLDER / f"{trial.name}.json"
    try:
        result = TypeAdapter(TrialResult).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError, KnownError) as error:
        log.warning("the trial %s cannot be read and is done again: %s", path, error)
        return None
    return result if result.trial == trial and data in (None, result.data) else None


def results(folder: Path, trials: Sequence[Trial]) -> list[TrialResult]:
    """Those of the trials that are done, in their order."""
    return [result for trial in trials if (result := kept(folder, trial)) is not None]


def as_csv(found: Sequence[TrialResult], config: ExperimentConfig) -> str:
    """All trials with every hyperparameter and metric, as `main.py experiment analyze` reads it.

    A trial that diverged has that word for a response.
    """
    varied = [factor.name for factor in config.factors]
    fixed = [name for name in _hyperparameters(config.base) if name not in varied]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["run", "repeat", "seed", *varied, *fixed, "start_rate", *METRICS, "seconds"])
    for result in found:
        trial = result.trial
        settings = _hyperparameters(trial.settings)
        writer.writerow(
            [
                "confirmation" if trial.run is None else trial.run,
                trial.repeat,
                trial.settings.seed,
                *(dict(trial.levels)[name] for name in varied),
                *(settings[name] for name in fixed),
                trial.settings.rate,
                *(_figure(result, name) for name in METRICS),
                round(result.seconds, 2),
            ]
        )
    return file.getvalue()


def _figure(result: TrialResult, name: str) -> str:
    if result.status == "diverged":
        return "diverged"
    value = result.metrics.get(name)
    return "" if value is None or not math.isfinite(value) else repr(round(value, 6))


def _hyperparameters(settings: RetrainConfig) -> dict[str, str]:
    values: dict[str, Any] = asdict(settings)
    values |= values.pop("transforms")
    for name in ("seed", "fine_tune", "keep_best"):
        del values[name]
    return {name: "auto" if value is None else str(value).lower() for name, value in values.items()}
