"""A training whose process is killed again and again ends where one ends that was left in peace."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.paths import Paths, resources_folder
from tests.training.jobs import tiny_training
from tests.training.jobs.works import TestConfig
from training.jobs import kinds
from training.jobs.runs import Run, create_run, list_runs, open_run, read_events
from training.jobs.supervisor import JobOutcome, JobSupervisor

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="signals"), pytest.mark.timeout(3600)]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setitem(kinds.KINDS, "tiny", tiny_training.kind())
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


def one_start(run: Run, paths: Paths, kill_after: int | None, delay_s: float = 0.0) -> JobOutcome:
    """Works on the run; with `kill_after`, its process gets SIGKILL `delay_s` after so many epochs have been told."""
    outcomes: list[JobOutcome] = []
    pid: list[int] = []
    told = 0

    def hear(event: dict[str, Any]) -> None:
        nonlocal told
        if "pid" in event:
            pid.append(event["pid"])
        told += "epoch" in event
        if kill_after is not None and pid and told >= kill_after and not timers:
            timers.append(threading.Timer(delay_s, os.kill, (pid[0], signal.SIGKILL)))
            timers[0].start()

    timers: list[threading.Timer] = []
    supervisor = JobSupervisor(run, paths, hear, outcomes.append)
    supervisor.start()
    assert supervisor.join(600)
    for timer in timers:
        timer.cancel()
    return outcomes[0]


def killed(paths: Paths, kills: int, epochs: int) -> None:
    whole = one_start(create_run(paths, "tiny", TestConfig(steps=epochs), name="whole"), paths, None)
    assert whole.result is not None
    run = create_run(paths, "tiny", TestConfig(steps=epochs, pause_s=0.02), name="killed")
    rng = random.Random(1)
    for _ in range(kills):
        outcome = one_start(run, paths, rng.randrange(3), rng.uniform(0, 0.05))
        assert (outcome.end, outcome.exit_code) == ("crashed", -signal.SIGKILL)
        assert open_run(paths, "killed").can_resume
    outcome = one_start(run, paths, None)
    assert outcome.was_successful() and outcome.result is not None
    for expected, actual in zip(whole.result["weights"], outcome.result["weights"], strict=True):
        np.testing.assert_allclose(actual, expected, atol=1e-5)
    told = [event["epoch"] for event in read_events(run.folder) if "epoch" in event]
    assert sorted(set(told)) == list(range(1, epochs + 1))


def test_two_kills(paths: Paths) -> None:
    killed(paths, kills=2, epochs=6)


@pytest.mark.slow
def test_fifty_kills(paths: Paths) -> None:
    killed(paths, kills=50, epochs=200)


PROGRAM = """
import sys
from pathlib import Path
from engine.paths import Paths
from tests.training.jobs import tiny_training
from tests.training.jobs.works import TestConfig
from training.jobs import kinds
from training.jobs.runs import create_run, list_runs
from training.jobs.supervisor import JobSupervisor

if __name__ == "__main__":
    kinds.KINDS["tiny"] = tiny_training.kind()
    paths = Paths(*(Path(sys.argv[1]),) * 3)
    found = list_runs(paths)
    run = found[0] if found else create_run(paths, "tiny", TestConfig(steps=int(sys.argv[2]), pause_s=0.02))
    JobSupervisor(run, paths, lambda event: print(event.get("epoch", ""), flush=True)).start()
"""


def whole_program_killed(paths: Paths, script: Path, kills: int, epochs: int) -> None:
    script.write_text(PROGRAM)
    command = [sys.executable, str(script), str(paths.data), str(epochs)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    rng = random.Random(2)
    for number in range(kills + 1):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as program:
            assert program.stdout is not None
            told = 0
            for line in program.stdout:
                told += line.strip().isdigit()
                if number < kills and told >= rng.randrange(1, 3):
                    program.kill()
                    break
        (run,) = list_runs(paths)
        if number < kills:
            deadline_s = time.monotonic() + 10  # the child goes with the program
            while run.record.status != "interrupted":
                assert time.monotonic() < deadline_s, run.record.status
                time.sleep(0.02)
                (run,) = list_runs(paths)
    assert run.record.status == "succeeded" and run.record.result is not None
    whole = one_start(create_run(paths, "tiny", TestConfig(steps=epochs), name="whole"), paths, None)
    assert whole.result is not None
    for expected, actual in zip(whole.result["weights"], run.record.result["weights"], strict=True):
        np.testing.assert_allclose(actual, expected, atol=1e-5)


@pytest.mark.slow
def test_the_whole_program_killed_twenty_times(paths: Paths, tmp_path: Path) -> None:
    whole_program_killed(paths, tmp_path / "program.py", kills=20, epochs=80)
