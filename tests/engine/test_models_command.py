"""`main.py models`: what it prints and what it leaves behind."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from engine.commands import models
from engine.errors import KnownError
from engine.faces.yunet import find_yunet
from engine.model_registry import active_model
from engine.paths import Paths
from tests.engine.conftest import ModelMaker
from tests.engine.tiny_network import CLASSES, tiny_network

FIELDS = {"classes": list(CLASSES), "metrics": {"accuracy": 0.61234567, "n": 300}}


@pytest.fixture
def installed(make_model: ModelMaker, paths: Paths) -> Paths:
    """The bundled model and two of the user's own."""
    make_model("mien", {"model.tflite": tiny_network()}, folder=paths.bundled_model, fields=FIELDS)
    for name in ("spring", "summer"):
        make_model(name, {"model.tflite": tiny_network()}, folder=paths.models / name, fields=FIELDS)
    return paths


def run(paths: Paths, *words: object) -> int:
    parser = argparse.ArgumentParser()
    models.add_arguments(parser)
    return models.run(parser.parse_args([str(word) for word in words]), paths)


def document(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_list_marks_the_active_one(installed: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(installed, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:2] + line[2:].split(":")[0] for line in lines] == ["* default", "  spring", "  summer"]
    assert "accuracy 0.6123" in lines[0] and "happy, surprise, neutral, disgust, fear, anger" in lines[0]
    run(installed, "list", "--json")
    listed = document(capsys)
    assert listed["active"] == "default"
    assert [model["name"] for model in listed["models"]] == ["default", "spring", "summer"]
    assert listed["models"][1]["metrics"] == {"accuracy": 0.61234567, "n": 300}


def test_activate_and_roll_back(installed: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("spring", "summer"):
        run(installed, "activate", name, "--json")
        assert document(capsys) == {"active": name}
        assert active_model(installed) == name
    for name in ("spring", "default"):
        assert run(installed, "rollback") == 0
        assert name in capsys.readouterr().out
        assert active_model(installed) == name
    with pytest.raises(KnownError, match="no earlier model"):
        run(installed, "rollback")


def test_a_damaged_model_is_not_activated(installed: Paths) -> None:
    (installed.models / "spring" / "model.tflite").write_bytes(b"damaged")
    with pytest.raises(KnownError, match="checksum"):
        run(installed, "activate", "spring")
    assert active_model(installed) == "default"


def test_verify_names_the_damaged_one_and_tells_by_its_status(
    installed: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(installed, "verify") == 0
    assert capsys.readouterr().out.count("sound") == 3
    (installed.models / "spring" / "model.tflite").write_bytes(b"damaged")
    assert run(installed, "verify", "--json") == 1
    problems = {model["name"]: model["problem"] for model in document(capsys)["models"]}
    assert problems["default"] is None and problems["summer"] is None
    assert "checksum is wrong" in problems["spring"]
    assert run(installed, "verify", "summer") == 0


def test_a_damaged_manifest_does_not_hide_the_other_models(
    installed: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed.models / "spring" / "manifest.json").write_text("{")
    assert run(installed, "list") == 0
    out = capsys.readouterr().out
    assert "damaged" in out and "summer" in out


def test_show(installed: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    run(installed, "show")
    assert "default (active)" in capsys.readouterr().out
    run(installed, "show", "summer", "--json")
    shown = document(capsys)
    assert shown["active"] is False
    assert shown["manifest"]["classes"] == list(CLASSES)


def test_export_and_import(installed: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "spring.zip"
    assert run(installed, "export", "spring", archive) == 0
    assert str(archive) in capsys.readouterr().out
    assert run(installed, "import", archive, "--name", "autumn", "--activate", "--json") == 0
    assert document(capsys) == {"model": "autumn", "active": "autumn"}
    assert run(installed, "verify", "autumn") == 0


@pytest.mark.parametrize(
    "words", [("show", "none"), ("activate", "none"), ("verify", "none"), ("export", "none", "x")]
)
def test_a_model_that_is_not_there(installed: Paths, words: tuple[str, ...]) -> None:
    with pytest.raises(KnownError, match="no model none"):
        run(installed, *words)


def test_nothing_installed(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paths, "list") == 0
    assert "No model is installed" in capsys.readouterr().out
    with pytest.raises(KnownError, match="No model is installed"):
        run(paths, "verify")


def test_yunet_comes_in_by_its_checksum(
    paths: Paths, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "face.onnx"
    wrong.write_bytes(b"another network")
    with pytest.raises(KnownError, match="checksum is wrong"):
        run(paths, "import", wrong)
    assert find_yunet(paths) is None
    assert run(paths, "import", shared / "models" / "face_detection_yunet_2026may.onnx") == 0
    assert find_yunet(paths) is not None
    assert "YuNet is installed" in capsys.readouterr().out
