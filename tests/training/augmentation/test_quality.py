"""A collapsed set and copies are found; good samples pass; the filter says why others do not."""

from __future__ import annotations

import numpy as np
import pytest

from tests.training.small_datasets import drawn_face
from training.augmentation.filtering import keep_best
from training.augmentation.quality import (
    COLLAPSED_BELOW,
    FaceSet,
    assess,
    nearest,
    pixel_distances,
    share_taken_for,
    unit_pixels,
    yardstick,
)

SUBJECTS = tuple(f"S{i // 3}" for i in range(30))


def seen(faces: np.ndarray, subjects: tuple[str, ...] = ()) -> FaceSet:
    """In place of the backbone's features: the picture at a sixth of its size."""
    features = faces.reshape(-1, 8, 6, 8, 6).mean(axis=(2, 4)).reshape(len(faces), 64) / 64
    return FaceSet(features.astype(np.float32), unit_pixels(faces), subjects)


@pytest.fixture(scope="module")
def real() -> np.ndarray:
    return np.stack([drawn_face(i, 1.0) for i in range(30)])


@pytest.fixture(scope="module")
def others() -> np.ndarray:
    """Faces of the same kind that none of the real ones is."""
    return np.stack([drawn_face(500 + i, 1.0) for i in range(40)])


def test_faces_of_the_same_kind_are_good(real: np.ndarray, others: np.ndarray) -> None:
    validation = np.stack([drawn_face(900 + i, 1.0) for i in range(10)])
    quality = assess(seen(others), seen(real, SUBJECTS), seen(validation), taken=(0.9, 0.95))
    assert not quality.collapsed
    assert quality.diversity == pytest.approx(1.0, abs=0.15)
    assert quality.copies < 10
    assert abs(quality.kid_train) < 0.1 * abs(assess(seen(255 - others), seen(real, SUBJECTS), None).kid_train)
    assert quality.kid_validation is not None and quality.kid_real is not None
    assert quality.as_json()["collapsed"] is False


def test_a_collapsed_set_is_found(real: np.ndarray) -> None:
    rng = np.random.default_rng(1)
    one = np.clip(drawn_face(500, 1.0) + rng.normal(0, 2, (40, 48, 48)), 0, 255).astype(np.uint8)
    collapsed = assess(seen(one), seen(real, SUBJECTS), None)
    assert collapsed.collapsed and collapsed.diversity < COLLAPSED_BELOW / 3


def test_copies_are_found_also_mirrored_and_in_other_light(real: np.ndarray, others: np.ndarray) -> None:
    train = seen(real, SUBJECTS)
    measure = yardstick(train)
    light = np.clip(real[4].astype(float) * 0.7 + 30, 0, 255).astype(np.uint8)
    samples = np.stack([real[3], real[7][:, ::-1], light, *others[:3]])
    near = nearest(seen(samples), train)
    assert near.copies(measure)[:3].all()
    assert near.index[:3].tolist() == [3, 7, 4]
    assert near.pixels[0] == pytest.approx(0, abs=1e-3)
    assert assess(seen(samples), train, None).copies >= 3


def test_the_yardstick_is_between_different_people(real: np.ndarray) -> None:
    """Three frames of one person are nearly equal; they must not make copies look usual."""
    tripled = np.repeat(real[:10], 3, axis=0)
    by_person = yardstick(seen(tripled, SUBJECTS))
    assert by_person.copy_pixels > 0.05
    # Where only one person is known, every face stands for itself.
    alone = yardstick(seen(real, ("S1",) * 30))
    assert alone.copy_pixels > 0.05


def test_pixel_distance_does_not_see_light_or_mirrors() -> None:
    face = drawn_face(1, 1.0)
    rows = unit_pixels(np.stack([face, face[:, ::-1], (face * 0.5).astype(np.uint8)]))
    assert pixel_distances(rows, rows[:1]).max() < 0.05
    assert unit_pixels(np.zeros((0, 48, 48), np.uint8)).shape == (0, 2304)


def test_the_filter_keeps_good_ones_in_order_and_says_why_others_went(real: np.ndarray, others: np.ndarray) -> None:
    train = seen(real, SUBJECTS)
    measure = yardstick(train)
    plain = keep_best(seen(others), train, measure, wanted=40)
    assert plain.dropped["other_class"] == 0
    good = others[list(plain.kept[:6])]
    samples = np.stack([good[0], real[2], good[1], good[1], 255 - good[0], good[2], good[3], good[4]])
    probabilities = np.tile([0.1, 0.8, 0.1], (8, 1))
    probabilities[5] = [0.7, 0.2, 0.1]
    filtered = keep_best(seen(samples), train, measure, 3, probabilities, ("anger", "happy", "fear"), "happy")
    assert filtered.kept == (0, 2, 6)
    assert filtered.dropped == {"other_class": 1, "copy": 1, "far": 1, "twin": 1}
    assert filtered.surplus == 1
    document = filtered.as_json()
    assert document["kept"] == 3 and document["yardstick"]["copy_pixels"] > 0
    unknown = keep_best(seen(samples), train, measure, 3, probabilities, ("anger", "happy", "fear"), "disgust")
    assert unknown.dropped["other_class"] == 0


def test_the_share_taken_for_a_class() -> None:
    probabilities = np.array([[0.6, 0.4], [0.2, 0.8], [0.1, 0.9], [0.3, 0.7]])
    assert share_taken_for(probabilities, ("anger", "happy"), "happy") == 0.75
    assert share_taken_for(probabilities, ("anger", "happy"), "fear") is None
