"""The mailbox against sources that misbehave the way real ones do."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.errors import KnownError
from engine.sources.capture import Capture, CaptureLimits, CaptureState, CaptureStatus
from engine.sources.frame_source import FrameSource
from engine.types import Frame

QUICK = CaptureLimits(
    stale_s=0.15, open_s=1.0, first_frame_s=0.3, backoff_s=0.01, most_backoff_s=0.05, healthy_s=0.02, most_hung=3
)
CAMERA = "0"


class Camera:
    """A camera at 100 frames a second, with noise; `fault` is what happens after `good` frames."""

    name = "Test camera"
    is_live = True

    def __init__(self, good: int = 10**9, fault: Callable[[Camera], Frame | None] | None = None) -> None:
        self.good = good
        self.fault = fault
        self.closed = threading.Event()
        self.number = 0
        self.last: Frame | None = None

    def read(self) -> Frame | None:
        if self.number >= self.good and self.fault is not None:
            return self.fault(self)
        time.sleep(0.01)
        image = np.random.default_rng().integers(0, 255, (24, 32, 3), dtype=np.uint8)
        self.last = Frame(image, time.monotonic(), self.number)
        self.number += 1
        return self.last

    def close(self) -> None:
        self.closed.set()


def unplugged(camera: Camera) -> Frame | None:
    raise KnownError("The camera {camera} gives no picture.", camera=camera.name)


def hangs(camera: Camera) -> Frame | None:
    camera.closed.wait(60)  # comes back only when the device is given back, as a driver does at best
    return None


def repeats(camera: Camera) -> Frame | None:
    time.sleep(0.01)
    assert camera.last is not None
    return Frame(camera.last.image.copy(), time.monotonic(), camera.number)


class Film:
    """`n` frames of a film, 0.1 s apart, as quickly as they are read. All pictures are the same one."""

    is_live = False
    name = "film.mp4"

    def __init__(self, n: int = 10) -> None:
        self.n = n
        self.number = 0
        self.closed = False

    def read(self) -> Frame | None:
        if self.number >= self.n:
            return None
        frame = Frame(np.zeros((24, 32, 3), np.uint8), self.number * 0.1, self.number)
        self.number += 1
        return frame

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def start() -> Iterator[Callable[..., Capture]]:
    """Starts a capture on injected sources; afterwards no thread may be left over."""
    before = set(threading.enumerate())
    captures: list[Capture] = []

    def make(opener: Callable[[str], FrameSource], src: str = CAMERA, paced: bool = True) -> Capture:
        capture = Capture(src, paced=paced, opener=opener, limits=QUICK)
        captures.append(capture)
        capture.start()
        return capture

    yield make
    for capture in captures:
        capture.stop()
        assert capture.state().status is CaptureStatus.STOPPED
    assert set(threading.enumerate()) - before == set()


def wait_until(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    deadline_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline_s, "waited in vain"
        time.sleep(0.005)


def has(capture: Capture, test: Callable[[CaptureState], bool]) -> Callable[[], bool]:
    return lambda: test(capture.state())


def is_running(capture: Capture) -> Callable[[], bool]:
    return has(capture, lambda state: state.status is CaptureStatus.RUNNING)


@pytest.mark.parametrize(
    ("fault", "times"), [(unplugged, 20), (hangs, 5), (repeats, 5)], ids=["unplugs", "hung reads", "frozen pictures"]
)
def test_every_failure_is_recovered_from(
    start: Callable[..., Capture], fault: Callable[[Camera], Frame | None], times: int
) -> None:
    opened: list[Camera] = []

    def opener(src: str) -> Camera:
        opened.append(Camera(good=6, fault=fault) if len(opened) < times else Camera())
        return opened[-1]

    capture = start(opener)
    numbers, times_s = [-1], []
    deadline_s = time.monotonic() + 30
    while capture.state().reopened < times or capture.state().status is not CaptureStatus.RUNNING:
        frame = capture.wait_newer(numbers[-1], 0.02)
        if frame is not None:
            numbers.append(frame.number)
            times_s.append(frame.time_s)
        assert time.monotonic() < deadline_s
    assert capture.state().reopened == times
    assert all(later > earlier for earlier, later in itertools.pairwise(numbers))
    assert times_s == sorted(times_s)
    assert all(camera.closed.is_set() for camera in opened[:-1])


@pytest.mark.parametrize("fault", [unplugged, hangs, repeats])
def test_a_failure_is_shown_in_time_and_told_in_a_sentence(
    start: Callable[..., Capture], fault: Callable[[Camera], Frame | None]
) -> None:
    cameras = iter([Camera(good=3, fault=fault)])

    def opener(src: str) -> Camera:
        try:
            return next(cameras)
        except StopIteration:
            raise KnownError("There is no camera.") from None

    capture = start(opener)
    wait_until(has(capture, lambda state: state.frames_read == 3))
    since_s = time.monotonic()
    wait_until(has(capture, lambda state: state.status is CaptureStatus.RETRYING))
    assert time.monotonic() - since_s < QUICK.stale_s + 0.3
    assert capture.state().problem is not None
    assert capture.newest() is None  # nobody's picture stays on the screen


def test_the_usual_limits_notice_a_loss_within_three_seconds() -> None:
    assert CaptureLimits().stale_s + 0.1 < 3


def test_a_source_that_comes_back_with_the_very_picture_it_froze_on_is_not_taken_for_well(
    start: Callable[..., Capture],
) -> None:
    first = Camera(good=3, fault=repeats)
    opened = 0

    def opener(src: str) -> Camera:
        nonlocal opened
        opened += 1
        if opened == 1:
            return first
        again = Camera(good=0, fault=repeats)
        again.last = first.last
        return again

    capture = start(opener)
    wait_until(lambda: opened >= 3)
    assert capture.state().status is CaptureStatus.RETRYING
    assert capture.state().frames_read == 3
    assert capture.state().reopened == 0


def test_hung_reads_left_behind_are_bounded(start: Callable[..., Capture]) -> None:
    release = threading.Event()
    opened = 0

    def never_returns(camera: Camera) -> Frame | None:
        release.wait(60)
        return None

    def opener(src: str) -> Camera:
        nonlocal opened
        opened += 1
        return Camera(good=0, fault=never_returns) if not release.is_set() else Camera()

    capture = start(opener)
    wait_until(lambda: opened == QUICK.most_hung)
    time.sleep(0.6)  # two more would have been tried by now
    assert opened == QUICK.most_hung
    release.set()
    wait_until(is_running(capture))


def test_an_opening_that_hangs_is_given_up_and_closed_when_it_returns(start: Callable[..., Capture]) -> None:
    late = Camera()
    release = threading.Event()
    calls = 0

    def opener(src: str) -> Camera:
        nonlocal calls
        calls += 1
        if calls == 1:
            release.wait(60)
            return late
        return Camera()

    capture = start(opener)
    wait_until(is_running(capture))
    assert capture.state().reopened == 1
    release.set()
    wait_until(late.closed.is_set)


def test_attempts_are_spaced_by_a_growing_but_bounded_wait() -> None:
    attempts: list[float] = []

    def opener(src: str) -> Camera:
        attempts.append(time.monotonic())
        raise KnownError("There is no camera.")

    limits = CaptureLimits(backoff_s=0.05, most_backoff_s=0.2)
    capture = Capture(CAMERA, opener=opener, limits=limits)
    capture.start()
    wait_until(lambda: len(attempts) >= 6)
    capture.stop()
    gaps = np.diff(attempts)[:5]
    for gap, least in zip(gaps, [0.05, 0.1, 0.2, 0.2, 0.2], strict=True):
        assert least <= gap < least + 0.4


def test_a_camera_plugged_in_later_is_taken(start: Callable[..., Capture]) -> None:
    plugged_in = threading.Event()

    def opener(src: str) -> Camera:
        if not plugged_in.is_set():
            raise KnownError("There is no camera. Plug one in, or choose the source demo.")
        return Camera()

    capture = start(opener)
    wait_until(has(capture, lambda state: state.status is CaptureStatus.RETRYING))
    assert "demo" in str(capture.state().problem)
    plugged_in.set()
    wait_until(is_running(capture))
    assert capture.state().problem is None


def test_pausing_gives_the_camera_back_and_shows_no_more_of_it(start: Callable[..., Capture]) -> None:
    opened: list[Camera] = []

    def opener(src: str) -> Camera:
        opened.append(Camera())
        return opened[-1]

    capture = start(opener)
    wait_until(is_running(capture))
    capture.pause()
    wait_until(lambda: opened[0].closed.is_set() and capture.newest() is None)
    read = capture.state().frames_read
    time.sleep(0.1)
    assert capture.state().status is CaptureStatus.PAUSED
    assert capture.state().frames_read == read
    assert len(opened) == 1
    capture.resume()
    wait_until(is_running(capture))
    assert len(opened) == 2


def test_a_paused_film_stands_still_and_goes_on_where_it_was(start: Callable[..., Capture]) -> None:
    film = Film(10)
    capture = start(lambda src: film, src="film.mp4", paced=False)
    frame = capture.wait_newer(-1, 2)
    assert frame is not None and frame.time_s == 0
    wait_until(has(capture, lambda state: state.frames_read == 2))  # one more waits for the analysis
    capture.pause()
    assert capture.wait_newer(0, 0.05) is None, "what waited is not looked at after the pause began"
    read = film.number
    time.sleep(0.1)
    assert film.number == read and not film.closed
    capture.resume()
    frame = capture.wait_newer(0, 2)
    assert frame is not None and frame.time_s == pytest.approx(0.1)


def test_a_film_that_is_not_paced_loses_no_frame_however_slow_the_analysis(start: Callable[..., Capture]) -> None:
    capture = start(lambda src: Film(20), src="film.mp4", paced=False)
    times_s = []
    number = -1
    while (frame := capture.wait_newer(number, 0.5)) is not None:
        number = frame.number
        times_s.append(frame.time_s)
        time.sleep(0.005)
    assert times_s == pytest.approx([n * 0.1 for n in range(20)])
    state = capture.state()
    assert (state.status, state.dropped, state.problem) == (CaptureStatus.ENDED, 0, None)


def test_the_newest_frame_wins_and_the_dropped_ones_are_counted(start: Callable[..., Capture]) -> None:
    capture = start(lambda src: Camera())
    wait_until(has(capture, lambda state: state.frames_read >= 10))
    frame = capture.wait_newer(-1, 1)
    assert frame is not None
    assert frame.number >= 9
    assert 9 <= capture.state().dropped <= capture.state().frames_read
    assert capture.wait_newer(frame.number + 10**6, 0.01) is None


def test_equal_pictures_of_a_film_are_no_failure(start: Callable[..., Capture]) -> None:
    capture = start(lambda src: Film(5), src="film.mp4")
    wait_until(has(capture, lambda state: state.status is CaptureStatus.ENDED))
    assert capture.state().frames_read == 5
    assert capture.state().reopened == 0


def test_a_file_that_cannot_be_opened_ends_with_its_problem(start: Callable[..., Capture]) -> None:
    def opener(src: str) -> FrameSource:
        raise KnownError("There is no file {path}.", path=src)

    capture = start(opener, src="nowhere.mp4")
    wait_until(has(capture, lambda state: state.status is CaptureStatus.ENDED))
    assert str(capture.state().problem) == "There is no file nowhere.mp4."


def test_changing_the_source_goes_on_with_rising_numbers_and_times(start: Callable[..., Capture]) -> None:
    def opener(src: str) -> FrameSource:
        return Camera() if src == CAMERA else Film(3)

    capture = start(opener)
    first = capture.wait_newer(-1, 2)
    assert first is not None
    for src in ("film.mp4", CAMERA, "film.mp4", "film.mp4"):
        capture.change_source(src)
        frame = capture.wait_newer(first.number, 2)
        assert frame is not None
        assert frame.time_s >= first.time_s
        first = frame
    wait_until(has(capture, lambda state: state.status is CaptureStatus.ENDED))
    assert capture.state().source == "film.mp4"


def test_a_bug_in_a_source_surfaces_and_the_source_is_reopened(
    start: Callable[..., Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    surfaced: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: surfaced.append(args.exc_type))

    def broken(camera: Camera) -> Frame | None:
        raise ZeroDivisionError

    cameras = iter([Camera(good=2, fault=broken)])
    capture = start(lambda src: next(cameras, None) or Camera())
    wait_until(has(capture, lambda state: state.reopened == 1))
    assert surfaced == [ZeroDivisionError]


def test_stopping_does_not_wait_for_a_hung_read() -> None:
    release = threading.Event()

    def never_returns(camera: Camera) -> Frame | None:
        release.wait(60)
        return None

    capture = Capture(CAMERA, opener=lambda src: Camera(good=1, fault=never_returns), limits=QUICK)
    capture.start()
    wait_until(is_running(capture))
    since_s = time.monotonic()
    capture.stop()
    assert time.monotonic() - since_s < 4
    release.set()


def test_the_measured_rate_is_the_source_s_rate(start: Callable[..., Capture]) -> None:
    capture = start(lambda src: Camera())
    wait_until(has(capture, lambda state: state.frames_read >= 50))
    assert 30 < capture.state().fps <= 105
