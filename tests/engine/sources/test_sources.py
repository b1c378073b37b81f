"""What the words that a user writes as SRC mean."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import KnownError
from engine.sources.by_name import is_live, open_source, shown_name, source_kind


@pytest.mark.parametrize(
    ("src", "kind"),
    [
        ("", "live"),
        ("0", "live"),
        ("/dev/video0", "live"),
        ("HD Pro Webcam C920", "live"),
        ("USB2.0 PC CAMERA", "live"),
        ("rtsp://10.0.0.7/stream1", "live"),
        ("https://10.0.0.7/video.mp4", "live"),
        ("demo", "demo"),
        (" demo ", "demo"),
        ("film.mp4", "film"),
        ("./demo", "film"),
        ("C:\\films\\a.mkv", "film"),
        ("/data/pictures", "film"),
    ],
)
def test_kinds(src: str, kind: str) -> None:
    assert source_kind(src) == kind
    assert is_live(src) == (kind == "live")


def test_a_folder_and_a_film_are_opened_by_their_names(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), np.zeros((48, 48, 3), np.uint8))
    source = open_source(str(tmp_path), paced=False)
    frame = source.read()
    assert frame is not None and frame.width_px == 48
    assert source.read() is None
    source.close()


def test_the_demo_goes_on_for_ever() -> None:
    source = open_source("demo", paced=False)
    frame = source.read()
    assert frame is not None and (frame.width_px, frame.height_px) == (640, 480)
    assert (source.name, source.is_live) == ("demo", False)
    source.close()
    assert source.read() is None


def test_a_name_that_is_nothing_is_told_in_a_sentence() -> None:
    with pytest.raises(KnownError, match="There is no file or folder nowhere/film"):
        open_source("nowhere/film", paced=True)


def test_names_for_the_screen_tell_no_secret_and_no_folder() -> None:
    assert shown_name("rtsp://bob:secret@10.0.0.7/x") == "rtsp://10.0.0.7"
    assert shown_name("/home/bob/films/a.mp4") == "a.mp4"
    assert shown_name("0") == "0"
    assert shown_name("demo") == "demo"
