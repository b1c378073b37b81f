"""The model that ships, judged by the command that its card names, on the sets that are said there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.model_registry import read_manifest
from engine.paths import HOME_VARIABLE, default_paths
from main import main

ROUNDING = 4
"""Pictures that change sides from one kind of processor to another, by how its int8 kernels round."""


def judged(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, Any]:
    assert main(["evaluate", "--data", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def test_it_reads_the_faces_of_publictest_as_its_manifest_says(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = judged(capsys, shared / "data" / "fer2013" / "PublicTest")
    said = read_manifest(default_paths().bundled_model).metrics
    assert found["n"] == said["n"]
    assert found["accuracy"] >= 0.76 - ROUNDING / found["n"]
    assert found["accuracy"] == pytest.approx(said["accuracy"], abs=ROUNDING / found["n"])
    assert said["accuracy_float"] - said["accuracy"] <= 0.003, "int8 weights may cost 0.3 points"


def test_it_reads_posed_faces_that_it_was_not_trained_on(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = judged(capsys, shared / "data" / "CK+48")["restricted"]
    assert found["n"] > 600
    assert found["accuracy"] >= 0.90 - ROUNDING / found["n"]
