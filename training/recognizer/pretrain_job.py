"""A whole network trained from scratch on a dataset, as part of a training job: the way that the bundled model was
made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras

from engine.paths import Paths
from training.datasets.images import LabelledFaces
from training.recognizer.bundling import finished_classifier
from training.recognizer.class_bias import RARE, added_bias, rare_class_bias
from training.recognizer.config import BUNDLED_BACKBONE, Event, TrainConfig
from training.recognizer.phases import Phases
from training.recognizer.pretraining import pretrain
from training.recognizer.pretraining_config import PretrainConfig

SCRATCH = "scratch"
"""The phase, and the folder within the run's."""
_CHUNK_PICTURES = 2000
"""Told of, and stopped at, about every minute on two cores."""


def from_scratch(
    config: TrainConfig,
    pretraining: PretrainConfig,
    folder: Path,
    paths: Paths,
    train: LabelledFaces,
    validation: LabelledFaces,
    phases: Phases,
    stop: Callable[[], bool],
) -> tuple[keras.Model, Event, dict[str, Any]]:
    """The trained classifier, its last figures and what was added to its logits, for its manifest; goes on from what
    it finds in `folder`.

    Classes that are rarer than the median one are answered as if they were as frequent, where the settings show them
    more often.
    """
    start = paths.bundled_model if config.backbone == BUNDLED_BACKBONE else None
    parts = max(1, round(len(train) / _CHUNK_PICTURES))
    phases.begin(SCRATCH)
    last = pretrain(
        train,
        validation,
        replace(pretraining, chunks_per_epoch=parts),
        folder / SCRATCH,
        _in_phase(phases, pretraining),
        stop,
        start_from=start,
    )
    power = pretraining.rare_class_power
    added = {RARE: rare_class_bias(train.counts(), power) if power else None}
    bias = added_bias(added, train.classes)
    return finished_classifier(folder / SCRATCH, train, validation, bias=bias), last, added


def _in_phase(phases: Phases, pretraining: PretrainConfig) -> Callable[[Event], None]:
    """A resumed run's phase begins where it stands."""
    first = True

    def tell(event: Event) -> None:
        nonlocal first
        if first and event["epoch"] > 1:
            phases.begin(phases.phase, event["share"])
        first = False
        phases.tell(event["share"], {**event, "epochs": pretraining.epochs})

    return tell
