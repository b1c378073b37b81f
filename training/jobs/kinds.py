"""The kinds of long work by name; a kind's modules are imported when they are needed, its work in the child only."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, cast

from engine.errors import KnownError
from training.jobs.events import Work


@dataclass(frozen=True, slots=True)
class Kind:
    """Where a kind of work lies, as "module:name". The module of `config` imports neither TensorFlow nor Keras."""

    work: str
    config: str


KINDS: dict[str, Kind] = {
    "train": Kind("training.recognizer.training_job:work", "training.recognizer.config:TrainConfig"),
    "augment": Kind("training.augmentation.augment_job:work", "training.augmentation.config:AugmentConfig"),
    "compare": Kind("training.augmentation.compare_job:work", "training.augmentation.config:CompareConfig"),
    "judge": Kind("training.evaluation.judging:work", "training.evaluation.judging_config:JudgeConfig"),
    "evaluate": Kind("training.evaluation.evaluation_job:work", "training.evaluation.judging_config:EvaluateConfig"),
    "experiment": Kind("training.experiment.experiment_job:work", "training.experiment.config:ExperimentConfig"),
}


def kind_named(name: str) -> Kind:
    """The kind of that name; `KnownError` where this program has none."""
    if name not in KINDS:
        raise KnownError(
            "This program knows no work of the kind {kind}; its run is from another version. Start a new one.",
            kind=name,
        )
    return KINDS[name]


def config_type(name: str) -> type[Any]:
    """The type of a kind's configuration. Imports no TensorFlow."""
    return cast(type[Any], _object(kind_named(name).config))


def work_of(name: str) -> Work:
    """A kind's work; importing it may take seconds and a good deal of memory."""
    return cast(Work, _object(kind_named(name).work))


def _object(dotted: str) -> object:
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)
