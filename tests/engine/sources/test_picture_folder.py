"""Folders of pictures, with what lies in real folders."""

from __future__ import annotations

import logging
import struct
import tracemalloc
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import KnownError
from engine.picture_size import picture_size
from engine.sources.picture_folder import FolderSource, load_picture
from engine.types import Frame


def save(path: Path, width_px: int = 64, height_px: int = 48, grey: int = 100) -> Path:
    assert cv2.imwrite(str(path), np.full((height_px, width_px, 3), grey, np.uint8))
    return path


def png_head(width_px: int, height_px: int) -> bytes:
    """A PNG that claims this size and has nothing behind it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width_px, height_px, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def read_all(source: FolderSource) -> list[Frame]:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


def test_pictures_come_by_number_one_second_apart(tmp_path: Path) -> None:
    for name, grey in (("face10.png", 30), ("face9.png", 20), ("Face1.PNG", 10)):
        save(tmp_path / name, grey=grey)
    (tmp_path / "notes.txt").write_text("not a picture")
    (tmp_path / "sub.png").mkdir()
    frames = read_all(FolderSource(tmp_path))
    assert [int(frame.image[0, 0, 0]) for frame in frames] == [10, 20, 30]
    assert [frame.time_s for frame in frames] == [0.0, 1.0, 2.0]
    assert [frame.number for frame in frames] == [0, 1, 2]


def test_broken_pictures_are_skipped_counted_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = save(tmp_path / "2.jpg")
    (tmp_path / "1.jpg").write_bytes(b"")
    (tmp_path / "3.jpg").write_bytes(good.read_bytes()[:200])
    (tmp_path / "4.png").write_bytes(b"<html>not found</html>")
    (tmp_path / "5.png").write_bytes(png_head(64, 48))
    save(tmp_path / "6.png", 1, 1)
    save(tmp_path / "7.png")
    source = FolderSource(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert len(read_all(source)) == 2
    assert source.skipped == 5
    assert "7.png" not in caplog.text
    assert "6.png" in caplog.text


def test_a_folder_without_a_readable_picture_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"No picture in the folder .* can be read \(JPEG"):
        FolderSource(tmp_path)
    (tmp_path / "1.jpg").write_bytes(b"nothing")
    (tmp_path / "2.png").write_bytes(png_head(20_000, 20_000))
    with pytest.raises(
        KnownError, match=r"\(2 tried\)\. The last one: .*2\.png is too large \(20000 x 20000 pixels\)"
    ):
        FolderSource(tmp_path)


def test_a_huge_jpeg_is_made_small_while_it_is_decoded(tmp_path: Path) -> None:
    path = save(tmp_path / "huge.jpg", 8000, 6000)
    assert load_picture(path).shape == (1440, 1920, 3)


def test_a_picture_of_20000_by_20000_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_head(20_000, 20_000))
    tracemalloc.start()
    with pytest.raises(KnownError, match=r"too large \(20000 x 20000 pixels\)"):
        load_picture(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "webp"])
@pytest.mark.parametrize("size", [(16, 300), (301, 17), (640, 480)])
def test_sizes_are_those_that_were_written(tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
    path = save(tmp_path / f"picture.{suffix}", *size)
    assert picture_size(path.read_bytes()) == size
    assert load_picture(path).shape[:2] == size[::-1]


def test_grey_pictures_become_three_channels(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    cv2.imwrite(str(path), np.full((48, 48), 77, np.uint8))
    image = load_picture(path)
    assert image.shape == (48, 48, 3)
    assert (image == 77).all()


@given(
    st.binary(max_size=80),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"BM", b"RIFF....WEBPVP8X", png_head(9, 9)[:20]]),
)
def test_any_bytes_have_a_size_or_none(noise: bytes, begin: bytes) -> None:
    size = picture_size(begin + noise)
    assert size is None or min(size) > 0
