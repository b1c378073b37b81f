"""What a measurement by folds says of its methods, and what each adds to the one before."""

from __future__ import annotations

import numpy as np
import pytest

from training.datasets.images import LabelledFaces
from training.evaluation import metrics
from training.evaluation.over_people import NOT_JUDGED
from training.recognizer.crossvalidation import CrossValidation
from training.recognizer.folds_outcome import folds_outcome

CLASSES = ("anger", "fear", "happy")
N = 60
LABELS = np.arange(N) % 3
FACES = LabelledFaces(np.zeros((N, 48, 48), np.uint8), LABELS, CLASSES, tuple(map(str, range(N))))
PEOPLE = tuple(f"S{i // 3}" for i in range(N))


def result(name: str, *wrong_by_repeat: range, judged: slice = slice(None)) -> CrossValidation:
    """Right but for the pictures in each of `wrong_by_repeat`."""
    guesses = np.full((len(wrong_by_repeat), N), NOT_JUDGED)
    for row, wrong in zip(guesses, wrong_by_repeat, strict=True):
        said = LABELS.copy()
        said[list(wrong)] = (said[list(wrong)] + 1) % 3
        row[judged] = said[judged]
    repeat, picture = np.nonzero(guesses != NOT_JUDGED)
    figures = metrics.figures(np.eye(3)[guesses[repeat, picture]], LABELS[picture], CLASSES)
    return CrossValidation(name, figures, (0.5,), guesses)


def test_a_method_is_compared_with_the_one_before_on_the_same_pictures() -> None:
    models = folds_outcome([result("pixels", range(12)), result("head", range(0))], FACES, PEOPLE)
    assert list(models) == ["pixels", "head"] and models["pixels"]["over"] is None
    assert models["head"]["accuracy"] == 1 and models["head"]["accuracy_interval"] == [1, 1]
    low, high = models["pixels"]["accuracy_interval"]
    assert low < 0.8 < high
    over = models["head"]["over"]
    assert over["model"] == "pixels" and over["difference"] == pytest.approx(0.2)
    assert (over["only_before"], over["only_this"]) == (0, 12)
    assert over["p_value"] == pytest.approx(2 * 0.5**12)
    # The 12 pictures are of 4 of 20 people, all of whose are wrong: as 4 of 20, not as 12 of 60.
    assert over["interval"] == pytest.approx([0.05, 0.4], abs=0.051)


def test_after_a_stop_only_what_both_have_judged_is_compared() -> None:
    before, this = result("head", range(12)), result("tuning", range(0), judged=slice(12, 36))
    models = folds_outcome([before, this], FACES, PEOPLE)
    assert models["tuning"]["n"] == 24
    assert models["tuning"]["over"]["difference"] == 0 and models["tuning"]["over"]["p_value"] == 1


def test_repeats_count_together_and_mcnemar_takes_each_picture_once() -> None:
    before, this = result("head", range(12), range(30)), result("tuning", range(6), range(0))
    models = folds_outcome([before, this], FACES, PEOPLE)
    assert models["head"]["n"] == 120 and models["head"]["accuracy"] == pytest.approx(1 - 42 / 120)
    over = models["tuning"]["over"]
    assert over["difference"] == pytest.approx(36 / 120)
    assert (over["only_before"], over["only_this"]) == (0, 6)
