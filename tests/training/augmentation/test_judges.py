"""Who judges generated faces goes by what this dataset's labels mean, whatever the active model says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.paths import Paths, resources_folder
from tests.training.small_datasets import drawn_face
from training.augmentation.judges import judges_for
from training.augmentation.quality import share_taken_for
from training.datasets.images import LabelledFaces


def labelled(first: int, n: int, classes: tuple[str, ...] = ("anger", "happy")) -> LabelledFaces:
    """Drawn smiles that are called anger, and drawn frowns that are called happy."""
    faces = np.stack([drawn_face(first + i, 1.0 if i % 2 == 0 else -1.0) for i in range(n)])
    labels = np.arange(n, dtype=np.int64) % 2
    return LabelledFaces(faces, labels if len(classes) > 1 else labels * 0, classes, ("",) * n)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


def test_they_know_what_this_dataset_calls_a_class(paths: Paths) -> None:
    judges = judges_for(labelled(0, 40), paths)
    others = labelled(500, 20)
    assert judges.by_features is not None and judges.by_pixels is not None
    for probabilities in (judges.by_features(judges.seen(others.faces).features), judges.by_pixels(others.faces)):
        assert probabilities.shape == (20, 2)
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-9)
        assert float(np.mean(probabilities.argmax(axis=1) == others.labels)) >= 0.9
    taken = [
        share_taken_for(judges.taken(others.faces[others.labels == place]), judges.active.classes, name)
        for place, name in enumerate(others.classes)
    ]
    # Who asked the active model would throw most of one class away.
    assert min(share for share in taken if share is not None) < 0.5


def test_one_class_alone_cannot_be_told_from_others(paths: Paths) -> None:
    judges = judges_for(labelled(0, 6, ("anger",)), paths)
    assert judges.by_features is None and judges.by_pixels is None
