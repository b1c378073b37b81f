"""Where a backbone's weights come from: the bundled model, ImageNet, or a file."""

from __future__ import annotations

from pathlib import Path

from engine.errors import KnownError
from engine.model_registry import BACKBONE_FILE, verify
from engine.paths import Paths
from training.recognizer import vgg16
from training.recognizer.config import BUNDLED_BACKBONE, IMAGENET_BACKBONE


def backbone_weights(choice: str, paths: Paths) -> vgg16.Weights:
    """The weights of a backbone: the bundled model's, ImageNet's (downloaded by Keras), or a file's.

    A file that belongs to a model is held to the checksum in that model's manifest. Raises `KnownError`.
    """
    if choice == IMAGENET_BACKBONE:
        return vgg16.imagenet_weights()
    path = paths.bundled_model / BACKBONE_FILE if choice == BUNDLED_BACKBONE else Path(choice)
    if not path.is_file():
        raise KnownError("There is no file {path}. Give bundled, imagenet or a file of weights.", path=path)
    if (path.parent / "manifest.json").is_file():
        # One flipped bit in a weight mostly loads without complaint.
        verify(path.parent)
    return vgg16.load_backbone(path)
