"""The seed's DCGAN, for any picture size that is a multiple of 16, and any width; also of several classes at once.

Radford, Metz and Chintala, "Unsupervised representation learning with deep convolutional generative adversarial
networks" (2016), with the seed's 5 x 5 kernels. At 128 px, width 64 and three channels, these are the seed's
networks layer by layer.
"""

from __future__ import annotations

import keras

from training.augmentation.config import GanConfig
from training.precision import keras_policy
from training.recognizer.normalization import FastBatchNormalization

KERNEL_PX = 5
SLOPE = 0.2
"""Of the leaky ReLU: TensorFlow's default, which the seed used."""
EPSILON = 5e-5
WEIGHT_SD = 0.02


def generator(config: GanConfig, seed: int, name: str = "generator", classes: int = 1) -> keras.Model:
    """Noise (n, noise) to pictures (n, size, size, channels) in [-1, 1]: a dense layer of (size / 16) squared cells,
    four transposed convolutions that double the side and halve the channels, and one that makes the picture.

    With several classes one more number a class stands behind the noise: 1 for the class to draw, else 0.
    """
    side, widest, dtype = config.size_px // 16, 16 * config.width, keras_policy(config.dtype)
    inputs = keras.Input((config.noise + told(classes),), name="noise")
    # Keras's own initial values for the dense layer, as in the seed; the convolutions have the seed's.
    x = keras.layers.Dense(
        side * side * widest,
        kernel_initializer=keras.initializers.GlorotUniform(seed),
        dtype=dtype,
        name="dense",
    )(inputs)
    x = keras.layers.Reshape((side, side, widest), dtype=dtype, name="cells")(x)
    x = keras.layers.LeakyReLU(SLOPE, dtype=dtype, name="dense_relu")(x)
    for index, share in enumerate((8, 4, 2, 1), start=1):
        x = keras.layers.Conv2DTranspose(
            share * config.width,
            KERNEL_PX,
            strides=2,
            padding="same",
            kernel_initializer=_normal(seed + index),
            dtype=dtype,
            name=f"up{index}",
        )(x)
        x = _normalized(x, config, f"up{index}")
    x = keras.layers.Conv2DTranspose(
        config.channels,
        KERNEL_PX,
        padding="same",
        kernel_initializer=_normal(seed + 9),
        dtype=dtype,
        name="picture",
    )(x)
    # In float32 whatever the policy: bfloat16 has 8 bits for what will be 256 grey values.
    outputs = keras.layers.Activation("tanh", dtype="float32", name="tanh")(x)
    return keras.Model(inputs, outputs, name=name)


def told(classes: int) -> int:
    """Numbers that tell which class is meant: none where there is only one."""
    return classes if classes > 1 else 0


def discriminator(config: GanConfig, seed: int, classes: int = 1) -> keras.Model:
    """Pictures (n, size, size, channels) in [-1, 1] to logits (n, 1): above 0 where it takes them for real.

    With several classes its inputs are pictures and classes (n, classes), one-hot, and it asks whether a picture is
    a real one of its class: a projection adds each class's own logit (Miyato and Koyama, "cGANs with projection
    discriminator", 2018).
    """
    dtype = keras_policy(config.dtype)
    inputs = keras.Input((config.size_px, config.size_px, config.channels), name="picture")
    x = inputs
    for index, (share, stride) in enumerate(((1, 2), (2, 2), (4, 2), (8, 1), (16, 2)), start=1):
        x = keras.layers.Conv2D(
            share * config.width,
            KERNEL_PX,
            strides=stride,
            padding="same",
            kernel_initializer=_normal(seed + index),
            dtype=dtype,
            name=f"conv{index}",
        )(x)
        x = _normalized(x, config, f"conv{index}")
    x = keras.layers.Flatten(dtype=dtype, name="flatten")(x)
    logits = keras.layers.Dense(
        1, kernel_initializer=keras.initializers.GlorotUniform(seed + 9), dtype="float32", name="logits"
    )(x)
    if not told(classes):
        return keras.Model(inputs, logits, name="discriminator")
    which = keras.Input((classes,), name="class")
    of_each = keras.layers.Dense(
        classes,
        use_bias=False,
        kernel_initializer=keras.initializers.GlorotUniform(seed + 10),
        dtype="float32",
        name="logits_by_class",
    )(x)
    of_class = keras.layers.Dot(axes=1, dtype="float32", name="logit_of_class")([of_each, which])
    summed = keras.layers.Add(dtype="float32", name="sum")([logits, of_class])
    return keras.Model([inputs, which], summed, name="discriminator")


def _normalized(x: keras.KerasTensor, config: GanConfig, name: str) -> keras.KerasTensor:
    dtype = keras_policy(config.dtype)
    normalization = FastBatchNormalization(
        momentum=config.normalization_momentum, epsilon=EPSILON, dtype=dtype, name=f"{name}_bn"
    )
    return keras.layers.LeakyReLU(SLOPE, dtype=dtype, name=f"{name}_relu")(normalization(x))


def _normal(seed: int) -> keras.initializers.Initializer:
    return keras.initializers.TruncatedNormal(stddev=WEIGHT_SD, seed=seed)
