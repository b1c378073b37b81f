"""Run folders: written whole, found again, worked in by one process at a time, resumable after a kill."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from engine.errors import KnownError
from engine.paths import Paths, resources_folder
from engine.version import VERSION
from training.datasets.transforms import Transforms
from training.jobs.kinds import KINDS, config_type
from training.jobs.runs import (
    EVENTS_FILE,
    RUN_FILE,
    Run,
    append_event,
    create_run,
    discard_results,
    finish,
    hold,
    list_runs,
    open_run,
    read_events,
)
from training.recognizer.config import RetrainConfig, TrainConfig

ROOT = Path(__file__).resolve().parents[3]
CONFIG = TrainConfig(
    "表情",
    "model-1",
    classes=("happy", "anger"),
    head=RetrainConfig("sgd", epochs=3, transforms=Transforms(vertical_flip=True)),
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(data=tmp_path / "data", config=tmp_path / "config", resources=resources_folder())


@pytest.fixture
def run(paths: Paths) -> Run:
    return create_run(paths, "train", CONFIG, name="r", dataset="表情")


def test_what_was_asked_for_is_found_again(paths: Paths, run: Run) -> None:
    found = open_run(paths, "r", "train")
    assert found == run
    assert found.config() == CONFIG
    assert (found.record.version, found.record.dataset, found.record.status) == (VERSION, "表情", "interrupted")


def test_the_program_has_one_version() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == VERSION


def test_a_run_goes_from_running_to_its_end(paths: Paths, run: Run) -> None:
    with hold(run) as held:
        assert held.record.status == "running"
        assert open_run(paths, "r").record.status == "running"
        finish(held, "succeeded", result={"accuracy": 0.9})
    ended = open_run(paths, "r").record
    assert (ended.status, ended.result, ended.error) == ("succeeded", {"accuracy": 0.9}, None)
    assert ended.started is not None and ended.ended is not None and ended.created <= ended.started <= ended.ended
    assert ended.started.endswith("+00:00")
    with pytest.raises(KnownError, match="nothing to resume"), hold(run):
        pass


@pytest.mark.parametrize("status", ["failed", "crashed", "interrupted"])
def test_what_did_not_end_well_can_be_resumed(paths: Paths, run: Run, status: str) -> None:
    with hold(run):
        finish(run, status, error="Full.")  # type: ignore[arg-type]
    assert open_run(paths, "r").can_resume
    with hold(run) as again:
        assert (again.record.status, again.record.error) == ("running", None)


def test_two_cannot_work_in_one_run(run: Run) -> None:
    with hold(run), pytest.raises(KnownError, match="already"), hold(run):
        pass


HOLDER = """
import sys
from engine.paths import Paths
from pathlib import Path
from training.jobs.runs import hold, open_run
paths = Paths(Path(sys.argv[1]), Path(sys.argv[1]), Path(sys.argv[1]))
with hold(open_run(paths, "r")):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_run_whose_process_was_killed_is_interrupted(paths: Paths, run: Run) -> None:
    command = [sys.executable, "-c", HOLDER, str(paths.data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        assert open_run(paths, "r").record.status == "running"
        with pytest.raises(KnownError, match="already"), hold(run):
            pass
        holder.kill()
    assert json.loads((run.folder / RUN_FILE).read_text())["status"] == "running"
    assert open_run(paths, "r").record.status == "interrupted"
    with hold(run):
        pass


def test_runs_are_listed_newest_first_and_a_damaged_one_harms_no_other(paths: Paths, run: Run) -> None:
    second = create_run(paths, "train", CONFIG)
    third = create_run(paths, "train", CONFIG)
    assert second.name != third.name
    (paths.runs / "no-run").mkdir()
    (run.folder / RUN_FILE).write_text("{")
    assert {found.name for found in list_runs(paths, "train")} == {second.name, third.name}
    assert list_runs(paths)[0].record.created >= list_runs(paths)[-1].record.created
    assert list_runs(paths, "augment") == ()


def test_runs_that_are_none_are_refused_in_a_sentence(paths: Paths, run: Run) -> None:
    for name in ("nothing", "../data", "", "."):
        with pytest.raises(KnownError, match="no run"):
            open_run(paths, name)
    with pytest.raises(KnownError, match="of the kind train, not augment"):
        open_run(paths, "r", "augment")
    with pytest.raises(KnownError, match="already a run r"):
        create_run(paths, "train", CONFIG, name="r")
    for name in ("../r", "a/b", ".r", ""):
        with pytest.raises(KnownError, match="cannot be called"):
            create_run(paths, "train", CONFIG, name=name)
    for text in ("", "{", "[]", '{"kind": "train"}', "\x00\xff"):
        (run.folder / RUN_FILE).write_text(text)
        with pytest.raises(KnownError, match="damaged"):
            open_run(paths, "r")


def test_settings_edited_by_hand_are_checked(paths: Paths, run: Run) -> None:
    document = json.loads((run.folder / RUN_FILE).read_text())
    for key, value in (("epochs", "many"), ("dropout", 1.5), ("optimizer", "lion")):
        edited = json.loads(json.dumps(document))
        edited["config"]["head"][key] = value
        (run.folder / RUN_FILE).write_text(json.dumps(edited))
        with pytest.raises(KnownError):
            open_run(paths, "r").config()
    (run.folder / RUN_FILE).write_text(json.dumps(document | {"kind": "brew"}))
    with pytest.raises(KnownError, match="brew"):
        open_run(paths, "r").config()


def test_events_survive_a_torn_line(run: Run) -> None:
    assert read_events(run.folder) == []
    append_event(run.folder, {"epoch": 1, "class": "開心"})
    with (run.folder / EVENTS_FILE).open("ab") as file:
        file.write(b'{"epoch": 2, "los')
    assert read_events(run.folder) == [{"epoch": 1, "class": "開心"}]
    append_event(run.folder, {"epoch": 2})
    assert read_events(run.folder) == [{"epoch": 1, "class": "開心"}, {"epoch": 2}]


def test_what_a_cancelled_run_made_is_gone_and_its_history_stays(paths: Paths, run: Run) -> None:
    append_event(run.folder, {"epoch": 1})
    (run.folder / "head").mkdir()
    (run.folder / "head" / "checkpoint.npz").write_bytes(b"x")
    (run.folder / "features.npy").write_bytes(b"x")
    with hold(run):
        discard_results(run)
        finish(run, "cancelled")
    assert {path.name for path in run.folder.iterdir()} <= {RUN_FILE, EVENTS_FILE, "lock"}
    assert open_run(paths, "r").record.status == "cancelled"
    assert not open_run(paths, "r").can_resume


def test_configurations_need_no_tensorflow() -> None:
    modules = sorted({kind.config.split(":")[0] for kind in KINDS.values()})
    there = [module for module in modules if (ROOT / (module.replace(".", "/") + ".py")).exists()]
    code = (
        f"import sys, importlib\nfor module in {there}: importlib.import_module(module)\n"
        "import training.jobs.supervisor\n"
        "assert not {'tensorflow', 'keras', 'matplotlib.pyplot', 'PySide6'} & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    assert config_type("train") is TrainConfig
