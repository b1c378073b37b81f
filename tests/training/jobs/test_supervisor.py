"""Jobs in real child processes: every way to end, stopping, cancelling, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from engine.errors import KnownError
from engine.paths import Paths, resources_folder
from tests.training.jobs import works
from training.jobs import kinds
from training.jobs.runs import LOG_FILE, create_run, open_run, read_events
from training.jobs.supervisor import JobOutcome, JobSupervisor

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


class Watched:
    """A job with what was heard of it."""

    def __init__(self, paths: Paths, config: works.TestConfig, grace_s: float = 1.5) -> None:
        self.paths = paths
        self.events: list[dict[str, Any]] = []
        self.outcomes: list[JobOutcome] = []
        self.begun = threading.Event()
        self.run = create_run(paths, "test", config)
        self.supervisor = JobSupervisor(self.run, paths, self._hear, self.outcomes.append, grace_s)

    def _hear(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["stage"] == "begun":
            self.begun.set()

    def start(self) -> Watched:
        self.supervisor.start()
        assert self.begun.wait(30), self.log()
        return self

    def pid(self) -> int:
        return int(next(event["pid"] for event in self.events if event["stage"] == "begun"))

    def outcome(self, timeout_s: float = 30) -> JobOutcome:
        assert self.supervisor.join(timeout_s), self.log()
        (outcome,) = self.outcomes
        return outcome

    def status(self) -> str:
        return open_run(self.paths, self.run.name).record.status

    def log(self) -> str:
        file = self.run.folder / LOG_FILE
        return file.read_text() if file.exists() else ""

    def made(self) -> bool:
        return (self.run.folder / "made").exists()


Begin = Callable[..., Watched]


@pytest.fixture
def begin(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    monkeypatch.setitem(kinds.KINDS, "test", works.kind())
    jobs: list[Watched] = []

    def make(how: str = "count", grace_s: float = 1.5, **more: Any) -> Watched:
        jobs.append(Watched(paths, works.TestConfig(how, **more), grace_s))
        return jobs[-1].start()

    yield make
    for job in jobs:
        job.supervisor.abandon()
        assert not job.supervisor.is_running()


def test_a_job_that_succeeds(begin: Begin) -> None:
    job = begin(steps=3)
    outcome = job.outcome()
    assert outcome.was_successful()
    assert outcome.result is not None and outcome.result["steps"] == 3
    if outcome.result["priority"] is not None:
        assert outcome.result["priority"] >= 10
    assert [event["stage"] for event in job.events] == ["loading", "begun", "count", "count", "count"]
    assert [event["share"] for event in read_events(job.run.folder)][-1] == 1.0
    record = open_run(job.paths, job.run.name).record
    assert (record.status, record.result) == ("succeeded", outcome.result)


def test_a_job_that_fails_for_a_reason_its_reader_can_mend(begin: Begin) -> None:
    job = begin("known error")
    outcome = job.outcome()
    assert (outcome.end, outcome.traceback) == ("failed", None)
    assert outcome.error is not None
    assert (outcome.error.template, outcome.error.values) == (
        "The disk {name} is full. Free some space.",
        {"name": "D"},
    )
    record = open_run(job.paths, job.run.name).record
    assert (record.status, record.error) == ("failed", str(outcome.error))
    assert record.problem is not None and record.problem.as_error().template == outcome.error.template
    assert job.made()


def test_a_job_with_a_bug_tells_its_traceback(begin: Begin) -> None:
    job = begin("bug")
    outcome = job.outcome()
    assert (outcome.end, outcome.error) == ("failed", None)
    assert outcome.traceback is not None and "ZeroDivisionError: a bug" in outcome.traceback
    assert "ZeroDivisionError: a bug" in job.log()


@pytest.mark.parametrize(
    ("how", "exit_code"), [("exit", 7), ("exit 0", 0), ("kill", -signal.SIGKILL), ("crash", -signal.SIGSEGV)]
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_job_that_crashes_and_can_be_resumed(begin: Begin, how: str, exit_code: int) -> None:
    job = begin(how)
    outcome = job.outcome()
    assert (outcome.end, outcome.exit_code) == ("crashed", exit_code)
    assert open_run(job.paths, job.run.name).can_resume
    assert job.status() == "crashed"
    if how == "crash":
        assert "Segmentation fault" in job.log()


def test_what_it_prints_is_in_its_log(begin: Begin, capfd: pytest.CaptureFixture[str]) -> None:
    job = begin("print")
    assert job.outcome().was_successful()
    assert "a printed line" in job.log() and "a line from beneath" in job.log()
    assert capfd.readouterr() == ("", "")


def test_stopping_early_keeps_what_is_there(begin: Begin) -> None:
    job = begin(steps=10_000, pause_s=0.01)
    job.supervisor.stop_early()
    outcome = job.outcome()
    assert outcome.was_successful()
    assert outcome.result is not None and outcome.result["stopped"] and outcome.result["steps"] < 10_000
    assert job.made()


@pytest.mark.parametrize("how", ["count", "sleep"])
def test_cancelling_is_answered_at_once_and_discards(begin: Begin, how: str) -> None:
    job = begin(how, grace_s=8, steps=100_000, pause_s=0.001)
    asked_s = time.monotonic()
    job.supervisor.cancel()
    heard = len(job.events)
    assert job.outcome().end == "cancelled"
    assert time.monotonic() - asked_s < 2
    assert len(job.events) == heard, "an event came after the cancel"
    assert job.status() == "cancelled" and not job.made()
    assert {"run.json", "log.txt", "events.jsonl"} <= {path.name for path in job.run.folder.iterdir()}


@pytest.mark.parametrize("how", ["hang", "hang in Python"])
def test_a_child_that_hangs_is_killed(begin: Begin, how: str) -> None:
    job = begin(how)
    time.sleep(0.2)
    asked_s = time.monotonic()
    job.supervisor.cancel()
    assert job.outcome().end == "cancelled"
    assert 1.4 < time.monotonic() - asked_s < 4
    assert job.status() == "cancelled" and not job.made()


def test_a_cancel_is_answered_within_two_seconds_also_where_the_child_hangs() -> None:
    from training.jobs.supervisor import GRACE_S

    assert GRACE_S < 1.9


def test_a_job_can_be_cancelled_before_its_process_is_there(begin: Begin, paths: Paths) -> None:
    job = Watched(paths, works.TestConfig(steps=100_000, pause_s=0.01))
    job.supervisor.cancel()
    job.supervisor.start()
    assert job.outcome().end == "cancelled"
    assert job.events == [] and job.status() == "cancelled"


def test_a_job_can_be_stopped_before_its_process_is_there(begin: Begin, paths: Paths) -> None:
    job = Watched(paths, works.TestConfig(steps=100_000, pause_s=0.01))
    job.supervisor.stop_early()
    job.supervisor.start()
    assert job.outcome().was_successful()


def test_an_abandoned_job_is_gone_at_once_and_can_be_resumed(begin: Begin) -> None:
    job = begin("hang")
    pid = job.pid()
    job.supervisor.abandon()
    assert not psutil.pid_exists(pid)
    assert job.outcomes == []
    assert job.status() == "interrupted" and job.made()


def test_a_run_that_another_process_works_in_is_refused(begin: Begin, paths: Paths) -> None:
    job = begin(steps=100_000, pause_s=0.01)
    outcomes: list[JobOutcome] = []
    second = JobSupervisor(job.run, paths, on_end=outcomes.append)
    second.start()
    assert second.join(30)
    assert outcomes[0].end == "failed" and isinstance(outcomes[0].error, KnownError)
    assert job.status() == "running"


PARENT = """
import sys, time
from pathlib import Path
from engine.paths import Paths
from tests.training.jobs import works
from training.jobs import kinds
from training.jobs.runs import create_run
from training.jobs.supervisor import JobSupervisor

if __name__ == "__main__":
    kinds.KINDS["test"] = works.kind()
    paths = Paths(Path(sys.argv[1]), Path(sys.argv[1]), Path(sys.argv[1]))
    run = create_run(paths, "test", works.TestConfig(sys.argv[2], steps=100_000, pause_s=0.01), name="r")
    JobSupervisor(run, paths, lambda event: print(event.get("pid", ""), flush=True)).start()
"""


@pytest.mark.parametrize("how", ["count", "hang"])
def test_no_child_outlives_a_parent_that_is_killed(paths: Paths, tmp_path: Path, how: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, str(script), str(paths.data), how]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(next(line for line in parent.stdout if line.strip()))
        assert psutil.pid_exists(pid)
        parent.kill()
        deadline_s = time.monotonic() + 5
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < deadline_s, "the child lives on"
            time.sleep(0.02)
        while (
            open_run(paths, "r").record.status != "interrupted"
        ):  # its threads may outlive its main one for a moment
            assert time.monotonic() < deadline_s, "the run's lock is still held"
            time.sleep(0.02)
    assert json.loads((paths.runs / "r" / "run.json").read_text())["status"] == "running"
