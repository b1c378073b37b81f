"""The real kiosk, for as long as told, watched for growth: `python -m benchmarks.soak --minutes 30 [--window]`.

Memory, threads and file handles are sampled while it counts at its source's rate. What a line fitted through the
second half of the samples gains from the first of them to the last is growth. Too much of it: exit status 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import psutil

from engine.kiosk import Kiosk
from engine.paths import HOME_VARIABLE, Paths, default_paths
from engine.settings import Settings

ALLOWED: Mapping[str, float] = {"resident_mb": 4.0, "threads": 0.5, "handles": 0.5}
"""Growth over the second half of the samples that is still none: memory has pages that come and go."""
FEWEST_SAMPLES = 8
_WAIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment, and how many frames a second it has read and analysed since the last one."""

    time_s: float
    resident_mb: float
    threads: int
    handles: int
    camera_fps: float
    analysed_fps: float


def soak(
    kiosk: Kiosk, seconds: float, every_s: float, tell: Callable[[Sample], None] = lambda sample: None
) -> list[Sample]:
    """Samples a kiosk that has been started, from its first analysed frame on. Raises what went wrong in it."""
    give_up_s = time.monotonic() + _WAIT_S
    while kiosk.snapshot().frames_analysed == 0:
        if time.monotonic() > give_up_s:
            raise TimeoutError(f"no frame was analysed within {_WAIT_S:.0f} s: {kiosk.snapshot()}")
        time.sleep(0.05)
    process = psutil.Process()
    began_s = last_s = time.monotonic()
    before = kiosk.snapshot()
    samples: list[Sample] = []
    while last_s < began_s + seconds:
        time.sleep(every_s)
        now_s, after = time.monotonic(), kiosk.snapshot()
        passed_s = now_s - last_s
        sample = Sample(
            time_s=round(now_s - began_s, 1),
            resident_mb=round(process.memory_info().rss / 1e6, 2),
            threads=process.num_threads(),
            handles=_open_handles(process),
            camera_fps=round((after.capture.frames_read - before.capture.frames_read) / passed_s, 1),
            analysed_fps=round((after.frames_analysed - before.frames_analysed) / passed_s, 1),
        )
        samples.append(sample)
        tell(sample)
        before, last_s = after, now_s
    return samples


def _open_handles(process: psutil.Process) -> int:
    count = getattr(process, "num_fds", None) or getattr(process, "num_handles")  # noqa: B009  # Windows has the latter
    return int(count())


def growth(samples: Sequence[Sample]) -> dict[str, float]:
    """What each measure gains over the second half of the samples, by a line of least squares through it."""
    if len(samples) < FEWEST_SAMPLES:
        raise ValueError(f"growth needs {FEWEST_SAMPLES} samples, not {len(samples)}")
    half = samples[len(samples) // 2 :]
    times_s = np.array([sample.time_s for sample in half])
    gained = {}
    for name in ALLOWED:
        slope = np.polyfit(times_s, [getattr(sample, name) for sample in half], 1)[0]
        gained[name] = round(float(slope * (times_s[-1] - times_s[0])), 3)
    return gained


def too_much(gained: Mapping[str, float]) -> list[str]:
    """The measures that have grown."""
    return [name for name, allowed in ALLOWED.items() if gained[name] > allowed]


def main() -> int:
    """The trial with a home of its own; 1 when something grew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--every", type=float, default=10.0, metavar="S", help="seconds between two samples")
    parser.add_argument("--source", default="demo", metavar="SRC")
    parser.add_argument("--window", action="store_true", help="with the window (QT_QPA_PLATFORM=offscreen works too)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        samples = _run(Kiosk(Settings(), default_paths(), args.source), default_paths(), args)
    gained = growth(samples)
    grown = too_much(gained)
    rates = np.mean([(sample.camera_fps, sample.analysed_fps) for sample in samples], axis=0)
    print(f"{samples[-1].time_s / 60:.1f} minutes, {rates[0]:.1f} frames a second, {rates[1]:.1f} of them analysed")
    for name, gain in gained.items():
        print(f"{name}: {gain:+.2f} over the second half ({'GROWS' if name in grown else 'steady'})")
    return 1 if grown else 0


def _run(kiosk: Kiosk, paths: Paths, args: argparse.Namespace) -> list[Sample]:
    print("  ".join(field.name for field in fields(Sample)), flush=True)

    def tell(sample: Sample) -> None:
        print("  ".join(str(value) for value in astuple(sample)), flush=True)

    if not args.window:
        kiosk.start()
        try:
            return soak(kiosk, 60 * args.minutes, args.every, tell)
        finally:
            kiosk.stop()
    from gui.app import run_kiosk

    samples: list[Sample] = []

    def watch() -> None:
        try:
            samples.extend(soak(kiosk, 60 * args.minutes, args.every, tell))
        finally:
            signal.raise_signal(signal.SIGTERM)  # the window's way to end

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    run_kiosk(kiosk, Settings(), paths, full_screen=False)
    watcher.join()
    return samples


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
