"""One network from several that were trained from each other: the mean of their weights.

Networks of one lineage lie in one valley of the loss, and their mean is better than each of them (Izmailov et al.,
"Averaging weights leads to wider optima", 2018; Wortsman et al., "Model soups", 2022). It costs nothing to run.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import KnownError
from training.jobs.run_files import write_json
from training.recognizer import vgg16
from training.recognizer.pretraining import BACKBONE_FILE, CONFIG_FILE, LOGITS_FILE

AVERAGE_OF = "average_of"


def average_runs(runs: Sequence[Path], folder: Path) -> list[dict[str, Any]]:
    """Writes the mean of the runs' folded backbones and last layers to `folder`, as a pretraining leaves them there:
    a mean can be part of another one.

    Returns the runs' settings. Raises `KnownError` where a run has none, or theirs do not fit together.
    """
    settings = [_settings_of(run) for run in runs]
    for name, dtype in ((BACKBONE_FILE, np.float16), (LOGITS_FILE, np.float32)):
        each = [vgg16.load_weights(run / name) for run in runs]
        for run, weights in zip(runs, each, strict=True):
            if {key: value.shape for key, value in weights.items()} != {key: v.shape for key, v in each[0].items()}:
                raise KnownError(
                    "The networks in {first} and {second} differ in shape. Average runs with the same classes.",
                    first=runs[0],
                    second=run,
                )
        mean = {key: np.mean([weights[key] for weights in each], axis=0) for key in each[0]}
        vgg16.save_weights(folder / name, mean, dtype)
    write_json(folder / CONFIG_FILE, {AVERAGE_OF: settings})
    return settings


def _settings_of(run: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((run / CONFIG_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise KnownError(
            "There is no pretraining in {folder} whose weights could be averaged. Choose another folder.", folder=run
        ) from error
