"""Putting an experiment's answer to use: its settings become the default, its model a candidate."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.errors import KnownError
from engine.model_registry import MANIFEST, verify
from engine.paths import Paths
from training.experiment.config import ExperimentConfig
from training.experiment.outcome import read_outcome
from training.experiment.worker_tasks import CANDIDATE
from training.recognizer.defaults import TrainingDefaults, save_defaults


def apply_optimum(folder: Path, config: ExperimentConfig, paths: Paths, *, anyway: bool = False) -> dict[str, Any]:
    """Installs the model as a candidate under the run's name and keeps the settings as the default of trainings.

    Done again, it changes nothing. `anyway`: also where the confirmation did not confirm the prediction. Returns
    `{"levels", "model", "confirmed"}`. Raises `KnownError` where there is nothing (or nothing sure) to apply.
    """
    outcome = read_outcome(folder, config)
    analysis, confirmation = outcome.analysis, outcome.confirmation
    if analysis is None or confirmation is None or not (folder / CANDIDATE / MANIFEST).is_file():
        raise KnownError(
            "The experiment {name} has no confirmed optimum to apply: it was not run to its end. Go on with it with "
            "--resume, or run one with a confirmation.",
            name=folder.name,
        )
    if not confirmation.confirmed and not anyway:
        raise KnownError(
            "The confirmation of {name} did not confirm its prediction, so the settings that it predicts as the best "
            "may not be. Read the report; apply them with --anyway if they convince you.",
            name=folder.name,
        )
    verify(folder / CANDIDATE)
    _install(folder / CANDIDATE, paths.models / folder.name)
    levels = dict(analysis.optimum.levels)
    settings = replace(config.settings(levels), seed=config.base.seed)
    save_defaults(paths, TrainingDefaults(settings, folder.name))
    return {"levels": levels, "model": folder.name, "confirmed": confirmation.confirmed}


def _install(candidate: Path, target: Path) -> None:
    """A copy in one rename: the registry never sees half a model."""
    if target.exists():
        if (target / MANIFEST).is_file() and (target / MANIFEST).read_bytes() == (candidate / MANIFEST).read_bytes():
            return
        raise KnownError("There is already a model {name}. Rename or remove it first.", name=target.name)
    aside = target.with_name(f".{target.name}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(candidate, aside)
        aside.rename(target)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise KnownError(
            "The model cannot be saved in {folder} ({reason}). Check the disk and the folder's permissions.",
            folder=target,
            reason=error.strerror or error,
        ) from error
