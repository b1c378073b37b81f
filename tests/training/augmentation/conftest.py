"""What keeps these tests short: small batches, few samples, and one backbone for all of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from engine.model_registry import BACKBONE_FILE
from engine.paths import resources_folder
from training.augmentation import class_faces, drawing, gan_training, judges
from training.recognizer import features, vgg16


@lru_cache(maxsize=1)
def bundled_backbone() -> Any:
    return features.backbone_with(vgg16.load_backbone(resources_folder() / "models" / "default" / BACKBONE_FILE))


@pytest.fixture(autouse=True)
def few_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of these tests' time would be networks that look at samples, and building them anew."""
    monkeypatch.setattr(features, "BATCH", 16)
    monkeypatch.setattr(drawing, "BATCH", 36)
    monkeypatch.setattr(drawing, "SETTLING", 2)
    monkeypatch.setattr(gan_training, "SAMPLES", 36)
    monkeypatch.setattr(class_faces, "FEWEST_DRAWN", 8)
    monkeypatch.setattr(judges, "load_backbone", lambda path: {})
    monkeypatch.setattr(judges, "backbone_with", lambda weights: bundled_backbone())
