"""The command line as its users meet it: a process, its output, its exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from main import COMMANDS

PROGRAM = Path(__file__).resolve().parents[1] / "main.py"
LIMIT_S = 240
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

Outcome = subprocess.CompletedProcess[str]
Run = Callable[..., Outcome]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """No display, and data and settings of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    return {**kept, "MIEN_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    def run(*words: object) -> Outcome:
        done = subprocess.run(
            [sys.executable, str(PROGRAM), *map(str, words)],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        # LiteRT greets on standard error, and has no switch against it.
        done.stderr = "".join(line for line in done.stderr.splitlines(True) if "XNNPACK delegate" not in line)
        return done

    return run


def only_document(done: Outcome) -> Any:
    """Standard output as one JSON document and nothing else."""
    return json.loads(done.stdout)


def one_sentence(done: Outcome) -> str:
    """The only line on standard error of a run that failed."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.endswith((".", "!"))
    return line


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(f"    {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    "words", [["fly"], ["--fly"], ["models"], ["models", "show", "a", "b"], ["headless", "--seconds", "0"]]
)
def test_wrong_arguments_have_status_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == "" and "usage:" in done.stderr


def test_headless_counts_the_demo(run: Run) -> None:
    done = run("headless", "--source", "demo", "--seconds", 6, "--json")
    assert done.returncode == 0, done.stderr
    document = only_document(done)
    assert document["source"] == "demo"
    assert document["frames_read"] == document["frames_analyzed"] == 180
    assert document["faces"] > 0 and document["fps"] > 0
    assert 0 < document["latency_ms"]["p50"] <= document["latency_ms"]["p95"]
    assert document["exposures"]
    for exposure in document["exposures"]:
        assert 0 < exposure["attention_s"] <= exposure["dwell_s"] <= 6
        assert -100 <= exposure["index"] <= 100
        assert sum(exposure["probabilities"].values()) == pytest.approx(1, abs=0.01)
    counted = sum(product["viewers"] for product in document["products"].values())
    assert counted == len(document["exposures"])
    assert all(sum(p["emotions"].values()) == p["viewers"] for p in document["products"].values())


def test_headless_in_words(run: Run) -> None:
    done = run("headless", "--source", "demo", "--seconds", 3)
    assert done.returncode == 0, done.stderr
    assert "frames analysed" in done.stdout


def test_what_was_counted_is_there_after_a_restart(run: Run, tmp_path: Path) -> None:
    for runs in (1, 2):
        assert run("headless", "--source", "demo", "--seconds", 4, "--json").returncode == 0
        check = {c["subject"]: c for c in only_document(run("doctor", "--json"))["checks"]}["Database"]
        assert check["mark"] == "ok"
        assert int(check["finding"].rpartition(" ")[2]) >= runs
    assert (tmp_path / "home" / "data" / "mien.sqlite3").is_file()


def test_the_programs_first_choice_without_a_display(run: Run, tmp_path: Path) -> None:
    """It says so, and goes on headless on the same source."""
    done = run("--source", tmp_path / "none.mp4")
    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert "no display" in first and "none.mp4" in second


def broken_film(folder: Path) -> Path:
    path = folder / "broken.mp4"
    path.write_bytes(b"no film" * 100)
    return path


def empty_folder(folder: Path) -> Path:
    path = folder / "empty"
    path.mkdir()
    return path


@pytest.mark.parametrize("source", [broken_film, empty_folder, lambda folder: folder / "none.mkv"])
def test_a_source_that_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, source: Callable[[Path], Path]
) -> None:
    path = source(tmp_path)
    done = run("headless", "--source", path, "--json")
    assert path.name in one_sentence(done)


def test_a_product_that_is_not_there(run: Run) -> None:
    assert "no product" in one_sentence(run("headless", "--source", "demo", "--product", "xyz", "--json"))


def test_settings_with_nonsense_are_said_and_do_not_stop_it(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"detection": {"min_face_share": "huge"}, "coffee": 1}')
    done = run("headless", "--source", "demo", "--seconds", 1, "--json")
    assert done.returncode == 0
    assert only_document(done)["frames_read"] == 30
    lines = done.stderr.splitlines()
    assert len(lines) == 2 and "min_face_share" in lines[0] + lines[1] and "coffee" in lines[0] + lines[1]


def test_a_database_that_cannot_be_made_is_said_and_does_not_stop_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = tmp_path / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"store": {"database": str(tmp_path / "file" / "shop.sqlite3")}}))
    done = run("headless", "--source", "demo", "--seconds", 1, "--json")
    assert only_document(done)["frames_read"] == 30
    assert "cannot be made" in done.stderr and "lost when the program ends" in done.stderr
    examined = run("doctor", "--json")
    assert examined.returncode == 1
    assert {c["subject"]: c["mark"] for c in only_document(examined)["checks"]}["Database"] == "problem"


def test_no_place_for_data_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, no folder")
    assert run("doctor").returncode == 1


def test_the_doctor(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "The kiosk can run."
    document = only_document(run("doctor", "--json"))
    assert document["can_run"] is True
    assert "none" in {check["subject"]: check for check in document["checks"]}["Display"]["finding"]


def test_models(run: Run, tmp_path: Path) -> None:
    listed = only_document(run("models", "list", "--json"))
    assert listed["active"] == "default"
    archive = tmp_path / "out.zip"
    assert run("models", "export", "default", archive).returncode == 0
    assert run("models", "import", archive, "--name", "mine", "--activate").returncode == 0
    assert only_document(run("models", "list", "--json"))["active"] == "mine"
    assert only_document(run("models", "rollback", "--json")) == {"active": "default"}
    assert "no model xyz" in one_sentence(run("models", "activate", "xyz"))


def test_products(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "products.csv"
    table.write_text("code,name,picture,order\n4711,Jasmine tea,,1\n4712,茶,,2\n", encoding="utf-8")
    assert run("products", "import", table).returncode == 0
    done = run("products", "list")
    assert done.returncode == 0 and "茶" in done.stdout and "4711" in done.stdout
    table.write_text("code,name,picture,order\n1,A,,1\n1,B,,2\n", encoding="utf-8")
    assert "1" in one_sentence(run("products", "import", table))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopped_from_outside_it_ends_with_its_summary(environment: dict[str, str], stop: signal.Signals) -> None:
    words = [sys.executable, str(PROGRAM), "--source", "demo"]
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.readline()  # the first tallies
        child.send_signal(stop)
        out, err = child.communicate(timeout=LIMIT_S)
    assert child.returncode == 0
    assert "frames analysed" in out and "Traceback" not in err
