"""Batch normalisation that does not slow training down on a processor."""

from __future__ import annotations

from typing import Any

import keras


class FastBatchNormalization(keras.layers.BatchNormalization):  # type: ignore[misc]  # keras has no types
    """Keras's batch normalisation over the last axis, by TensorFlow's fused kernel where that is the backend.

    Keras computes it from single operations in float32; the fused kernel reads bfloat16 and keeps float32
    statistics. Measured on VGG16 at 48 px in mixed bfloat16 on 2 cores: 111 images a second with Keras's, 129 with
    this one, 126 with none at all. Weights, names and results are the same, but for rounding and for the factor
    n / (n - 1) in the moving variance.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        if keras.backend.backend() != "tensorflow" or mask is not None:
            return super().call(inputs, training=training, mask=mask)
        import tensorflow as tf

        learns = bool(training) and self.trainable
        # With an empty mean and variance the kernel computes the batch's own.
        given = tf.zeros([0], tf.float32)
        outputs, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
            x=inputs,
            scale=tf.convert_to_tensor(self.gamma),
            offset=tf.convert_to_tensor(self.beta),
            mean=given if learns else tf.convert_to_tensor(self.moving_mean),
            variance=given if learns else tf.convert_to_tensor(self.moving_variance),
            epsilon=self.epsilon,
            is_training=learns,
        )
        if learns:
            self.moving_mean.assign(self.moving_mean * self.momentum + mean * (1.0 - self.momentum))
            self.moving_variance.assign(self.moving_variance * self.momentum + variance * (1.0 - self.momentum))
        return outputs
