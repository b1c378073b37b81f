"""A mean of networks answers as strongly as those that it is of."""

from __future__ import annotations

import numpy as np
import pytest

from engine.model_registry import BACKBONE_FILE
from engine.paths import default_paths
from tests.training.small_datasets import drawn_face
from training.recognizer import vgg16
from training.recognizer.repair import Moments, mean_moments, moments, repaired

FACES = np.stack([drawn_face(i, i / 20) for i in range(20)])


@pytest.fixture(scope="module")
def bundled() -> vgg16.Weights:
    """The bundled backbone under a new head."""
    head = vgg16.layer_weights(vgg16.head(3, 0.5, seed=1), vgg16.HEAD_LAYERS)
    return vgg16.load_backbone(default_paths().bundled_model / BACKBONE_FILE) | head


def test_what_has_lost_nothing_stays(bundled: vgg16.Weights) -> None:
    same = repaired(bundled, moments(bundled, FACES), FACES)
    for name, array in bundled.items():
        np.testing.assert_allclose(same[name], array, rtol=1e-3, atol=1e-3 * np.abs(array).max() + 1e-4)


@pytest.mark.parametrize("layer", ["block4_conv1", "block5_conv3", "FC1"])
def test_a_layer_that_was_weakened_is_given_its_strength_back(bundled: vgg16.Weights, layer: str) -> None:
    weak = bundled | {f"{layer}/{part}": bundled[f"{layer}/{part}"] * np.float32(0.5) for part in ("kernel", "bias")}
    strong = repaired(weak, moments(bundled, FACES), FACES)
    for name, array in bundled.items():
        np.testing.assert_allclose(strong[name], array, rtol=1e-3, atol=1e-3 * np.abs(array).max() + 1e-4)


def test_the_mean_of_strangers_speaks_as_loud_as_they_do() -> None:
    """Filters that have nothing in common: their mean has 0.7 of their deviation, and layer by layer less of that."""
    one, other = (vgg16.layer_weights(vgg16.classifier(3)) for _ in range(2))
    bare: vgg16.Weights = {name: np.asarray((one[name] + other[name]) / 2, dtype=np.float32) for name in one}
    bare |= vgg16.layer_weights(vgg16.head(3), vgg16.HEAD_LAYERS)
    heads = vgg16.layer_weights(vgg16.head(3), vgg16.HEAD_LAYERS)
    wanted = mean_moments([moments(one | heads, FACES), moments(other | heads, FACES)])
    lost, found = moments(bare, FACES), moments(repaired(bare, wanted, FACES), FACES)

    def loudness(of: Moments, layer: str) -> float:
        return float(np.mean(of[layer][1]) / np.mean(wanted[layer][1]))

    layers = vgg16.conv_names()
    assert loudness(lost, layers[1]) < 0.75 and loudness(lost, layers[-1]) < 0.1
    for layer in layers:
        assert loudness(found, layer) == pytest.approx(1, abs=0.1), layer


def test_frozen_blocks_stay_to_the_bit(bundled: vgg16.Weights) -> None:
    weak = {name: array * np.float32(0.9) for name, array in bundled.items()}
    strong = repaired(weak, moments(bundled, FACES), FACES, frozen_blocks=2)
    assert all(
        np.array_equal(strong[name], weak[name]) == vgg16.in_first_blocks(name, 2)
        for name in weak
        if name.endswith("kernel") and not name.startswith("predictions")
    )
