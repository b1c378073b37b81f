"""Films and network cameras."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import KnownError
from engine.sources.frame_source import PacedSource
from engine.sources.video import NetworkSource, VideoSource, shown_address
from engine.types import Frame


def read_all(source: VideoSource) -> list[Frame]:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """30 frames at 12 a second, of which each is brighter than the one before."""
    path = tmp_path / "a film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 12.0, (64, 48))
    for number in range(30):
        writer.write(np.full((48, 64, 3), 8 * number, np.uint8))
    writer.release()
    return path


def test_every_frame_comes_in_order_at_its_position_in_the_film(film: Path) -> None:
    source = VideoSource(film)
    frames = read_all(source)
    source.close()
    assert [frame.number for frame in frames] == list(range(30))
    assert [frame.time_s for frame in frames] == pytest.approx([n / 12 for n in range(30)], abs=0.002)
    assert [frame.image.mean() for frame in frames] == pytest.approx([8 * n for n in range(30)], abs=3)
    assert source.name == "a film.avi"
    assert not source.is_live


@pytest.mark.parametrize(
    ("clip", "frames", "last_s"),
    # Frames and lengths as ffprobe tells them.
    [("again.mkv", 77, 2.534), ("woman2.mp4", 464, 15.449), ("face-demographics-walking-and-pause.gif", 41, 3.33)],
)
def test_times_of_real_clips_are_the_container_s(clips: Path, clip: str, frames: int, last_s: float) -> None:
    source = VideoSource(clips / clip)
    times_s = [frame.time_s for frame in read_all(source)]
    source.close()
    assert len(times_s) == frames
    assert times_s[0] == 0
    assert times_s[-1] == pytest.approx(last_s, abs=0.002)
    assert all(later > earlier for earlier, later in itertools.pairwise(times_s))


def test_a_paced_film_takes_as_long_as_it_is(film: Path) -> None:
    source = PacedSource(VideoSource(film))
    since_s = time.monotonic()
    for _ in range(13):
        source.read()
    took_s = time.monotonic() - since_s
    source.close()
    assert 0.95 < took_s < 1.5


def test_closing_ends_a_paced_wait_at_once(film: Path) -> None:
    clock = iter([0.0, -100.0])  # the second frame is due in a hundred seconds
    source = PacedSource(VideoSource(film), clock=lambda: next(clock))
    source.read()
    threading.Timer(0.1, source.close).start()
    since_s = time.monotonic()
    assert source.read() is None
    assert time.monotonic() - since_s < 5


def test_a_closed_film_gives_no_more(film: Path) -> None:
    source = VideoSource(film)
    source.read()
    source.close()
    source.close()
    assert source.read() is None


@pytest.mark.parametrize("content", [b"", b"no film at all" * 100], ids=["empty", "text"])
def test_what_is_no_film_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"broken\.mp4 cannot be read as a film"):
        VideoSource(path)


def test_a_film_that_breaks_off_gives_what_can_be_read(film: Path) -> None:
    data = film.read_bytes()
    film.write_bytes(data[: len(data) * 2 // 3])
    assert 5 <= len(read_all(VideoSource(film))) < 30


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="There is no file"):
        VideoSource(tmp_path / "missing.mp4")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://bob:secret@10.0.0.7:554/stream1", "rtsp://10.0.0.7:554"),
        ("RTSP://cam.shop/user=bob_password=secret_channel=1", "rtsp://cam.shop"),
        ("http://cam/video?user=bob&password=secret", "http://cam"),
        ("rtsp://bob:secret@[::1]:99999999/x", "rtsp://..."),
        ("rtsp://", "rtsp://..."),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(address: str, shown: str) -> None:
    assert shown_address(address) == shown


def test_a_wrong_address_is_told_without_its_password(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:  # a port where nobody listens
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(KnownError, match=f"rtsp://127.0.0.1:{port}") as caught:
            NetworkSource(f"rtsp://bob:secret@127.0.0.1:{port}/stream")
    printed = capfd.readouterr()
    assert "secret" not in str(caught.value) + repr(caught.value.values) + printed.out + printed.err


@pytest.mark.parametrize("address", ["ftp://camera/x", "rtsp://", "rtsp:///stream"])
def test_what_is_no_address_is_told_in_a_sentence(address: str) -> None:
    with pytest.raises(KnownError, match="no address of a camera"):
        NetworkSource(address)


def test_a_camera_that_accepts_and_says_nothing_is_given_up_after_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        since_s = time.monotonic()
        with pytest.raises(KnownError, match="Nothing can be read"):
            NetworkSource(f"rtsp://127.0.0.1:{silent.getsockname()[1]}/stream")
        assert 3 < time.monotonic() - since_s < 9  # OpenCV's own limit is 30 s
