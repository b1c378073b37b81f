"""Kills the counting kiosk at random moments and looks what is left: `python -m benchmarks.kill_test --kills 100`.

One database lives through all kills. A child process runs the real kiosk on the demo, in real time, and tells on
standard output what it has acknowledged and what is still open. After each kill the database must be sound, hold
every exposure that was ever acknowledged, and at most the last five seconds of those that were open may be missing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from engine.paths import HOME_VARIABLE, default_paths

ROOT = Path(__file__).resolve().parents[1]
MOST_LOST_S = 5.0
TELL_EVERY_S = 0.1
START_LIMIT_S = 120.0

Key = tuple[str, str]
"""What tells an exposure: its product's code, and when it began (ISO 8601, UTC)."""


# The child


def child(rotation_s: float) -> None:
    """Counts the demo until it is killed; products take turns every `rotation_s`, or stay for 0."""
    from engine import kiosk as kiosk_module
    from engine.counting.counting import Counting
    from engine.exposures import Exposure
    from engine.settings import AttributionSettings, Settings
    from engine.types import Analysis, Frame

    def tell(kind: str, exposures: Iterable[Exposure]) -> None:
        rows = [[e.product_code, e.started_at.isoformat(), e.dwell_s] for e in exposures]
        sys.stdout.write(json.dumps({kind: rows}) + "\n")
        sys.stdout.flush()

    class Telling(Counting):
        told_s = 0.0

        def process(self, frame: Frame, clock_s: float) -> Analysis:
            analysis = super().process(frame, clock_s)
            if clock_s - Telling.told_s >= TELL_EVERY_S:
                Telling.told_s = clock_s
                tell("open", self.pipeline.book.viewers().values())
            return analysis

        def __post_init__(self) -> None:
            self.on_ended = lambda exposure: tell("ended", [exposure])
            super().__post_init__()

    setattr(kiosk_module, "Counting", Telling)  # noqa: B010  # the real kiosk, with a voice
    settings = Settings()
    if rotation_s:
        turns = AttributionSettings(mode="rotation", rotation_s=rotation_s)
        settings = settings.model_copy(update={"attribution": turns})
    kiosk = kiosk_module.Kiosk(settings, default_paths(), "demo")
    kiosk.start()
    while not kiosk.snapshot().problems:
        time.sleep(0.1)
    tell(f"problem: {kiosk.snapshot().problems[0]}", [])


# The parent


@dataclass(slots=True)
class Told:
    """What one child has said, up to its last whole line."""

    ended: dict[Key, float] = field(default_factory=dict)
    still_open: dict[Key, float] = field(default_factory=dict)
    problem: str | None = None

    def hear(self, line: str) -> None:
        if not line.endswith("\n"):
            return  # the kill came in the middle of it
        ((kind, rows),) = json.loads(line).items()
        exposures = {(product, started_at): dwell_s for product, started_at, dwell_s in rows}
        if kind == "ended":
            self.ended.update(exposures)
            for key in exposures:
                self.still_open.pop(key, None)
        elif kind == "open":
            self.still_open = exposures
        else:
            self.problem = kind


@dataclass(slots=True)
class Trial:
    """All kills on one database, and what was wrong after them."""

    home: Path
    rng: random.Random
    kills: int = 0
    acknowledged: dict[Key, float] = field(default_factory=dict)
    checked_open: int = 0
    most_lost_s: float = 0.0
    wrong: list[str] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.home / "data" / "mien.sqlite3"

    def kill_once(self, after_s: float) -> None:
        """Starts a child, kills it `after_s` after it has seen its first viewer, and looks at the database."""
        rotation_s = self.rng.choice((0.0, 2.0))
        told = _run_and_kill(self.home, rotation_s, after_s)
        self.kills += 1
        self.acknowledged.update(told.ended)
        if told.problem is not None:
            self.wrong.append(f"kill {self.kills}: {told.problem}")
        self.look(told)

    def look(self, told: Told) -> None:
        """Compares the database with what this child and all before it have told."""
        with closing(sqlite3.connect(self.database)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
            rows = connection.execute("SELECT product_code, started_at, dwell_s FROM exposures").fetchall()
        if verdict != "ok":
            self.wrong.append(f"kill {self.kills}: the database is damaged: {verdict}")
        kept = {(product, _utc(started_at)): dwell_s for product, started_at, dwell_s in rows}
        for key, dwell_s in self.acknowledged.items():
            if abs(kept.get(key, -1.0) - dwell_s) > 1e-6:
                self.wrong.append(f"kill {self.kills}: acknowledged, but not kept as it was: {key} {dwell_s}")
        for key, dwell_s in told.still_open.items():
            lost_s = dwell_s - kept.get(key, 0.0)
            self.checked_open += 1
            self.most_lost_s = max(self.most_lost_s, lost_s)
            if lost_s > MOST_LOST_S:
                self.wrong.append(f"kill {self.kills}: {lost_s:.1f} s lost of an open exposure {key}")


def _utc(text: str) -> str:
    """A stored time as the child tells it: SQLite has a space, and no zone."""
    return text.replace(" ", "T") + "+00:00"


def _run_and_kill(home: Path, rotation_s: float, after_s: float) -> Told:
    environment = {**os.environ, HOME_VARIABLE: str(home)}
    command = [sys.executable, "-m", "benchmarks.kill_test", "--child", str(rotation_s)]
    told = Told()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        seen = threading.Event()
        listener = threading.Thread(target=_listen, args=(process.stdout, told, seen), daemon=True)
        listener.start()
        if not seen.wait(START_LIMIT_S):
            told.problem = f"no viewer within {START_LIMIT_S:.0f} s"
        time.sleep(after_s)
        process.kill()
        process.wait()
        listener.join()
    return told


def _listen(stream: IO[str], told: Told, seen: threading.Event) -> None:
    for line in stream:
        told.hear(line)
        if told.still_open or told.problem is not None:
            seen.set()
    seen.set()


def main() -> int:
    """The trial; 1 when anything was lost or damaged."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill_test", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--longest", type=float, default=8.0, metavar="S", help="latest moment of a kill")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--child", type=float, default=None, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child is not None:
        child(args.child)
        return 1
    with tempfile.TemporaryDirectory() as home:
        trial = Trial(Path(home), random.Random(args.seed))
        for number in range(1, args.kills + 1):
            trial.kill_once(trial.rng.uniform(0, args.longest))
            print(f"{number} kills, {len(trial.acknowledged)} acknowledged, {len(trial.wrong)} wrong", flush=True)
    print(
        f"{trial.kills} kills: {len(trial.acknowledged)} acknowledged exposures, {trial.checked_open} open ones of "
        f"which at most {trial.most_lost_s:.1f} s were lost; {len(trial.wrong)} times something was wrong"
    )
    for problem in trial.wrong:
        print(problem)
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
