"""A kill at any moment loses no acknowledged exposure and leaves a sound database."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from engine.store.store import open_store
from tests.engine.samples import at_noon

SAVER = """
import sys
from engine.store.store import open_store
from tests.engine.samples import at_noon, exposure

store, notices = open_store(sys.argv[1], now=at_noon)
assert notices == (), notices
out = sys.stdout
while True:
    (row,) = store.save_exposures([(None, exposure("open", dwell_s=4.0))])
    out.write(f"{row} 4\\n"); out.flush()
    store.save_exposures([(row, exposure("open", dwell_s=5.0))])
    out.write(f"{row} 5\\n"); out.flush()
    store.save_exposure(exposure("ended", dwell_s=6.0), row)
    out.write(f"{row} 6\\n"); out.flush()
"""
"""Saves exposures, and says of each the number and the dwell that the store has acknowledged."""

ROOT = Path(__file__).resolve().parents[3]


def _killed_run(file: Path, delay_s: float) -> dict[int, float]:
    """Lets the saver work for `delay_s`, kills it; returns what was acknowledged: dwell by number."""
    with subprocess.Popen([sys.executable, "-c", SAVER, str(file)], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first, "the saver did not start"
        time.sleep(delay_s)
        process.kill()
        whole = (first + process.stdout.read()).rpartition(b"\n")[0]
    acknowledged: dict[int, float] = {}
    for line in whole.decode().splitlines():
        row, dwell = line.split()
        acknowledged[int(row)] = float(dwell)
    return acknowledged


def _kill(file: Path, times: int) -> None:
    chance = random.Random(20260302)
    acknowledged: dict[int, float] = {}
    for _ in range(times):
        acknowledged |= _killed_run(file, chance.uniform(0.0, 0.25))
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            stored = dict(connection.execute("SELECT id, dwell_s FROM exposures"))
        lost = {row for row, dwell_s in acknowledged.items() if stored.get(row, 0.0) < dwell_s}
        assert lost == set()
        # What was committed but not yet acknowledged may be there too: one exposure a run at most.
        assert len(stored) - len(acknowledged) <= times
    store, notices = open_store(file, now=at_noon)
    with closing(store):
        assert notices == ()
        assert sum(tally.viewers for tally in store.tallies().values()) >= len(acknowledged)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM exposures WHERE NOT closed").fetchone() == (0,)


def test_kills_lose_nothing(tmp_path: Path) -> None:
    _kill(tmp_path / "mien.sqlite3", times=8)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    _kill(tmp_path / "mien.sqlite3", times=100)
