"""Carrying through: the features keep what the fourth block saw, and a head for other faces finds it there."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest

from engine.errors import KnownError
from engine.model_registry import read_manifest
from engine.paths import default_paths
from engine.preprocessing import to_input
from tests.training.small_datasets import drawn_face
from training.datasets.images import LabelledFaces
from training.recognizer import vgg16
from training.recognizer.carrying import CarriedThrough, carried_share, carrying, fit_carried, principal_axes
from training.recognizer.pretraining import BACKBONE_FILE, pretrain
from training.recognizer.pretraining_config import PretrainConfig

CONFIG = PretrainConfig(
    epochs=6,
    optimizer="adamw",
    peak_learning_rate=2e-4,
    batch_size=32,
    frozen_blocks=4,
    carry=10,
    stages=((0.0, 48, 0.0),),
    chunks_per_epoch=1,
    evaluate_share=0.01,
    dtype="float32",
    checkpoint_share=0.01,
)


def bundled_faces(n: int) -> LabelledFaces:
    classes = read_manifest(default_paths().bundled_model).classes
    smiles = np.linspace(-1, 1, len(classes))
    labels = np.arange(n) % len(classes)
    drawn = np.stack([drawn_face(seed, smiles[label]) for seed, label in enumerate(labels)])
    return LabelledFaces(drawn, labels, classes, tuple(map(str, range(n))))


def forgetful(folder: Path) -> Path:
    """The bundled model with a last convolution that mixes up what it gets, so that little is carried through."""
    shutil.copytree(default_paths().bundled_model, folder)
    weights = vgg16.load_backbone(folder / BACKBONE_FILE)
    kernel = weights["block5_conv3/kernel"]
    weights["block5_conv3/kernel"] = np.random.default_rng(1).permutation(kernel.ravel()).reshape(kernel.shape)
    vgg16.save_weights(folder / BACKBONE_FILE, weights)
    return folder


def layer_for(features: np.ndarray, earlier: np.ndarray, components: int) -> CarriedThrough:
    layer = CarriedThrough(1.0, components)
    layer.build([(None, 2), (None, features.shape[1]), (None, *earlier.shape[1:])])
    layer.fit(features, earlier)
    return layer


def test_components_of_outputs_that_are_known() -> None:
    """Two hidden causes: one moves three outputs together, the other a fourth; a fifth hardly moves at all."""
    rng = np.random.default_rng(1)
    cause = rng.normal(size=(4000, 2))
    outputs = np.column_stack([cause[:, :1] * [1, -5, 0.2], cause[:, 1], np.full(4000, 3.0)]).astype(np.float32)
    mean, axes = principal_axes(outputs, 2)
    components = (outputs - mean) @ axes
    np.testing.assert_allclose(components.var(axis=0), [0.75, 0.25], atol=0.01)
    assert abs(np.corrcoef(components[:, 0], cause[:, 0])[0, 1]) > 0.999
    assert abs(np.corrcoef(components[:, 1], cause[:, 1])[0, 1]) > 0.999


def test_features_that_are_the_outputs_turned_hold_all_of_them() -> None:
    rng = np.random.default_rng(2)
    outputs = rng.normal(size=(3000, 8)).astype(np.float32)
    turned, _ = np.linalg.qr(rng.normal(size=(8, 8)))
    features = (7 * outputs @ turned + 3).astype(np.float32)
    layer = layer_for(features, outputs, 8)
    assert float(layer.missed(features, outputs)) < 0.01


def test_features_that_know_nothing_of_the_outputs_hold_none() -> None:
    rng = np.random.default_rng(3)
    outputs, features = rng.normal(size=(2, 6000, 8)).astype(np.float32)
    layer = layer_for(features[:3000], outputs[:3000], 8)
    # Of two independent things with the same variance the squared distance is twice as large as of one and nothing.
    assert float(layer.missed(features[3000:], outputs[3000:])) == pytest.approx(2, abs=0.2)
    silent = np.broadcast_to(features[:3000].mean(axis=0), features[3000:].shape)
    assert float(layer.missed(silent, outputs[3000:])) == pytest.approx(1, abs=0.1)


def test_the_features_come_to_hold_more_and_the_first_four_blocks_stay(tmp_path: Path) -> None:
    start, run, some = forgetful(tmp_path / "start"), tmp_path / "run", bundled_faces(128)
    # With so much weight the loss is what is not carried, a thousand times, but for a few units.
    pretrain(some, some, replace(CONFIG, carry=1000, epochs=10, peak_learning_rate=2e-5), run, start_from=start)
    history = [json.loads(line) for line in (run / "history.jsonl").read_text().splitlines()]
    assert history[0]["loss"] > 50, "what is not carried is in the loss"
    assert history[-1]["loss"] < 0.85 * history[0]["loss"], [event["loss"] for event in history]
    assert all(event["carried"] <= 1 for event in history)
    before = vgg16.load_backbone(start / BACKBONE_FILE)
    after = vgg16.load_backbone(run / BACKBONE_FILE)
    for block, stays in ((1, True), (4, True), (5, False)):
        name = f"block{block}_conv3/kernel" if block > 2 else f"block{block}_conv1/kernel"
        assert np.allclose(after[name], before[name], atol=2e-3) == stays, name


def test_blocks_that_are_not_frozen_learn_while_the_fourth_is_carried_through(tmp_path: Path) -> None:
    start, some = default_paths().bundled_model, bundled_faces(64)
    config = replace(CONFIG, frozen_blocks=2, epochs=4, peak_learning_rate=2e-3)
    last = pretrain(some, some, config, tmp_path, start_from=start)
    assert "carried" in last
    before, after = vgg16.load_backbone(start / BACKBONE_FILE), vgg16.load_backbone(tmp_path / BACKBONE_FILE)
    for name, stays in (
        ("block2_conv2/kernel", True),
        ("block3_conv1/kernel", False),
        ("block4_conv3/kernel", False),
    ):
        assert np.allclose(after[name], before[name], atol=2e-3) == stays, name


def test_what_is_carried_is_what_the_fourth_block_saw_at_the_start() -> None:
    model = carrying(vgg16.training_model(48, 3, 0.0, "float32", 1), 1.0, frozen_blocks=2)
    faces = to_input(bundled_faces(16).faces)
    fit_carried(model, faces)
    outputs = [model.get_layer("carried").input[2], model.get_layer("block4_pool").output]
    both = keras.Model(model.input, outputs)
    at_the_start, own = both.predict(faces, verbose=0)
    np.testing.assert_allclose(at_the_start, own, rtol=1e-4, atol=1e-5)
    held = carried_share(model, faces)
    for name in ("block3_conv2", "block4_conv1"):
        (kernel,) = model.get_layer(name).get_weights()
        model.get_layer(name).set_weights([-kernel])
    now, learnt = both.predict(faces, verbose=0)
    np.testing.assert_array_equal(now, at_the_start)
    assert not np.allclose(learnt, own, rtol=0.1)
    assert carried_share(model, faces) < held, "features that have changed hold less of what was seen then"


@pytest.mark.slow
@pytest.mark.parametrize("frozen_blocks", [4, 2])
def test_a_killed_run_that_carries_ends_like_an_uninterrupted_one(tmp_path: Path, frozen_blocks: int) -> None:
    bundled = default_paths().bundled_model
    some, config = bundled_faces(128), replace(CONFIG, frozen_blocks=frozen_blocks)
    pretrain(some, some, config, tmp_path / "whole", start_from=bundled)
    pretrain(some, some, config, tmp_path / "parts", start_from=bundled, stop=lambda: True)
    pretrain(some, some, config, tmp_path / "parts", start_from=bundled)
    whole, parts = (vgg16.load_weights(tmp_path / name / BACKBONE_FILE) for name in ("whole", "parts"))
    for name, weights in whole.items():
        np.testing.assert_allclose(parts[name], weights, atol=2e-3, err_msg=name)


def test_it_starts_from_a_finished_model(tmp_path: Path) -> None:
    some = bundled_faces(8)
    with pytest.raises(KnownError, match="finished model"):
        pretrain(some, some, CONFIG, tmp_path / "new", start_from=tmp_path)


def test_a_run_that_did_not_carry_cannot_go_on_as_one_that_does(tmp_path: Path) -> None:
    some, bundled = bundled_faces(32), default_paths().bundled_model
    pretrain(some, some, replace(CONFIG, carry=0.0, epochs=1), tmp_path, start_from=bundled)
    with pytest.raises(KnownError, match="Start from its model"):
        pretrain(some, some, CONFIG, tmp_path, start_from=bundled)


def test_a_run_that_carried_goes_on_with_the_same_blocks(tmp_path: Path) -> None:
    some, bundled = bundled_faces(32), default_paths().bundled_model
    pretrain(some, some, CONFIG, tmp_path, start_from=bundled, stop=lambda: True)
    with pytest.raises(KnownError, match="not in the same way"):
        pretrain(some, some, replace(CONFIG, frozen_blocks=3), tmp_path, start_from=bundled)


def test_a_weight_below_nothing_is_refused() -> None:
    with pytest.raises(KnownError, match="weight"):
        replace(CONFIG, carry=-1.0)
