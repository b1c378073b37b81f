"""What a run of an experiment has come to, read from its folder: also while it goes on, and without Keras."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import KnownError
from training.experiment import trial_data, trials
from training.experiment.analysis import Analysis
from training.experiment.conclusions import Conclusions, conclude
from training.experiment.config import ExperimentConfig
from training.experiment.confirmation import Confirmation, confirm
from training.experiment.factor_analysis import analyze
from training.experiment.remarks import Remark
from training.experiment.results_file import Sheet
from training.experiment.results_table import ResultsTable, results_table
from training.experiment.trials import TrialResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """`results` and `confirming` in the plan's order, those that are done. `analysis` None: too little is done to
    say anything, or `problem` says why nothing can be said. `about`: of the data, as training/experiment/worker_tasks
    writes it down."""

    config: ExperimentConfig
    results: tuple[TrialResult, ...]
    planned: int
    confirming: tuple[TrialResult, ...]
    analysis: Analysis | None
    confirmation: Confirmation | None
    problem: KnownError | None
    about: dict[str, Any]

    @property
    def complete(self) -> bool:
        return len(self.results) == self.planned

    def conclusions(self) -> Conclusions | None:
        """In words; None where there is nothing to say yet."""
        return None if self.analysis is None else conclude(self.analysis, self.confirmation)

    def limits(self) -> tuple[Remark, ...]:
        """What a reader must know about how the trials were made, beside the analysis's own warnings."""
        remarks = []
        diverged = [result for result in self.confirming if result.status == "diverged"]
        if diverged:
            remarks.append(
                Remark(
                    "{count} of {all} confirmation trials diverged: the predicted best is too near to where training "
                    "breaks.",
                    count=len(diverged),
                    all=len(self.confirming),
                )
            )
        if not self.complete:
            remarks.append(
                Remark(
                    "{done} of {planned} trials are done; the rest is missing from every figure.",
                    done=len(self.results),
                    planned=self.planned,
                )
            )
        judged = self.about.get("judged_by")
        if self.config.repeat_by == "seeds":
            remarks.append(
                Remark(
                    "The repeats differ by their random numbers only and are judged by the same {n} pictures, so the "
                    "intervals say nothing about other people. Repeats by folds would.",
                    n=judged or "-",
                )
            )
        elif judged:
            remarks.append(
                Remark(
                    "Each repeat is judged by its own fold; together the folds are {n} pictures, and nobody is in "
                    "two of them.",
                    n=judged,
                )
            )
        return tuple(remarks)


def read_outcome(folder: Path, config: ExperimentConfig) -> Outcome:
    """How the experiment in this folder stands."""
    planned = trials.planned(config)
    results = trials.results(folder, planned)
    analysis, problem = _analysed(config, results)
    confirming: list[TrialResult] = []
    confirmation = None
    if analysis is not None and len(results) == len(planned):
        confirming = trials.results(folder, trials.confirming(config, analysis.optimum.levels))
        values = [result.metrics[config.response] for result in confirming if result.status == "done"]
        if values and len(confirming) == config.repeats:
            confirmation = confirm(analysis, values)
    outcome = Outcome(
        config,
        tuple(results),
        len(planned),
        tuple(confirming),
        analysis,
        confirmation,
        problem,
        trial_data.about(folder) or {},
    )
    if analysis is None:
        return outcome
    return replace(outcome, analysis=replace(analysis, warnings=(*analysis.warnings, *outcome.limits())))


def table_of(config: ExperimentConfig, results: Sequence[TrialResult]) -> ResultsTable:
    """The trials as a table to analyse. Raises `KnownError` where they are none."""
    names = [factor.name for factor in config.factors]
    rows = []
    for result in results:
        levels = dict(result.trial.levels)
        value = result.metrics.get(config.response)
        rows.append(
            (
                str(result.trial.run),
                str(result.trial.repeat),
                *(levels[name] for name in names),
                "diverged" if value is None or not np.isfinite(value) else repr(value),
            )
        )
    sheet = Sheet(("run", "repeat", *names, config.response), tuple(rows), tuple(range(2, len(rows) + 2)))
    return results_table(sheet, config.response, names)


def _analysed(config: ExperimentConfig, results: Sequence[TrialResult]) -> tuple[Analysis | None, KnownError | None]:
    if len(results) < 2:
        return None, None
    try:
        table = table_of(config, results)
        # What folds differ by is no error of the factors' effects.
        block = config.repeat_by == "folds" and len(set(table.repeats or ())) > 1
        return analyze(table, block=block), None
    except KnownError as error:
        return None, error
