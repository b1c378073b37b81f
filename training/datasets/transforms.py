"""Random views of a face: flips, shifts, rotation, zoom, light, a patch taken out, and mixtures of two."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Faces = NDArray[np.uint8]
"""Grey faces, (n, 48, 48)."""


@dataclass(frozen=True, slots=True)
class Transforms:
    """Ranges of the random changes; the defaults are the seed's (Keras's `ImageDataGenerator`), but for one
    flip.

    A face at a kiosk is never upside down, so learning to read one costs accuracy: the vertical flip is
    off by default. `rotation_deg` and `shift` (share of the side) are symmetric, `zoom` z means a factor of
    1 - z to 1 + z, `light` l changes contrast by a factor of 1 - l to 1 + l and brightness by up to l of the
    grey range's half, `erase` is the probability that a rectangle of a tenth to a quarter of the face is
    filled with noise (Zhong et al., "Random erasing data augmentation", 2020).
    """

    rotation_deg: float = 5.0
    zoom: float = 0.1
    shift: float = 0.1
    horizontal_flip: bool = True
    vertical_flip: bool = False
    light: float = 0.0
    erase: float = 0.0

    def scaled(self, strength: float) -> Transforms:
        """The same changes with all ranges times `strength`; flips stay."""
        return replace(
            self,
            rotation_deg=self.rotation_deg * strength,
            zoom=self.zoom * strength,
            shift=self.shift * strength,
            light=self.light * strength,
            erase=self.erase * strength,
        )

    def apply(self, faces: Faces, rng: np.random.Generator) -> Faces:
        """One random view of each face, (n, h, w) uint8 to the same."""
        import cv2  # here, so that who only builds settings need not wait for it

        n, height, width = (int(length) for length in faces.shape)
        angle = np.deg2rad(rng.uniform(-self.rotation_deg, self.rotation_deg, n))
        zoom = rng.uniform(1 - self.zoom, 1 + self.zoom, n)
        shift = rng.uniform(-self.shift, self.shift, (n, 2)) * (width, height)
        mirror_x = np.where(self.horizontal_flip & (rng.random(n) < 0.5), -1.0, 1.0)
        mirror_y = np.where(self.vertical_flip & (rng.random(n) < 0.5), -1.0, 1.0)
        matrices = np.empty((n, 2, 3))
        matrices[:, 0, 0] = zoom * np.cos(angle) * mirror_x
        matrices[:, 0, 1] = -zoom * np.sin(angle) * mirror_y
        matrices[:, 1, 0] = zoom * np.sin(angle) * mirror_x
        matrices[:, 1, 1] = zoom * np.cos(angle) * mirror_y
        centre = np.array([(width - 1) / 2, (height - 1) / 2])
        matrices[:, :, 2] = centre + shift - matrices[:, :, :2] @ centre
        contrast = rng.uniform(1 - self.light, 1 + self.light, n)
        brightness = rng.uniform(-self.light, self.light, n) * 127.5
        erased = np.less(rng.random(n), self.erase)
        out = np.empty_like(faces)
        for index in range(n):
            view = cv2.warpAffine(
                faces[index],
                matrices[index],
                (width, height),
                flags=cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            )
            if self.light > 0:
                middle = float(view.mean())
                lit = (view.astype(np.float32) - middle) * contrast[index] + middle + brightness[index]
                view = np.clip(lit, 0, 255).astype(np.uint8)
            if erased[index]:
                _erase(view, rng)
            out[index] = view
        return out


def mixed(
    faces: Faces, targets: NDArray[np.float32], alpha: float, rng: np.random.Generator
) -> tuple[Faces, NDArray[np.float32]]:
    """Each face mixed with another of them, and its target (n, classes) in the same proportion.

    Proportions are drawn from Beta(alpha, alpha): Zhang et al., "mixup: Beyond empirical risk minimization" (2018).
    """
    share = rng.beta(alpha, alpha, len(faces)).astype(np.float32)
    partner = rng.permutation(len(faces))
    of_pixels, of_targets = share[:, np.newaxis, np.newaxis], share[:, np.newaxis]
    pixels = of_pixels * faces + (1 - of_pixels) * faces[partner]
    return np.rint(pixels).astype(np.uint8), of_targets * targets + (1 - of_targets) * targets[partner]


def _erase(face: Faces, rng: np.random.Generator) -> None:
    height, width = face.shape
    area, ratio = rng.uniform(0.1, 0.25) * height * width, rng.uniform(0.5, 2.0)
    h, w = min(height, round((area * ratio) ** 0.5)), min(width, round((area / ratio) ** 0.5))
    top, left = rng.integers(0, height - h + 1), rng.integers(0, width - w + 1)
    face[top : top + h, left : left + w] = rng.integers(0, 256, (h, w), dtype=np.uint8)
