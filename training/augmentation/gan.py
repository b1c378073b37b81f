"""Generator and discriminator trained together, in one model that every Keras backend can train.

One step is one forward and one backward pass: the loss is the sum of both players' losses, and gradients are stopped
so that each reaches its own player only. The discriminator learns on generated pictures that pass no gradient back;
the generator learns through a discriminator whose weights take none. Adam's rate is each player's own
(Heusel et al., "GANs trained by a two time-scale update rule", 2017). All random numbers come in as
inputs, so that a step depends on nothing that a checkpoint would have to carry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from training.augmentation.config import GanConfig
from training.augmentation.differentiable import CHOICES, changed
from training.augmentation.networks import discriminator, generator, told

Inputs = dict[str, NDArray[np.float32]]
"""`real` (n, s, s, c) in [-1, 1]; `noise` (n, noise) normal; `choices` (n, 3, 6) uniform: how real pictures, those
that the discriminator is shown, and those that the generator is judged by are changed; with several classes also
`classes` (n, classes), one-hot: of the real pictures, and to be drawn; `keep` (1,): how much of the averaged
generator stays at this step."""


class TwoRates(keras.optimizers.Adam):  # type: ignore[misc]  # keras has no types
    """Adam with a rate for each variable, in the order in which it is built for them."""

    def __init__(self, rates: Sequence[float], beta_1: float, name: str = "two_rates") -> None:
        super().__init__(max(rates), beta_1=beta_1, name=name)
        self._shares = tuple(rate / max(rates) for rate in rates)

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        # On TensorFlow the variable is that of the backend, which knows no network: its place tells it.
        share = self._shares[self._get_variable_index(variable)]
        super().update_step(gradient, variable, learning_rate * share)


class Gan(keras.Model):  # type: ignore[misc]
    """`generator`, `discriminator`, and `average`: the generator's weights averaged over its last steps, which draws
    better and steadier pictures (Yazici et al., "The unusual effectiveness of averaging in GAN training", 2019).

    With several classes both networks are told which one is meant (Mirza and Osindero, "Conditional generative
    adversarial nets", 2014)."""

    def __init__(self, config: GanConfig, classes: int = 1) -> None:
        super().__init__(name="gan")
        self.config, self.classes = config, classes
        self.generator = generator(config, config.seed, classes=classes)
        self.discriminator = discriminator(config, config.seed + 100, classes)
        self.average = generator(config, config.seed, "average", classes)
        self.average.set_weights(self.generator.get_weights())
        self.average.trainable = False
        self.losses_by_name = {name: keras.metrics.Mean(name=name) for name in ("g_loss", "d_loss")}
        self.judged_by_name = {name: keras.metrics.Mean(name=name) for name in ("real_taken", "generated_taken")}
        theirs = {id(variable) for variable in self.discriminator.trainable_variables}
        rates = [
            config.discriminator_rate if id(variable) in theirs else config.generator_rate
            for variable in self.trainable_variables
        ]
        self.highest_rate = max(rates)
        # XLA has no fast convolutions for processors: TensorFlow's own kernels are far quicker there.
        jit = keras.backend.backend() != "tensorflow"
        self.compile(TwoRates(rates, config.beta_1), jit_compile=jit)
        self.built = True
        self.optimizer.build(self.trainable_variables)

    def call(self, inputs: Inputs, training: bool = True) -> dict[str, Any]:
        """Losses of both networks (scalars), and shares of pictures that the discriminator takes for real."""
        config = self.config
        noise = inputs["noise"]
        if told(self.classes):
            noise = ops.concatenate([noise, inputs["classes"]], axis=1)
        drawn = self.generator(noise, training=True)
        choices = inputs["choices"]

        def shown(pictures: Any, which: int) -> Any:
            if config.differentiable:
                pictures = changed(pictures, choices[:, which], config.colour)
            return [pictures, inputs["classes"]] if told(self.classes) else pictures

        real = self.discriminator(shown(inputs["real"], 0), training=True)
        false = self.discriminator(shown(ops.stop_gradient(drawn), 1), training=True)
        fixed = [ops.stop_gradient(ops.convert_to_tensor(v)) for v in self.discriminator.trainable_variables]
        statistics = [ops.convert_to_tensor(v) for v in self.discriminator.non_trainable_variables]
        judged, _ = self.discriminator.stateless_call(fixed, statistics, shown(drawn, 2), training=True)
        self._average_further(inputs["keep"])
        return {
            "g_loss": generator_loss(judged),
            "d_loss": discriminator_loss(real, false, config.label_smoothing),
            "real_taken": ops.mean(ops.cast(real > 0, "float32")),
            "generated_taken": ops.mean(ops.cast(false > 0, "float32")),
        }

    def compute_loss(self, x: Any = None, y: Any = None, y_pred: Any = None, *_: Any, **__: Any) -> Any:
        return y_pred["g_loss"] + y_pred["d_loss"]

    def compute_metrics(self, x: Any, y: Any, y_pred: Any, sample_weight: Any = None) -> dict[str, Any]:
        tracked = self.losses_by_name | self.judged_by_name
        for name, metric in tracked.items():
            metric.update_state(y_pred[name])
        return {name: metric.result() for name, metric in tracked.items()}

    def _average_further(self, kept: Any) -> None:
        keep = ops.squeeze(kept)
        for average, variable in zip(self.average.weights, self.generator.weights, strict=True):
            value = ops.stop_gradient(ops.convert_to_tensor(variable))
            average.assign(keep * ops.convert_to_tensor(average) + (1.0 - keep) * ops.cast(value, average.dtype))


def discriminator_loss(real: Any, generated: Any, smoothing: float = 0.0) -> Any:
    """Binary cross entropy on logits (n, 1), mean of both halves added up; `smoothing` s: real pictures have the
    target 1 - s, generated ones 0 (one-sided: Salimans et al., "Improved techniques for training GANs", 2016)."""
    on_real = (1.0 - smoothing) * ops.mean(ops.softplus(-real)) + smoothing * ops.mean(ops.softplus(real))
    return on_real + ops.mean(ops.softplus(generated))


def generator_loss(judged: Any) -> Any:
    """Non-saturating: minus the log of how real its pictures look (Goodfellow et al., 2014)."""
    return ops.mean(ops.softplus(-judged))


def random_inputs(
    real: NDArray[np.float32],
    config: GanConfig,
    rng: np.random.Generator,
    labels: NDArray[np.int64] | None = None,
    classes: int = 1,
    step: int = 0,
) -> Inputs:
    """What one step takes in beside its real pictures (n, s, s, c) and, of several classes, their labels (n,); `step`
    counts from 0 over the whole training."""
    n = len(real)
    inputs = {
        "keep": np.array([average_keep(config, step)], np.float32),
        "real": real,
        "noise": noise(n, config, rng),
        "choices": rng.random((n, 3, CHOICES), dtype=np.float32),
    }
    if labels is not None and told(classes):
        inputs["classes"] = one_hot(labels, classes)
    return inputs


def average_keep(config: GanConfig, step: int) -> float:
    """How much of the averaged generator stays at a step: little at first, since early weights are soon worthless."""
    return min(config.average_keep, (1 + step) / (10 + step))


def one_hot(labels: NDArray[np.int64], classes: int) -> NDArray[np.float32]:
    """(n, classes): 1 at the label; no columns at all for a single class, of which nothing need be told."""
    return np.eye(classes, dtype=np.float32)[labels][:, : told(classes)]


def noise(n: int, config: GanConfig, rng: np.random.Generator) -> NDArray[np.float32]:
    """What `n` pictures are drawn from, (n, noise)."""
    return rng.standard_normal((n, config.noise)).astype(np.float32)
