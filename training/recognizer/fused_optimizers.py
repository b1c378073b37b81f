"""Keras's optimizers with TensorFlow's own kernels, which go through the weights once a step.

Keras 3 writes an update as a dozen operations, each through all weights. The seed's head has 19 million of them: the
updates take longer than the products do. The same formulas in one kernel take 1.4 to 1.7 times less of a head's
epoch (docs/results/pretraining.md); the states have the same names and shapes, so checkpoints fit both.
"""

from __future__ import annotations

from typing import Any

import keras
import tensorflow as tf


class FusedAdam(keras.optimizers.Adam):  # type: ignore[misc]
    """`keras.optimizers.Adam` without its AMSGrad variant."""

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        index = self._get_variable_index(variable)
        step = tf.cast(self.iterations.value + 1, variable.dtype)
        tf.raw_ops.ResourceApplyAdam(
            var=_handle(variable),
            m=_handle(self._momentums[index]),
            v=_handle(self._velocities[index]),
            beta1_power=tf.pow(tf.cast(self.beta_1, variable.dtype), step),
            beta2_power=tf.pow(tf.cast(self.beta_2, variable.dtype), step),
            lr=tf.cast(learning_rate, variable.dtype),
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=gradient,
        )


class FusedAdagrad(keras.optimizers.Adagrad):  # type: ignore[misc]
    """`keras.optimizers.Adagrad`; epsilon is added to the root here, not under it: 1e-7 beside 0.3 and more."""

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        tf.raw_ops.ResourceApplyAdagradV2(
            var=_handle(variable),
            accum=_handle(self._accumulators[self._get_variable_index(variable)]),
            lr=tf.cast(learning_rate, variable.dtype),
            epsilon=self.epsilon,
            grad=gradient,
        )


class FusedAdadelta(keras.optimizers.Adadelta):  # type: ignore[misc]
    """`keras.optimizers.Adadelta`"""

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        index = self._get_variable_index(variable)
        tf.raw_ops.ResourceApplyAdadelta(
            var=_handle(variable),
            accum=_handle(self._accumulated_grads[index]),
            accum_update=_handle(self._accumulated_delta_vars[index]),
            lr=tf.cast(learning_rate, variable.dtype),
            rho=self.rho,
            epsilon=self.epsilon,
            grad=gradient,
        )


def _handle(variable: Any) -> Any:
    """Of a Keras variable, or of the TensorFlow one that Keras hands to `update_step`."""
    return variable.handle if isinstance(variable, tf.Variable) else variable.value.handle
