"""Standard error without what nobody asked to know, and with everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.native_output import without_information

ROOT = Path(__file__).resolve().parents[2]


def test_information_goes_and_the_rest_comes_out_in_its_order(capfd: pytest.CaptureFixture[str]) -> None:
    with without_information():
        os.write(2, b"INFO: Created something.\nERROR: it is broken\n")
        os.write(2, b"another thread's line\nINFO: done\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "ERROR: it is broken\nanother thread's line\nafter\n"


def test_what_was_written_before_an_error_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError), without_information():
        os.write(2, b"the reason\n")
        raise ValueError
    assert capfd.readouterr().err == "the reason\n"


def test_a_kiosk_that_starts_says_nothing_by_itself() -> None:
    """In a process of its own: LiteRT tells of its delegate once a process."""
    start = (
        "from engine.classifier import load_classifier; from engine.paths import resources_folder; "
        "load_classifier(resources_folder() / 'models' / 'default')"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "" and done.stderr == ""


def test_without_a_standard_error_it_does_nothing() -> None:
    code = (
        "import os; from engine.native_output import without_information; os.close(2)\n"
        "with without_information(): print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "went on\n"
