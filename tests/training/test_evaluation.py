"""Evaluation of folders: names by meaning, what is ignored is counted, and the JSON has what is promised."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import KnownError
from training.commands.evaluate import as_text
from training.datasets.images import read_folder
from training.evaluation.evaluation import compare_classifiers, evaluate
from training.evaluation.metrics import figures
from training.evaluation.plots import write_plots

CLASSES = ("anger", "happy", "neutral")
PROMISED = {
    "n",
    "classes",
    "ignored",
    "accuracy",
    "binary_accuracy",
    "precision",
    "recall",
    "auc",
    "f1_macro",
    "confusion_matrix",
    "restricted",
}


class ByBrightness:
    """Dark is anger, bright is happy, and everything is most of all neutral."""

    classes: tuple[str, ...] = CLASSES

    def classify(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        bright = crops.mean(axis=(1, 2)) / 255
        return np.stack([0.4 * (1 - bright), 0.4 * bright, np.full(len(crops), 0.6)], axis=1).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    for name, base, n in (("Angry", 20, 40), ("happiness", 200, 30), ("contempt", 100, 5)):
        (tmp_path / "faces" / name).mkdir(parents=True)
        for i in range(n):
            image = rng.integers(base, base + 30, (48, 48), dtype=np.uint8)
            (tmp_path / "faces" / name / f"{i}.png").write_bytes(cv2.imencode(".png", image)[1].tobytes())
    (tmp_path / "faces" / "Angry" / "bad.png").write_bytes(b"?")
    return tmp_path / "faces"


def test_folders_are_matched_by_meaning_and_the_rest_is_counted(folder: Path) -> None:
    result = evaluate(ByBrightness(), "by brightness", read_folder(folder, CLASSES))
    assert result.figures.n == 70
    assert result.ignored == {"contempt": 5}
    assert result.unreadable == ("Angry/bad.png",)
    # All is taken for neutral, which does not occur: right only where predictions are limited to what does.
    assert result.figures.accuracy == 0
    assert result.restricted.accuracy == 1
    assert result.restricted.classes == ("anger", "happy")


def test_the_json_has_what_is_promised(folder: Path) -> None:
    document = evaluate(ByBrightness(), "by brightness", read_folder(folder, CLASSES)).as_json()
    assert set(document) >= PROMISED
    assert set(document["restricted"]) >= PROMISED - {"ignored", "restricted"}
    assert json.loads(json.dumps(document))["restricted"]["n"] == 70


def test_the_text_names_what_was_left_out(folder: Path) -> None:
    text = as_text(evaluate(ByBrightness(), "by brightness", read_folder(folder, CLASSES)))
    assert "ignored: 5 of contempt" in text
    assert "not a picture: Angry/bad.png" in text


@pytest.mark.parametrize("name", ["none", "empty"])
def test_a_folder_without_pictures_is_a_clear_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty" / "happy").mkdir(parents=True)
    with pytest.raises(KnownError):
        read_folder(tmp_path / name, CLASSES)


class ByDarkness(ByBrightness):
    """The same, the wrong way round, and with other classes."""

    classes: tuple[str, ...] = ("happy", "surprise", "anger")

    def classify(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        dark = 1 - crops.mean(axis=(1, 2)) / 255
        return np.stack([dark, np.zeros(len(crops)), 1 - dark], axis=1).astype(np.float32)


def test_two_models_are_compared_on_the_classes_that_both_know(folder: Path) -> None:
    result = compare_classifiers(ByBrightness(), ByDarkness(), read_folder(folder))
    assert (result.n, result.only_first, result.only_second) == (70, 70, 0)
    assert result.difference == -1
    assert result.p_value < 1e-15


def test_three_frames_of_a_person_are_one_person(folder: Path) -> None:
    faces = read_folder(folder, ("anger", "happy"))
    names = tuple(f"S{i // 10:03}_001_{i:08}.png" for i in range(len(faces)))
    people = replace(faces, names=names)
    assert compare_classifiers(ByBrightness(), ByDarkness(), people).people == 7
    one_each = evaluate(ByBrightness(), "all wrong", read_folder(folder, CLASSES))
    several = evaluate(ByBrightness(), "all wrong", replace(read_folder(folder, CLASSES), names=names))
    # Newcombe 1998: none of n gives 0 to 3.84 / (n + 3.84).
    assert one_each.interval == pytest.approx((0, 3.8415 / 73.8415), abs=1e-4)
    assert several.interval == pytest.approx((0, 3.8415 / 10.8415), abs=1e-4)


def test_plots_are_drawn_as_png_and_svg(tmp_path: Path) -> None:
    labels = np.arange(12) % 3
    files = write_plots(figures(np.eye(3)[labels] * 0.8 + 0.1, labels, CLASSES), tmp_path / "plots")
    assert {file.suffix for file in files} == {".png", ".svg"}
    assert all(file.stat().st_size > 1000 for file in files)


def test_evaluating_needs_no_tensorflow() -> None:
    code = (
        "import sys, training.commands.evaluate, training.commands.dataset, training.commands.train, "
        "training.commands.pretrain; assert 'tensorflow' not in sys.modules and 'keras' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
