"""The mean of several runs' weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.errors import KnownError
from training.recognizer import vgg16
from training.recognizer.averaging import average_runs
from training.recognizer.pretraining import BACKBONE_FILE, CONFIG_FILE, LOGITS_FILE


def a_run(folder: Path, value: float, classes: int = 3) -> Path:
    vgg16.save_weights(folder / BACKBONE_FILE, {"block1_conv1/bias": np.full(64, value)})
    (folder / CONFIG_FILE).write_text(json.dumps({"seed": value}), encoding="utf-8")
    vgg16.save_weights(folder / LOGITS_FILE, {"logits/bias": np.full(classes, 10 * value)}, np.float32)
    return folder


def test_each_weight_is_the_mean_of_the_runs(tmp_path: Path) -> None:
    runs = [a_run(tmp_path / str(value), value) for value in (1.0, 2.0, 6.0)]
    settings = average_runs(runs, tmp_path / "mean")
    assert settings == [{"seed": 1.0}, {"seed": 2.0}, {"seed": 6.0}]
    assert vgg16.load_weights(tmp_path / "mean" / BACKBONE_FILE)["block1_conv1/bias"] == pytest.approx(3.0)
    assert vgg16.load_weights(tmp_path / "mean" / LOGITS_FILE)["logits/bias"] == pytest.approx(30.0)


def test_a_mean_can_be_part_of_another(tmp_path: Path) -> None:
    runs = [a_run(tmp_path / str(value), value) for value in (1.0, 2.0, 6.0)]
    average_runs(runs[:2], tmp_path / "first")
    settings = average_runs([tmp_path / "first", runs[2]], tmp_path / "second")
    assert settings == [{"average_of": [{"seed": 1.0}, {"seed": 2.0}]}, {"seed": 6.0}]
    assert vgg16.load_weights(tmp_path / "second" / BACKBONE_FILE)["block1_conv1/bias"] == pytest.approx(3.75)


def test_runs_of_other_classes_or_none_are_refused(tmp_path: Path) -> None:
    runs = [a_run(tmp_path / "a", 1.0), a_run(tmp_path / "b", 1.0, classes=4)]
    with pytest.raises(KnownError, match="differ in shape"):
        average_runs(runs, tmp_path / "mean")
    with pytest.raises(KnownError, match="no pretraining in"):
        average_runs([runs[0], tmp_path / "nothing"], tmp_path / "mean")
