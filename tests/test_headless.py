"""`main.py headless` on real clips and on what is none: the promises of the command line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.paths import HOME_VARIABLE, default_paths
from engine.settings import DetectionSettings, Settings, save_settings
from main import main

CLASSES = {"happy", "surprise", "neutral", "disgust", "fear", "anger"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    before = logging.getLogger().handlers[:]
    yield tmp_path / "home"
    for handler in logging.getLogger().handlers[:]:
        if handler not in before:
            logging.getLogger().removeHandler(handler)
            handler.close()


@pytest.fixture(params=["haar", "yunet"])
def detector(request: pytest.FixtureRequest, shared: Path) -> str:
    detection = DetectionSettings(
        detector=request.param, yunet_path=str(shared / "models" / "face_detection_yunet_2026may.onnx")
    )
    save_settings(default_paths().settings, Settings(detection=detection))
    return str(request.param)


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["headless", *arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def seen_before() -> dict[tuple[str, str], dict[str, Any]]:
    """What was found in a clip with a detector: the long one is read once."""
    return {}


@pytest.mark.parametrize(
    ("clip", "viewers", "dwell_s"),
    [("woman2.mp4", 1, 15.4), ("again.mkv", 1, 2.5), ("walk.mkv", 1, 2.9), ("store-aisle-detection.gif", 0, None)],
)
def test_the_viewers_of_real_clips(
    detector: str,
    clips: Path,
    capsys: pytest.CaptureFixture[str],
    seen_before: dict[tuple[str, str], dict[str, Any]],
    clip: str,
    viewers: int,
    dwell_s: float | None,
) -> None:
    found = seen_before[detector, clip] = document(capsys, "--source", str(clips / clip))
    assert found["detector"] == detector
    assert found["source"] == clip
    assert found["frames_analyzed"] == found["frames_read"] > 30
    (on_show, *others) = found["products"].values()
    assert on_show["viewers"] == viewers == len(found["exposures"])
    assert all(product["viewers"] == 0 for product in others)
    for exposure in found["exposures"]:
        assert exposure["dwell_s"] == pytest.approx(dwell_s, rel=0.1)
        assert 0 < exposure["attention_s"] <= exposure["dwell_s"]
        assert set(exposure["probabilities"]) == CLASSES
        assert sum(exposure["probabilities"].values()) == pytest.approx(1, abs=0.001)


def test_three_people_walk_up(clips: Path, detector: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--source", str(clips / "face-demographics-walking-and-pause.gif"))
    assert len(found["exposures"]) in ({3} if detector == "yunet" else {2, 3})


def test_a_woman_who_talks_and_smiles(
    clips: Path, capsys: pytest.CaptureFixture[str], seen_before: dict[tuple[str, str], dict[str, Any]]
) -> None:
    found = seen_before.get(("haar", "woman2.mp4")) or document(capsys, "--source", str(clips / "woman2.mp4"))
    (exposure,) = found["exposures"]
    means = exposure["probabilities"]
    assert set(sorted(means, key=means.__getitem__)[-2:]) == {"happy", "neutral"}


@pytest.mark.parametrize("detector", ["haar", "yunet"], indirect=True)
def test_they_walk_up_without_a_smile(clips: Path, detector: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--source", str(clips / "face-demographics-walking-and-pause.gif"))
    neutral = [e for e in found["exposures"] if e["dominant"] == "neutral"]
    assert len(neutral) >= len(found["exposures"]) / 2


def test_the_demo_ends_and_is_stored_apart(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--source", "demo", "--seconds", "9")
    assert found["frames_read"] == pytest.approx(270, abs=2)
    assert sum(product["viewers"] for product in found["products"].values()) == len(found["exposures"]) >= 1


def test_the_product_on_show_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--source", "demo", "--seconds", "4", "--product", "4711-0257")
    assert {exposure["product"] for exposure in found["exposures"]} == {"4711-0257"}
    assert main(["headless", "--source", "demo", "--product", "no such"]) == 1
    assert "no such" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--seconds", "0"], ["--seconds", "long"], ["--nonsense"]])
def test_wrong_arguments_are_status_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["headless", *arguments])
    assert stopped.value.code == 2


def test_bad_sources_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.mp4").write_text("no film")
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "text.mp4", tmp_path / "empty", tmp_path / "nowhere.avi"):
        assert main(["headless", "--source", str(source), "--json"]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        said = [line for line in captured.err.splitlines() if not line.startswith("INFO: ")]
        assert len(said) == 1 and source.name in said[0] and "Traceback" not in captured.err


def test_a_folder_with_broken_and_tiny_pictures_is_counted_where_it_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for k in range(3):
        cv2.imwrite(str(folder / f"{k}.png"), np.full((240, 320, 3), 90, dtype=np.uint8))
    cv2.imwrite(str(folder / "one.png"), np.zeros((1, 1, 3), dtype=np.uint8))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff broken")
    found = document(capsys, "--source", str(folder))
    assert 3 <= found["frames_read"] <= 4
    assert found["faces"] == 0


def test_nothing_is_counted_with_a_damaged_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    models = default_paths().models
    models.mkdir(parents=True)
    (models / "active.json").write_text('{"active": "gone"}')
    assert main(["headless", "--source", "demo", "--seconds", "1"]) == 1
    assert "gone" in capsys.readouterr().err
