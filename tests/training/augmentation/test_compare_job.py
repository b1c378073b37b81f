"""Arms are compared on the same real pictures, whatever they train on; a comparison that was killed goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.errors import KnownError
from engine.paths import Paths
from tests.training.small_datasets import drawn_face, make_dataset
from training.augmentation import gan_training, networks_compared
from training.augmentation.compare_job import as_text
from training.augmentation.config import COMPARED_HEAD, AugmentConfig, CompareConfig, GanConfig
from training.augmentation.quality import Quality
from training.augmentation.sides import by_folds, own_split, training_indices
from training.datasets.dataset import open_dataset
from training.datasets.generated import GeneratedFaces, add_generated, real_digest
from training.jobs.events import Event
from training.jobs.runs import create_run
from training.jobs.working import work_on
from training.recognizer import vgg16

CONFIG = CompareConfig("faces", repeats=2, head=replace(COMPARED_HEAD, epochs=2, views=1))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed's head has 19 million weights; here 1,000 times fewer."""
    monkeypatch.setattr(vgg16, "DENSE_UNITS", 16)
    monkeypatch.setattr(networks_compared, "BATCH", 16)


@pytest.fixture
def paths(model_paths: Paths) -> Paths:
    folder = make_dataset(model_paths.datasets / "faces", {"happy": 24, "anger": 12})
    made = np.stack([drawn_face(5000 + i, -1.0) for i in range(7)])
    digest = real_digest(open_dataset(folder))
    add_generated(folder, "gan", [GeneratedFaces("anger", made, range(7), 1)], digest)
    return model_paths


def compare(paths: Paths, config: CompareConfig, name: str = "run", **hooks: Any) -> dict[str, Any]:
    return work_on(create_run(paths, "compare", config, name=name, dataset="faces"), paths, **hooks)


def test_what_each_arm_trains_on(paths: Paths) -> None:
    dataset = open_dataset(paths.datasets / "faces")
    (side,), judged = own_split(dataset, CONFIG)
    n = len(side.faces)
    np.testing.assert_array_equal(side.faces, dataset.part("train", generated=False).faces)
    np.testing.assert_array_equal(side.test, dataset.part("test").faces)
    assert len(side.generated) == 7 and len(judged.labels) == len(side.test)
    np.testing.assert_array_equal(training_indices(side, "none", 1), np.arange(n))
    np.testing.assert_array_equal(training_indices(side, "classic", 1), np.arange(n))
    np.testing.assert_array_equal(training_indices(side, "classic+dcgan", 1), np.arange(n + 7))
    copies = training_indices(side, "copies", 1)
    anger = side.classes.index("anger")
    assert len(copies) == n + 7 and set(side.labels[copies[n:]]) == {anger} and copies.max() < n
    (half,), _ = own_split(dataset, replace(CONFIG, share=0.5))
    assert len(half.generated) == 4


def test_folds_keep_people_apart_and_generated_pictures_out(paths: Paths) -> None:
    dataset = open_dataset(paths.datasets / "faces")
    sides, judged = by_folds(dataset, replace(CONFIG, folds=3))
    assert len(judged.labels) == 36
    everywhere = np.concatenate([side.test_at for side in sides])
    assert sorted(everywhere) == list(range(36))
    for side in sides:
        tested = {judged.subjects[i] for i in side.test_at}
        assert tested.isdisjoint(side.subjects)
        assert len(side.generated) == 0 and len(side.faces) + len(side.test) == 36


def test_a_comparison_from_start_to_end_and_resumed(paths: Paths) -> None:
    run = create_run(paths, "compare", CONFIG, name="run", dataset="faces")
    events: list[Event] = []

    class KilledError(Exception):
        pass

    def kill(event: Event) -> None:
        events.append(event)
        if len(events) == 3:
            raise KilledError

    with pytest.raises(KilledError):
        work_on(run, paths, kill)
    result = work_on(run, paths, events.append)
    assert [event["stage"] for event in events[:4]] == [f"bundled:{arm}" for arm in CONFIG.arms]
    assert len(events) == 2 * 4 + 1 and events[-1]["share"] == 1
    folder = paths.runs / "run"
    assert json.loads((folder / "comparison.json").read_text()) == json.loads(json.dumps(result))
    assert {path.name for path in folder.glob("comparison.*")} == {
        "comparison.json", "comparison.txt", "comparison.png", "comparison.svg",
    }  # fmt: skip
    text = as_text(result)
    assert "raw pixels" in text and "classic+dcgan" in text and "7 generated" in text
    assert len(result["verdicts"]["bundled"]) == 3
    assert result["n_test"] == len(open_dataset(paths.datasets / "faces").part("test"))


@pytest.mark.slow
def test_other_backbones_frozen_at_random_and_from_scratch(paths: Paths) -> None:
    config = replace(
        CONFIG,
        arms=("classic", "classic+dcgan"),
        backbones=("mobilenetv3small:random", "mobilenetv3small:scratch"),
        repeats=1,
        scratch_epochs=1,
    )
    result = compare(paths, config)
    assert set(result["backbones"]) == set(config.backbones)


@pytest.mark.slow
def test_folds_train_dcgans_of_their_own(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Quality, "collapsed", property(lambda self: False))
    monkeypatch.setattr("training.augmentation.compare_job.AugmentConfig", _unfiltered)
    trained: list[np.ndarray] = []

    def looked_at(faces: np.ndarray, config: GanConfig) -> np.ndarray:
        trained.append(faces)
        return to_pictures(faces, config)

    from training.augmentation.pictures import to_pictures

    monkeypatch.setattr(gan_training, "to_pictures", looked_at)
    gan = GanConfig(width=2, noise=8, epochs=1, steps=1, batch_size=8, dtype="float32")
    config = replace(CONFIG, folds=2, repeats=1, arms=("classic", "classic+dcgan"), gan=gan)
    result = compare(paths, config)
    assert result["n_test"] == 36 and all(n > 0 for n in result["n_generated"])
    sides, _ = by_folds(open_dataset(paths.datasets / "faces"), config)
    for side, seen in zip(sides, trained, strict=True):
        by_class = [side.faces[side.labels == label] for label in range(len(side.classes))]
        np.testing.assert_array_equal(seen, np.concatenate(by_class))


def _unfiltered(dataset: str, classes: tuple[str, ...], gan: GanConfig) -> AugmentConfig:
    return AugmentConfig(dataset, classes, gan, keep_best=False)


def test_trouble_is_a_sentence(paths: Paths) -> None:
    make_dataset(paths.datasets / "plain", {"happy": 12, "anger": 12})
    with pytest.raises(KnownError, match=r"has no generated pictures\. Make some with `main.py augment"):
        own_split(open_dataset(paths.datasets / "plain"), replace(CONFIG, dataset="plain"))
    with pytest.raises(KnownError, match="50 folds take at least as many subjects"):
        by_folds(open_dataset(paths.datasets / "plain"), replace(CONFIG, folds=50))
    with pytest.raises(KnownError, match="There is no arm gan"):
        replace(CONFIG, arms=("gan", "classic"))  # type: ignore[arg-type]
    with pytest.raises(KnownError, match="among them to compare with"):
        replace(CONFIG, arms=("none", "dcgan"))
    with pytest.raises(KnownError, match="There is no backbone alexnet"):
        replace(CONFIG, backbones=("alexnet",))
    with pytest.raises(KnownError, match="There is no backbone bundled:random"):
        replace(CONFIG, backbones=("bundled:random",))
    run = create_run(paths, "compare", CONFIG, name="stopped", dataset="faces")
    with pytest.raises(KnownError, match="stopped before every arm was trained once"):
        work_on(run, paths, stop=lambda: True)
