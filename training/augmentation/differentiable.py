"""Changes that a discriminator sees pictures through, differentiable so that the generator learns through them.

Zhao, Liu, Lin, Zhu and Han, "Differentiable augmentation for data-efficient GAN training" (NeurIPS 2020): with few
pictures a discriminator learns them by heart; when real and generated pictures alike are changed at random before it
sees them, it cannot, and the generator, whose gradient passes through the same changes, does not learn to make
changed pictures. Their policy "color,translation,cutout"; for grey pictures, colour is brightness and contrast
(saturation changes nothing).
"""

from __future__ import annotations

from typing import Any

from keras import ops

CHOICES = 6
"""Random numbers a picture: brightness, contrast, shift down, shift right, the patch's middle down and right."""
LARGEST_SHIFT = 0.125
PATCH = 0.5
"""Shares of the picture's side."""


def changed(pictures: Any, choices: Any, colour: float = 1.0) -> Any:
    """Pictures (n, s, s, c) in [-1, 1], each changed as its row of `choices` (n, 6), uniform in 0 to 1, says.

    `colour`: the strength of the changes of light; 1 is the paper's. With a few dozen faces such changes may leak
    into what is generated: of 36 real faces of CK+48's fear the mean greys are 72 to 176, of generated ones they were
    94 to 195 with strength 1 (epoch 70) and 71 to 179 with 0.2 (epoch 30).
    """
    lit = recoloured(pictures, 0.5 + colour * (choices[:, 0:2] - 0.5)) if colour > 0 else pictures
    return without_patch(shifted(lit, choices[:, 2:4]), choices[:, 4:6])


def recoloured(pictures: Any, choices: Any) -> Any:
    """Brightness by -0.5 to 0.5, then contrast around the mean by a factor of 0.5 to 1.5."""
    brightness, contrast = (ops.reshape(choices[:, i], (-1, 1, 1, 1)) for i in (0, 1))
    lit = pictures + (brightness - 0.5)
    middle = ops.mean(lit, axis=(1, 2, 3), keepdims=True)
    return (lit - middle) * (contrast + 0.5) + middle


def shifted(pictures: Any, choices: Any) -> Any:
    """Moved by up to an eighth of the side each way, by whole pixels; what comes in is middle grey.

    A shift is a product with a matrix of zeros and ones: its gradient is one too, on every backend, where that of
    an indexed read is a slow scattered write.
    """
    size = int(pictures.shape[1])
    most = int(size * LARGEST_SHIFT + 0.5)
    offsets = ops.floor(choices * (2 * most + 1)) - most
    places = ops.arange(size, dtype="float32")
    # moves[n, i, j] is 1 where pixel j of the old picture becomes pixel i of the new one.
    down, right = (
        ops.cast(
            ops.expand_dims(ops.expand_dims(places, 0) - ops.expand_dims(offsets[:, i], 1), 2)
            == ops.reshape(places, (1, 1, size)),
            "float32",
        )
        for i in (0, 1)
    )
    moved = ops.einsum("nij,njkc->nikc", down, pictures)
    return ops.einsum("nij,nkjc->nkic", right, moved)


def without_patch(pictures: Any, choices: Any) -> Any:
    """A square of half the side is set to middle grey; it may reach over the edge."""
    size = int(pictures.shape[1])
    patch = int(size * PATCH + 0.5)
    first = ops.floor(choices * (size + 1 - patch % 2)) - patch // 2
    places = ops.reshape(ops.arange(size, dtype="float32"), (1, size))
    rows, columns = (
        ops.cast(
            ops.logical_and(
                places >= ops.expand_dims(first[:, i], 1), places < ops.expand_dims(first[:, i], 1) + patch
            ),
            "float32",
        )
        for i in (0, 1)
    )
    inside = ops.expand_dims(rows, 2) * ops.expand_dims(columns, 1)
    return pictures * ops.expand_dims(1.0 - inside, 3)
