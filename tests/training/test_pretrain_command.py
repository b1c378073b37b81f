"""`main.py pretrain` from its arguments to the model folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.classifier import load_classifier
from engine.model_registry import read_manifest
from engine.paths import HOME_VARIABLE, default_paths
from engine.preprocessing import to_input
from main import main
from tests.training.small_datasets import SMILES, drawn_face
from training.datasets.images import read_folder
from training.evaluation.evaluation import predicted
from training.recognizer import vgg16
from training.recognizer.bundling import finished_classifier
from training.recognizer.pretraining import BACKBONE_FILE, CONFIG_FILE, LOGITS_FILE

CLASSES = ("anger", "happy", "surprise")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def faces(folder: Path, seed: int) -> Path:
    """Six a class."""
    for number, name in enumerate(CLASSES):
        (folder / name).mkdir(parents=True)
        for k in range(6):
            cv2.imwrite(str(folder / name / f"{k}.png"), drawn_face(seed + 10 * number + k, SMILES[name]))
    return folder


def a_run(folder: Path) -> Path:
    """One that has ended: the bundled backbone under a last layer of small random weights."""
    backbone = vgg16.load_backbone(default_paths().bundled_model / BACKBONE_FILE)
    vgg16.save_weights(folder / BACKBONE_FILE, backbone)
    kernel = np.random.default_rng(1).normal(0, 0.01, (vgg16.FEATURES, 3))
    vgg16.save_weights(folder / LOGITS_FILE, {"logits/kernel": kernel, "logits/bias": np.zeros(3)}, np.float32)
    (folder / CONFIG_FILE).write_text(json.dumps({"seed": 1}), encoding="utf-8")
    return folder


def arguments(tmp_path: Path, *more: str) -> list[str]:
    data = ["--data", str(tmp_path / "train"), "--validation", str(tmp_path / "validation")]
    return ["pretrain", *data, "--classes", ",".join(CLASSES), "--run", str(tmp_path / "run"), "--json", *more]


def test_a_class_that_is_expected_more_often_is_answered_more_often(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A third of the pictures, and half of the faces to come: twice the odds."""
    train = read_folder(faces(tmp_path / "train", 1), CLASSES)
    shown = read_folder(faces(tmp_path / "validation", 100), CLASSES)
    run = a_run(tmp_path / "first")
    assert main(arguments(tmp_path, "--average", str(run), "--expect", "happy=0.5")) == 0
    said = json.loads(capsys.readouterr().out)
    manifest = read_manifest(tmp_path / "run" / "model")
    assert said["hyperparameters"]["expected_share_bias"]["happy"] == pytest.approx(np.log(2))
    assert manifest.hyperparameters["rare_class_bias"] is None
    plain = finished_classifier(run, train, shown).predict(to_input(shown.faces), verbose=0)
    answered = predicted(load_classifier(tmp_path / "run" / "model"), shown.faces) ** manifest.temperature
    happy, anger = CLASSES.index("happy"), CLASSES.index("anger")
    np.testing.assert_allclose(
        answered[:, happy] / answered[:, anger], 2 * plain[:, happy] / plain[:, anger], rtol=0.1
    )


def test_an_expected_class_without_pictures_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faces(tmp_path / "train", 1)
    faces(tmp_path / "validation", 100)
    assert main(arguments(tmp_path, "--expect", "neutral=0.5")) == 1
    assert "neutral" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()
    with pytest.raises(SystemExit) as ended:
        main(arguments(tmp_path, "--expect", "happy:half"))
    assert ended.value.code == 2


def test_what_jax_has_trained_becomes_a_model_in_tensorflow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A machine with a graphics card need not have TensorFlow: there, importing it fails."""
    pytest.importorskip("jax", reason="jax is not installed (the optional extra `gpu`)", exc_type=ImportError)
    faces(tmp_path / "train", 1)
    faces(tmp_path / "validation", 100)
    hidden = tmp_path / "hidden" / "tensorflow.py"
    hidden.parent.mkdir()
    hidden.write_text('raise ImportError("there is no TensorFlow here")', encoding="utf-8")
    more = ("--epochs", "0.5", "--batch-size", "4", "--size", "48", "--optimizer", "adamw", "--learning-rate", "5e-4")
    how = arguments(tmp_path, *more)
    trained = subprocess.run(
        [sys.executable, "main.py", *how],
        env={**os.environ, "KERAS_BACKEND": "jax", "PYTHONPATH": str(hidden.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert trained.returncode == 0, trained.stderr
    assert "without KERAS_BACKEND" in trained.stderr
    told = json.loads(trained.stdout)["last"]
    assert told["share"] == 1
    assert not (tmp_path / "run" / "model").exists()
    assert main(how) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "pretrained"
    train, shown = (read_folder(tmp_path / part, CLASSES) for part in ("train", "validation"))
    answers = finished_classifier(tmp_path / "run", train, shown).predict(to_input(shown.faces), verbose=0)
    log_loss = -np.log(answers[np.arange(len(shown)), shown.labels]).mean()
    assert log_loss == pytest.approx(told["val_loss"], abs=0.01), "the same network, folded and in float16"
