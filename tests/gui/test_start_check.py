"""`main.py check` as an installer runs it: a process with no display and no settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / "main.py"
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def check(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    return subprocess.run(
        [sys.executable, str(PROGRAM), "check", *words],
        env={**kept, "MIEN_HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def test_the_program_works_here_and_nobodys_data_is_touched(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The kiosk works here")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {"mien.log"}


@pytest.mark.parametrize("seconds", ["0.001"])
def test_one_that_judges_no_face_in_time_is_refused_in_one_sentence(tmp_path: Path, seconds: str) -> None:
    done = check(tmp_path, "--seconds", seconds)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "judged no face" in done.stderr
