"""Real processes, killed in the middle: the table is the same as that of one worker that nobody disturbed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from engine.model_registry import read_manifest
from engine.paths import Paths, resources_folder
from tests.training.experiment.tiny import config, named, run_all, table, write_data
from tests.training.faces import write_faces
from training.experiment import trials
from training.experiment.applying import apply_optimum
from training.experiment.config import ExperimentConfig
from training.experiment.outcome import read_outcome
from training.experiment.trials import TrialResult
from training.jobs.events import Event
from training.jobs.runs import create_run, open_run
from training.jobs.working import work_on
from training.recognizer.config import RetrainConfig
from training.recognizer.defaults import load_defaults

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]


ONE = config(repeats=1)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[TrialResult]:
    """By one process of its own."""
    folder = tmp_path_factory.mktemp("one")
    write_data(folder, ONE)
    return run_all(folder, ONE)


def assert_same(results: list[TrialResult], expected: list[TrialResult]) -> None:
    assert table(results) == table(expected)


def workers() -> list[psutil.Process]:
    """The processes of the pool: those with TensorFlow in them."""
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "spawn_main" in " ".join(child.cmdline()) and "resource_tracker" not in " ".join(child.cmdline())
    ]


def test_two_workers_and_one_killed_end_with_the_same_table(tmp_path: Path, undisturbed: list[TrialResult]) -> None:
    write_data(tmp_path, ONE)
    events: list[Event] = []
    killed: list[int] = []

    def watch(event: Event) -> None:
        events.append(event)
        if not killed and named(events, "done"):
            victim = workers()[0]
            killed.append(victim.pid)
            victim.kill()

    assert_same(run_all(tmp_path, config(repeats=1, workers=2), watch), undisturbed)
    assert killed and not psutil.pid_exists(killed[0])
    assert not workers()


@pytest.fixture
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="the optional extra `cluster` is not installed")
    # As `dask worker --nthreads 1` on two machines.
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as local:
        yield local


@pytest.mark.filterwarnings("ignore")  # of Dask's own, about the worker that was killed
def test_a_dask_cluster_with_one_worker_killed_ends_with_the_same_table(
    tmp_path: Path, undisturbed: list[TrialResult], cluster: Any
) -> None:
    write_data(tmp_path, ONE)
    events: list[Event] = []
    killed: list[int] = []

    def watch(event: Event) -> None:
        events.append(event)
        if not killed and named(events, "done"):
            pids = [worker["id"] for worker in cluster.scheduler_info["workers"].values()]
            assert len(pids) == 2
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    assert_same(run_all(tmp_path, config(repeats=1, scheduler=cluster.scheduler_address), watch), undisturbed)
    assert killed


SCRIPT = """
import sys
from pathlib import Path
from tests.training.experiment.tiny import config, run_all
if __name__ == "__main__":
    run_all(Path(sys.argv[1]), config(repeats=1), lambda event: print(event["done"], flush=True))
"""


def test_killed_altogether_it_goes_on_to_the_same_table(tmp_path: Path, undisturbed: list[TrialResult]) -> None:
    write_data(tmp_path, ONE)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as first:
        assert first.stdout is not None
        for line in first.stdout:
            if int(line) >= 1:
                break
        children = psutil.Process(first.pid).children(recursive=True)
        first.kill()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert not alive, "a worker outlived the process that it worked for"
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "trials").iterdir()}
    assert 1 <= len(before) < 4
    assert_same(run_all(tmp_path, ONE), undisturbed)
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "trials").iterdir()}
    assert {name: after[name] for name in before} == before


def test_from_the_dataset_to_the_candidate(tmp_path: Path) -> None:
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"happy": (16, 6, 6), "surprise": (16, 6, 6), "fear": (16, 6, 6)})
    of = ExperimentConfig("faces", factors=config().factors, repeats=2, base=RetrainConfig(keep_best=False, views=1))
    run = create_run(paths, "experiment", of, name="exp", dataset="faces")
    events: list[Event] = []
    result = work_on(run, paths, events.append)
    assert result["complete"] and result["trials"] == 8 and result["candidate"]
    shares = [event["share"] for event in events]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert {event["stage"] for event in events} == {"features", "trials", "confirmation", "model", "done"}
    outcome = read_outcome(run.folder, of)
    assert outcome.confirmation is not None and outcome.confirmation.n == 2
    for file in (
        "trials.csv",
        "confirmation.csv",
        "analysis.json",
        "plots/main-effects.png",
        "plots/main-effects.svg",
    ):
        assert (run.folder / file).stat().st_size > 100
    applied = apply_optimum(run.folder, of, paths, anyway=True)
    assert apply_optimum(run.folder, of, paths, anyway=True) == applied
    manifest = read_manifest(paths.models / "exp")
    assert manifest.hyperparameters["experiment"]["levels"] == applied["levels"]
    assert manifest.training_data["judged_on"] == "test" and manifest.metrics["n"] == 18
    defaults = load_defaults(paths)
    assert defaults.origin == "exp"
    assert str(defaults.settings.batch_size) == applied["levels"]["batch_size"]
    assert open_run(paths, "exp").record.status == "succeeded"


def test_a_changed_dataset_is_refused_and_what_is_done_stays(tmp_path: Path) -> None:
    """Through the command line, killed after some trials."""
    paths = Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())
    write_faces(paths, {"happy": (12, 4, 4), "fear": (12, 4, 4)})
    environment = {**os.environ, "MIEN_HOME": str(tmp_path)}
    command = [sys.executable, "main.py", "experiment", "run"]
    plan = ["--factor", "epochs=1,2", "--factor", "dropout=0.2,0.5", "--repeats", "1", "--name", "e", "--json"]
    with subprocess.Popen(
        [*command, "--dataset", "faces", *plan], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as first:
        assert first.stderr is not None
        for line in first.stderr:
            if '"done"' in line and json.loads(line).get("done", 0) >= 1:
                break
        first.kill()
    time.sleep(1)
    folder = paths.datasets / "faces"
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    write_faces(paths, {"happy": (13, 4, 4), "fear": (12, 4, 4)})
    again = subprocess.run([*command, "--resume", "e"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert again.returncode == 1
    assert "has changed since the experiment began" in again.stderr and "Traceback" not in again.stderr
    assert list((paths.runs / "e" / trials.FOLDER).glob("*.json"))
