"""Pretraining: schedules, what an epoch shows, and that a killed run ends like an uninterrupted one."""

from __future__ import annotations

import argparse
import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.classifier import load_classifier
from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import default_paths
from engine.preprocessing import to_input
from training.commands import pretrain as command
from training.datasets.images import LabelledFaces
from training.datasets.transforms import Transforms, mixed
from training.evaluation.evaluation import predicted
from training.recognizer import pretraining, vgg16
from training.recognizer.batches import batches
from training.recognizer.bundling import finished_classifier
from training.recognizer.class_bias import without_bias
from training.recognizer.pretraining import BACKBONE_FILE, epoch_order, pretrain, resized_inputs
from training.recognizer.pretraining_config import PretrainConfig
from training.recognizer.teaching import teacher_of
from training.recognizer.unfolding import fitted_logits, unfold_into

CONFIG = PretrainConfig(
    epochs=2,
    batch_size=4,
    stages=((0.0, 32, 1.0), (0.5, 48, 1.0)),
    chunks_per_epoch=1,
    dtype="float32",
    checkpoint_share=0.01,
    evaluate_share=2,
)


def faces(n: int, seed: int) -> LabelledFaces:
    rng = np.random.default_rng(seed)
    names = tuple(str(i) for i in range(n))
    return LabelledFaces(
        rng.integers(0, 256, (n, 48, 48), dtype=np.uint8), np.arange(n) % 2, ("anger", "happy"), names
    )


def test_a_killed_run_ends_like_an_uninterrupted_one(tmp_path: Path) -> None:
    train, validation = faces(8, 1), faces(4, 2)
    pretrain(train, validation, CONFIG, tmp_path / "whole")
    stopped = pretrain(train, validation, CONFIG, tmp_path / "parts", stop=lambda: True)
    assert stopped["share"] == 0.5 and "val_accuracy" in stopped, "what was trained so far is judged and kept"
    assert (tmp_path / "parts" / BACKBONE_FILE).is_file()
    last = pretrain(train, validation, CONFIG, tmp_path / "parts")
    assert last["share"] == 1
    assert last["size_px"] == 48
    whole, parts = (vgg16.load_weights(tmp_path / name / BACKBONE_FILE) for name in ("whole", "parts"))
    for name, weights in whole.items():
        np.testing.assert_allclose(parts[name], weights, atol=2e-3, err_msg=name)
    history = [json.loads(line) for line in (tmp_path / "parts" / "history.jsonl").read_text().splitlines()]
    assert [event["epoch"] for event in history] == [1, 2]


def test_a_full_disk_leaves_the_run_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train, validation = faces(8, 1), faces(4, 2)
    pretrain(train, validation, CONFIG, tmp_path, stop=lambda: True)
    held = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        for file in ("config", "backbone"):  # at its start, and after a part of an epoch
            with pytest.raises(KnownError, match=rf"{file}.* cannot be written \(No space left on device\)"):
                pretrain(train, validation, CONFIG, tmp_path)
            assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == held
            disk.setattr(pretraining, "write_json", lambda path, document: None)
    assert pretrain(train, validation, CONFIG, tmp_path)["share"] == 1


@pytest.mark.slow
def test_a_warm_restart_goes_on_and_leaves_frozen_blocks_as_they_are(tmp_path: Path) -> None:
    train, validation = faces(8, 1), faces(4, 2)
    pretrain(train, validation, CONFIG, tmp_path / "parts")
    parts = vgg16.load_weights(tmp_path / "parts" / BACKBONE_FILE)
    warm = pretrain(train, validation, replace(CONFIG, epochs=1), tmp_path / "warm", start_from=tmp_path / "parts")
    assert (warm["share"], warm["epoch"]) == (1, 3)
    frozen = replace(CONFIG, epochs=1, frozen_blocks=2)
    pretrain(train, validation, frozen, tmp_path / "frozen", start_from=tmp_path / "parts")
    kept = vgg16.load_weights(tmp_path / "frozen" / BACKBONE_FILE)
    for block, stays in ((1, True), (2, True), (3, False)):
        name = f"block{block}_conv1/kernel"
        assert np.allclose(kept[name], parts[name], atol=2e-3) == stays, name


@pytest.mark.slow
def test_mixing_ends_before_the_run_does_and_survives_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four chunks of one epoch each: at 0, 25 and 50 % pictures are mixed, at 75 % they are not."""
    config = replace(CONFIG, epochs=4, stages=((0.0, 32, 0.0),), mixup=0.4, mixup_until=0.75)
    train, validation = faces(8, 1), faces(4, 2)
    shown: list[tuple[np.ndarray, np.ndarray]] = []

    def seen(inputs: np.ndarray, targets: np.ndarray, **more: Any) -> Any:
        shown.append((inputs, targets))
        return batches(inputs, targets, **more)

    monkeypatch.setattr(pretraining, "batches", seen)
    pretrain(train, validation, config, tmp_path / "whole")
    one_hot = [bool(np.isin(targets, (0, 1)).all()) for _, targets in shown]
    assert one_hot == [False, False, False, True]
    asked = iter([False, True])
    pretrain(train, validation, config, tmp_path / "parts", stop=lambda: next(asked))
    pretrain(train, validation, config, tmp_path / "parts")
    for whole, parts in zip(shown[:4], shown[4:], strict=True):
        np.testing.assert_array_equal(parts[0], whole[0])
        np.testing.assert_array_equal(parts[1], whole[1])


def test_a_picture_and_its_target_are_mixed_in_the_same_proportion() -> None:
    """Black pictures are of the first class, white ones of the second: the grey value tells the share."""
    black_and_white = np.repeat(np.array([0, 255] * 200, np.uint8), 48 * 48).reshape(-1, 48, 48)
    targets = np.tile(np.eye(2, dtype=np.float32), (200, 1))
    views, wanted = mixed(black_and_white, targets, 0.4, np.random.default_rng(1))
    assert views.dtype == np.uint8 and views.shape == black_and_white.shape
    np.testing.assert_allclose(wanted.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(views[:, 0, 0] / 255, wanted[:, 1], atol=0.5 / 255 + 1e-6)
    both = wanted[(wanted[:, 1] > 0) & (wanted[:, 1] < 1), 1]
    # Half of the partners are of the other class. Beta(0.4, 0.4) has the mean 0.5 and the variance 1 / (4 x 1.8).
    assert 150 < len(both) < 250
    assert np.mean(both) == pytest.approx(0.5, abs=0.1)
    assert np.var(both) == pytest.approx(0.139, abs=0.03)


@pytest.mark.parametrize(
    "words",
    [
        ("--stages", "0:40"),
        ("--stages", "0.1:40:1"),
        ("--stages", "0:40:1,0.5:64:1"),
        ("--stages", "0:40:1,0.6:48:1,0.5:48:1"),
        ("--stages", "0:40:1,1:48:1"),
        ("--stages", "0:40:nan"),
        ("--stages", "0:40:1,nan:48:1"),
        ("--stages", "0:40:1", "--size", "48"),
        ("--mixup", "-0.1"),
        ("--mixup", "nan"),
        ("--mixup-until", "1.1"),
        ("--epochs", "3", "--average", "a", "b"),
        ("--mixup-until", "nan"),
        ("--zoom", "0.6"),
        ("--zoom", "nan"),
    ],
)
def test_wrong_arguments_are_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        arguments(*words)
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_stages_mixing_and_zoom_come_from_the_command_line() -> None:
    config = command._config(arguments("--stages", "0:40:1.4,0.55:48:1", "--mixup", "0.3", "--zoom", "0.25"))
    assert config.transforms == replace(PretrainConfig().transforms, zoom=0.25)
    assert config.stages == ((0.0, 40, 1.4), (0.55, 48, 1.0))
    assert (config.mixup, config.mixup_until) == (0.3, 0.85)
    assert command._config(arguments("--mixup-until", "1")).mixup_until == 1
    assert command._config(arguments("--teacher-looks", "4")).teacher_looks == 4
    assert arguments("--expect", "neutral=0.25", "happy=0.2").expect == [("neutral", 0.25), ("happy", 0.2)]
    assert command._config(arguments()) == PretrainConfig()


def test_several_teachers_are_asked() -> None:
    assert arguments("--teacher", "a", "b").teacher == [Path("a"), Path("b")]


def test_a_teacher_teaches_without_what_was_added_to_its_classes() -> None:
    """The bundled model answers disgust more readily than it was trained to, by what its manifest says."""
    bundled = default_paths().bundled_model
    manifest = read_manifest(bundled)
    some = faces(16, 5)
    train = LabelledFaces(some.faces, np.arange(16) % len(manifest.classes), manifest.classes, some.names)
    symmetric = replace(train, faces=np.ascontiguousarray(train.faces // 2 + train.faces[:, :, ::-1] // 2))
    answered, taught = (
        predicted(load_classifier(bundled), symmetric.faces),
        teacher_of([bundled], symmetric.classes)(symmetric.faces, np.random.default_rng(0)),
    )
    disgust, happy = manifest.classes.index("disgust"), manifest.classes.index("happy")
    odds = [rows[:, disgust] / rows[:, happy] for rows in (answered, taught)]
    added = manifest.hyperparameters["rare_class_bias"]["disgust"]
    assert added > 0.5 and manifest.temperature != 1
    np.testing.assert_allclose(odds[0] / odds[1], np.exp(added / manifest.temperature), rtol=0.01)


def test_a_teacher_that_looks_three_times_answers_the_mean_of_three_looks() -> None:
    bundled = default_paths().bundled_model
    classes = read_manifest(bundled).classes
    shown = faces(6, 5).faces
    one, three = np.random.default_rng(1), np.random.default_rng(1)
    looks = [teacher_of([bundled], classes, 1)(shown, one) for _ in range(3)]
    assert np.abs(looks[0] - looks[1]).max() > 0.01, "each look is another view"
    np.testing.assert_allclose(teacher_of([bundled], classes, 3)(shown, three), np.mean(looks, axis=0), atol=1e-6)
    blank = np.full((1, 48, 48), 90, np.uint8)
    once, often = (teacher_of([bundled], classes, n)(blank, one) for n in (0, 3))
    np.testing.assert_allclose(often, once, atol=1e-6, err_msg="what looks the same from everywhere")


@pytest.mark.parametrize("sees_views", [False, True])
def test_a_teacher_is_asked_about_the_pictures_or_about_what_is_shown_of_them(
    tmp_path: Path, sees_views: bool
) -> None:
    asked: list[np.ndarray] = []

    def answers(shown: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        asked.append(shown)
        return np.tile(np.array([0.25, 0.75], np.float32), (len(shown), 1))

    train = faces(8, 1)
    config = replace(CONFIG, teacher_share=1.0, teacher_sees_views=sees_views, mixup=0.3)
    pretrain(train, faces(4, 2), config, tmp_path, teacher=answers)
    assert len(asked) == (CONFIG.epochs if sees_views else 1)
    assert all(np.array_equal(shown, train.faces) != sees_views for shown in asked)


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(["--data", "a", "--validation", "b", "--run", "c", *words])


def test_the_rate_warms_up_and_falls_to_nothing() -> None:
    config = PretrainConfig(peak_learning_rate=0.1, warmup=0.1)
    assert config.learning_rate(0.05) == pytest.approx(0.05)
    assert config.learning_rate(0.1) == pytest.approx(0.1)
    assert config.learning_rate(0.55) == pytest.approx(0.05)
    assert config.learning_rate(1.0) == pytest.approx(0, abs=1e-9)


def test_an_epoch_shows_every_picture_and_rare_ones_more_often() -> None:
    labels = np.array([0] * 100 + [1] * 100 + [2] * 4)
    order = epoch_order(labels, 0.5, np.random.default_rng(1))
    shown = np.bincount(order, minlength=204)
    assert shown.min() == 1
    assert shown[:200].max() == 1
    np.testing.assert_array_equal(shown[200:], 5)


def test_pictures_shrink_by_area() -> None:
    checker = np.tile(np.array([[0, 255], [255, 0]], np.uint8), (24, 24))[np.newaxis]
    small = resized_inputs(checker, 24)
    assert small.shape == (1, 24, 24, 3)
    np.testing.assert_allclose(small, 0, atol=1e-6)


def test_transforms_off_change_nothing_and_a_flip_mirrors() -> None:
    some = faces(6, 3).faces
    off = Transforms(rotation_deg=0, zoom=0, shift=0, horizontal_flip=False)
    np.testing.assert_array_equal(off.apply(some, np.random.default_rng(1)), some)
    flipped = Transforms(rotation_deg=0, zoom=0, shift=0).apply(some, np.random.default_rng(1))
    for before, after in zip(some, flipped, strict=True):
        assert np.array_equal(after, before) or np.array_equal(after, before[:, ::-1])
    assert not np.array_equal(flipped, some)


def test_an_unfolded_network_answers_as_the_folded_one() -> None:
    model = vgg16.training_model(48, 3, 0.0, "float32", seed=1)
    rng = np.random.default_rng(1)
    some = faces(64, 4).faces
    inputs = resized_inputs(some, 48)
    for layer in model.layers:
        if layer.name.endswith("_bn"):
            shape = layer.gamma.shape
            layer.set_weights(
                [rng.uniform(0.5, 2, shape), *rng.normal(0, 0.2, (2, *shape)), rng.uniform(1, 3, shape)]
            )
    folded, logits = vgg16.folded_weights(model), vgg16.folded_logits(model)
    again = vgg16.training_model(48, 3, 0.0, "float32", seed=2)
    unfold_into(again, folded, logits, some)
    answers = np.asarray(again(inputs, training=False))
    np.testing.assert_allclose(answers, np.asarray(model(inputs, training=False)), rtol=1e-3, atol=1e-3)
    # Training sees the batch's own statistics: the same, since these faces gave them.
    np.testing.assert_allclose(np.asarray(again(inputs, training=True)), answers, rtol=2e-2, atol=2e-2)


def test_a_last_layer_is_found_again_from_its_answers() -> None:
    rng = np.random.default_rng(1)
    features = np.maximum(rng.normal(size=(2000, vgg16.FEATURES)), 0).astype(np.float32)
    kernel, bias = rng.normal(0, 0.05, (vgg16.FEATURES, 3)), np.array([0.3, 0.0, -0.2])
    odds = np.exp(features @ kernel + bias)
    probabilities = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    found = fitted_logits(features, probabilities)
    odds = np.exp(features @ found["logits/kernel"] + found["logits/bias"])
    np.testing.assert_allclose(odds / odds.sum(axis=1, keepdims=True), probabilities, atol=1e-3)


def test_a_bundled_model_goes_on_where_it_stood(tmp_path: Path) -> None:
    bundled = default_paths().bundled_model
    manifest = read_manifest(bundled)
    classes = manifest.classes
    some = faces(32, 5)
    train = LabelledFaces(some.faces, np.arange(32) % len(classes), classes, some.names)
    slow = PretrainConfig(
        epochs=1,
        batch_size=16,
        chunks_per_epoch=1,
        peak_learning_rate=1e-9,
        dtype="float32",
        stages=((0.0, 48, 1.0),),
    )
    last = pretrain(train, train, slow, tmp_path, start_from=bundled)
    unbiased = without_bias(predicted(load_classifier(bundled), train.faces), manifest)
    accuracy = np.mean(unbiased.argmax(axis=1) == train.labels)
    assert last["val_accuracy"] == pytest.approx(accuracy, abs=0.07)

    # A bias multiplies a class's odds against the others, and changes nothing between those.
    bias = np.array([np.log(3.0) if name == "disgust" else 0.0 for name in classes])
    plain, biased = (
        finished_classifier(tmp_path, train, train, bias=added).predict(to_input(train.faces), verbose=0)
        for added in (None, bias)
    )
    disgust, happy, fear = (classes.index(name) for name in ("disgust", "happy", "fear"))
    odds, shifted = plain[:, disgust] / plain[:, happy], biased[:, disgust] / biased[:, happy]
    np.testing.assert_allclose(shifted, 3 * odds, rtol=1e-3)
    np.testing.assert_allclose(biased[:, fear] / biased[:, happy], plain[:, fear] / plain[:, happy], rtol=1e-3)


def test_a_warm_restart_may_take_another_optimizer(tmp_path: Path) -> None:
    train = faces(8, 1)
    pretrain(train, train, replace(CONFIG, epochs=1), tmp_path / "first")
    other = replace(CONFIG, epochs=1, optimizer="adamw", peak_learning_rate=1e-4)
    assert pretrain(train, train, other, tmp_path / "second", start_from=tmp_path / "first")["share"] == 1
