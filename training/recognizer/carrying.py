"""What the fourth block saw, carried through to the features that a head gets.

A network that is trained for its classes alone loses on its last layers whatever these do not need, and a head for
other faces then has little to work with: of CK+48's five classes a logistic regression tells 0.973 apart on the
fourth block's outputs and 0.916 on the 512 features after the fifth (docs/results/pretraining.md; on what better
losses cost other tasks: Kornblith et al., "Why do better loss functions lead to less transferable features?", 2021).
So the fifth block can be trained for two things at once: the classes, and to hold in a part of the feature space the
principal components of what the fourth block put out (after Le, Patterson and White, "Supervised autoencoders:
Improving generalization performance with unsupervised regularizers", 2018). Their places there are fixed, at right
angles and in proportion: features from which a free linear map could tell 0.98 of the components' variance were no
better for a head (0.94), since the classes still drowned all else in them. Where earlier blocks learn too, what is
carried through is what the fourth block saw at the start: what it comes to see knows less of other faces (0.973 to
0.967).
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

COMPONENTS = 320
"""Of 4,608 outputs of the fourth block at 48 px; the features have 512, and the classes need room too."""
CENTRE = "centre"
CARRIED_BLOCK = 4
AT_THE_START = "start_"
"""Before the names of layers that stay as they were beside those of the same name that learn."""


class CarriedThrough(keras.layers.Layer):  # type: ignore[misc]  # keras has no types
    """Passes logits on unchanged, and adds to the loss what the features do not hold of an earlier block's outputs.

    Called with `[logits (n, classes), features (n, d), earlier (n, ...)]`. The addition is `weight` times the squared
    distance of the features, in the components' places, from where the components are, as a share of these'
    variance: 0 where the features hold them all, 1 where the places are empty.
    """

    def __init__(self, weight: float, components: int = COMPONENTS, **more: Any) -> None:
        super().__init__(dtype="float32", **more)
        self.weight, self.components = weight, components

    def build(self, input_shape: list[tuple[int | None, ...]]) -> None:
        _, features, earlier = input_shape
        outputs = int(np.prod([length for length in earlier[1:] if length]))
        fixed = {"trainable": False, "initializer": "zeros"}
        self.mean = self.add_weight(shape=(outputs,), name="mean", **fixed)
        self.axes = self.add_weight(shape=(outputs, self.components), name="axes", **fixed)
        self.places = self.add_weight(shape=(features[-1], self.components), name="places", **fixed)
        self.centre = self.add_weight(shape=(self.components,), initializer="zeros", name=CENTRE)

    def call(self, inputs: list[Any], training: bool | None = None) -> Any:
        logits, features, earlier = inputs
        if training:
            self.add_loss(self.weight * self.missed(features, earlier))
        return logits

    def missed(self, features: Any, earlier: Any) -> Any:
        """The share of the components' variance that the features do not hold, a scalar."""
        ops = keras.ops
        flat = ops.reshape(earlier, (-1, self.mean.shape[0]))
        wanted = ops.stop_gradient(ops.matmul(flat - self.mean, self.axes))
        held = ops.matmul(features, self.places) - self.centre
        return ops.mean(ops.sum(ops.square(held - wanted), axis=-1))

    def fit(self, features: NDArray[np.float32], earlier: NDArray[np.float32]) -> None:
        """Finds the components of `earlier` (n, ...), and for them the places in the space of `features` (n, d) where
        the most of them is already (Schoenemann, "A generalized solution of the orthogonal Procrustes problem",
        1966)."""
        flat = earlier.reshape(len(earlier), -1)
        mean, axes = principal_axes(flat, self.components)
        centre = features.mean(axis=0)
        # The components get as much variance as the features have on the whole.
        scale = 1 / np.sqrt(np.sum(np.var(features, axis=0)))
        left, _, right = np.linalg.svd((features - centre).T @ ((flat - mean) @ axes), full_matrices=False)
        places = scale * left @ right
        for name, value in {"mean": mean, "axes": axes, "places": places, "centre": centre @ places}.items():
            getattr(self, name).assign(value)


def principal_axes(outputs: NDArray[np.float32], count: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean (d,) and axes (d, count) of `outputs` (n, d), of which each counts alike, however strong it is.

    `(outputs - mean) @ axes` are the first principal components of the standardised outputs, scaled so that together
    they have a variance of 1. Where there are fewer, the last axes are 0.
    """
    mean, deviation = outputs.mean(axis=0), outputs.std(axis=0)
    # Outputs that hardly ever move would be blown up to noise.
    deviation = deviation + 0.01 * deviation.mean()
    standardised = (outputs - mean) / deviation
    few = len(outputs) < outputs.shape[1]
    products = standardised @ standardised.T if few else standardised.T @ standardised
    variances, vectors = np.linalg.eigh(products / len(outputs))
    first = np.argsort(variances)[::-1][:count]
    first = first[variances[first] > 1e-6 * variances[first[0]]]
    if few:
        vectors = standardised.T @ (vectors / np.sqrt(len(outputs) * np.maximum(variances, 1e-12)))
    axes = np.zeros((outputs.shape[1], count), np.float32)
    axes[:, : len(first)] = vectors[:, first] / deviation[:, np.newaxis] / np.sqrt(variances[first].sum())
    return mean.astype(np.float32), axes


def carrying(model: keras.Model, weight: float, frozen_blocks: int) -> keras.Model:
    """A `vgg16.training_model` whose loss also counts what its features lose of the fourth block's outputs.

    Where that block, or one before it, learns too (`frozen_blocks` below 4), these are the outputs that it had when
    `fit_carried` was called: of layers that stay as they were beside those that learn.
    """
    seen = [model.output, model.get_layer("flatten").output, _fourth_block(model, frozen_blocks)]
    return keras.Model(model.input, CarriedThrough(weight, name="carried")(seen), name=model.name)


def _fourth_block(model: keras.Model, frozen_blocks: int) -> Any:
    """The fourth block's outputs at the start: its own where it does not learn, those of copies where it does."""
    x = model.get_layer(f"block{frozen_blocks}_pool").output if frozen_blocks else model.input
    for layer in model.layers:
        if layer.name.startswith(tuple(f"block{block}_" for block in range(frozen_blocks + 1, CARRIED_BLOCK + 1))):
            copy = type(layer).from_config({**layer.get_config(), "name": AT_THE_START + layer.name})
            copy.trainable = False
            x = copy(x)
    return x


def fit_carried(model: keras.Model, inputs: NDArray[np.float32]) -> None:
    """Finds components and places of a `carrying` model as it is, from `inputs` (n, 48, 48, 3)."""
    for layer in model.layers:
        if layer.name.startswith(AT_THE_START):
            layer.set_weights(model.get_layer(layer.name.removeprefix(AT_THE_START)).get_weights())
    model.get_layer("carried").fit(*_seen(model, inputs))


def carried_share(model: keras.Model, inputs: NDArray[np.float32]) -> float:
    """How much of the components' variance the features of a `carrying` model hold of `inputs`, 1 at most."""
    return 1 - float(model.get_layer("carried").missed(*_seen(model, inputs)))


def _seen(model: keras.Model, inputs: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    _, features, earlier = model.get_layer("carried").input
    sees = keras.Model(model.input, [features, earlier])
    return [np.asarray(part, dtype=np.float32) for part in sees.predict(inputs, verbose=0)]
