"""The whole engine on the demo: camera to tallies, in real threads, with a real model and a real database."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.counting.pipeline import utc_now
from engine.kiosk import Kiosk, KioskSnapshot
from engine.paths import Paths
from engine.settings import AttributionSettings, Settings
from engine.sources.capture import CaptureStatus
from engine.store.store import open_store


@pytest.fixture
def kiosk(model_paths: Paths) -> Iterator[Kiosk]:
    running = Kiosk(Settings(), model_paths, "demo")
    running.start()
    yield running
    running.stop()


def wait_for(kiosk: Kiosk, condition: Callable[[KioskSnapshot], bool], timeout_s: float = 60.0) -> KioskSnapshot:
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        snapshot = kiosk.snapshot()
        if condition(snapshot):
            return snapshot
        time.sleep(0.05)
    raise AssertionError(f"not within {timeout_s} s: {kiosk.snapshot()}")


def viewers(snapshot: KioskSnapshot) -> int:
    return sum(tally.viewers for tally in snapshot.tallies.values())


def faces(snapshot: KioskSnapshot) -> int:
    return len(snapshot.analysis.faces) if snapshot.analysis else 0


def test_counts_the_demos_people_and_stores_them(kiosk: Kiosk, model_paths: Paths) -> None:
    snapshot = wait_for(kiosk, lambda s: viewers(s) >= 1)
    assert snapshot.problems == ()
    assert snapshot.capture.status is CaptureStatus.RUNNING
    assert snapshot.analysis is not None
    frame = kiosk.newest_frame()
    assert frame is not None and (frame.width_px, frame.height_px) == snapshot.analysis.frame_size_px
    kiosk.pause()
    wait_for(
        kiosk, lambda s: s.capture.status is CaptureStatus.PAUSED and s.analysis is not None and not s.analysis.faces
    )
    counted = viewers(kiosk.snapshot())
    store, notices = open_store(model_paths.database, now=utc_now)
    assert notices == ()
    assert sum(t.viewers for t in store.tallies(source="demo").values()) == counted
    assert sum(t.viewers for t in store.tallies(source="live").values()) == 0
    store.close()


def test_pause_and_resume(kiosk: Kiosk) -> None:
    wait_for(kiosk, lambda s: s.frames_analysed > 3)
    kiosk.pause()
    paused = wait_for(kiosk, lambda s: s.capture.status is CaptureStatus.PAUSED)
    time.sleep(0.5)
    assert kiosk.snapshot().frames_analysed <= paused.frames_analysed + 1
    kiosk.resume()
    wait_for(kiosk, lambda s: s.frames_analysed > paused.frames_analysed + 5)


def test_the_operator_chooses_and_settings_change_between_two_frames(kiosk: Kiosk) -> None:
    snapshot = wait_for(kiosk, lambda s: len(s.products) > 1 and s.frames_analysed > 0)
    first, second = snapshot.products[0].code, snapshot.products[1].code
    assert snapshot.on_show == first
    assert not kiosk.show_product("no such code")
    assert kiosk.show_product(second)
    wait_for(kiosk, lambda s: s.on_show == second)
    kiosk.show_next(-1)
    wait_for(kiosk, lambda s: s.on_show == first)
    kiosk.apply(replace_attribution(snapshot.settings, AttributionSettings(mode="rotation", rotation_s=2)))
    wait_for(kiosk, lambda s: s.mode == "rotation" and s.on_show == second)


def replace_attribution(settings: Settings, attribution: AttributionSettings) -> Settings:
    return settings.model_copy(update={"attribution": attribution})


def test_goes_over_to_another_source_and_counts_it_apart(kiosk: Kiosk, tmp_path: Path) -> None:
    wait_for(kiosk, lambda s: viewers(s) >= 1)
    kiosk.change_source(str(tmp_path / "nothing.mp4"))
    snapshot = wait_for(kiosk, lambda s: s.capture.problem is not None)
    assert "nothing.mp4" in str(snapshot.capture.problem)
    wait_for(kiosk, lambda s: viewers(s) == 0)
    kiosk.change_source("demo")
    wait_for(kiosk, lambda s: viewers(s) >= 1)


def test_no_thread_is_left(model_paths: Paths) -> None:
    before = set(threading.enumerate())
    kiosk = Kiosk(Settings(), model_paths, "demo")
    kiosk.start()
    wait_for(kiosk, lambda s: s.frames_analysed > 3)
    kiosk.stop()
    assert set(threading.enumerate()) <= before


def test_a_missing_model_is_said_and_nothing_is_counted(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "d", tmp_path / "c", tmp_path / "none")
    kiosk = Kiosk(Settings(), paths, "demo")
    kiosk.start()
    try:
        snapshot = wait_for(kiosk, lambda s: s.frames_analysed > 30)
        assert any("model" in str(problem) for problem in snapshot.problems)
        assert viewers(snapshot) == 0
        assert all(face.label == "uncertain" for face in snapshot.analysis.faces) if snapshot.analysis else False
    finally:
        kiosk.stop()


def test_a_database_that_cannot_be_opened_is_said_and_counting_goes_on(model_paths: Paths, tmp_path: Path) -> None:
    blocker = tmp_path / "blocker"
    blocker.write_text("a file where a folder should be")
    settings = Settings.model_validate({"store": {"database": str(blocker / "mien.sqlite3")}})
    kiosk = Kiosk(settings, model_paths, "demo")
    kiosk.start()
    try:
        snapshot = wait_for(kiosk, lambda s: viewers(s) >= 1)
        assert any("blocker" in str(problem) for problem in snapshot.problems)
    finally:
        kiosk.stop()
    assert blocker.read_text() == "a file where a folder should be"


def test_the_engine_needs_neither_qt_nor_tensorflow() -> None:
    program = (
        "import sys, engine.kiosk, engine.commands.headless;"
        "print([m for m in ('PySide6', 'tensorflow', 'keras', 'matplotlib') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
