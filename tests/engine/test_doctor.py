"""`main.py doctor` says what a machine has and lacks, one line each, whatever state it is in."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine import machine
from engine.commands import doctor
from engine.commands.doctor_check import Check
from engine.faces.yunet import FILE_NAME
from engine.paths import Paths
from engine.store.store import open_store
from tests.engine.conftest import ModelMaker
from tests.engine.samples import exposure
from tests.engine.tiny_network import CLASSES, tiny_network

Checks = dict[str, Check]


@pytest.fixture(autouse=True)
def _qt_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting a process for Qt takes most of a check's time; one test asks the real one."""
    monkeypatch.setattr(doctor, "qt_problem", lambda: None)


@pytest.fixture
def whole(make_model: ModelMaker, paths: Paths) -> Paths:
    """An installation with a model, as after `./run`."""
    fields = {"classes": list(CLASSES), "metrics": {"accuracy": 0.7123, "n": 100}}
    make_model("mien", {"model.tflite": tiny_network()}, folder=paths.bundled_model, fields=fields)
    return paths


def examined(paths: Paths, **environment: str) -> Checks:
    checks = list(doctor.examine(paths, environment))
    for check in checks:
        assert check.finding and "\n" not in check.finding + check.advice
    return {check.subject: check for check in checks}


def marks(checks: Checks) -> dict[str, str]:
    return {subject: check.mark for subject, check in checks.items()}


def test_a_whole_installation_can_run(whole: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(argparse.Namespace(json=False), whole) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-1] == "The kiosk can run."
    assert "default (mien) is active and verified" in out and "6 expressions, accuracy 0.712 on 100 pictures" in out
    assert doctor.run(argparse.Namespace(json=True), whole) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["can_run"] is True
    assert {"Python", "Processor", "Memory", "Display", "Camera", "Face detector", "Model", "Database"} <= {
        check["subject"] for check in document["checks"]
    }


def test_it_only_looks(whole: Paths) -> None:
    examined(whole)
    assert not whole.data.exists() and not whole.config.exists()


def test_without_a_model_the_kiosk_cannot_run(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.run(argparse.Namespace(json=False), paths) == 1
    assert "cannot run" in capsys.readouterr().out.splitlines()[-1]
    assert marks(examined(paths))["Model"] == "problem"


def test_a_damaged_model(whole: Paths) -> None:
    (whole.bundled_model / "model.tflite").write_bytes(b"damaged")
    found = examined(whole)["Model"]
    assert found.mark == "problem" and "checksum" in found.finding


@pytest.mark.parametrize(
    ("environment", "mark"),
    [({}, "warn"), ({"DISPLAY": ":0"}, "ok"), ({"WAYLAND_DISPLAY": "wayland-0"}, "ok")],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows always has a display")
def test_the_display(whole: Paths, environment: dict[str, str], mark: str) -> None:
    assert examined(whole, **environment)["Display"].mark == mark


def test_missing_libraries_stop_a_kiosk_with_a_display_only(whole: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_packages", lambda: ("libegl1", "libxcb-cursor0"))
    monkeypatch.setattr(doctor, "qt_problem", lambda: "ImportError: libEGL.so.1")
    without, with_display = examined(whole), examined(whole, DISPLAY=":0")
    assert without["System libraries"].mark == without["Qt"].mark == "warn"
    assert with_display["System libraries"].mark == with_display["Qt"].mark == "problem"
    assert with_display["System libraries"].advice.endswith("apt-get install -y libegl1 libxcb-cursor0")


def test_qt_is_really_asked() -> None:
    assert machine.qt_problem() is None


def test_a_detector_file_that_is_not_yunet(whole: Paths) -> None:
    whole.models.mkdir(parents=True)
    (whole.models / FILE_NAME).write_bytes(b"another")
    found = examined(whole)["Face detector"]
    assert found.mark == "warn" and "haar is used" in found.finding and "checksum" in found.finding


def test_settings_with_nonsense_are_named(whole: Paths) -> None:
    whole.config.mkdir()
    whole.settings.write_text('{"screen": {"look": "pink"}, "source": "rtsp://user:secret@camera/1"}')
    found = examined(whole)
    assert found["Settings"].mark == "warn" and "screen.look" in found["Settings"].finding
    assert not any("secret" in check.finding for check in found.values())


def test_the_number_of_exposures(whole: Paths) -> None:
    store, _ = open_store(whole.database, now=lambda: datetime.now(UTC))
    store.save_exposure(exposure())
    store.close()
    found = examined(whole)["Database"]
    assert found.mark == "ok" and "exposures in it: 1" in found.finding


def test_an_exposure_of_tomorrow_means_a_wrong_clock(whole: Paths) -> None:
    store, _ = open_store(whole.database, now=lambda: datetime.now(UTC))
    store.save_exposure(exposure(started_at=datetime.now(UTC) + timedelta(days=400)))
    store.close()
    warnings = [check for check in doctor.examine(whole, {}) if check.subject == "Clock" and check.mark == "warn"]
    assert len(warnings) == 1


def test_a_damaged_database_is_told_and_left_as_it_is(whole: Paths) -> None:
    whole.data.mkdir()
    whole.database.write_bytes(b"no database" * 1000)
    found = examined(whole)["Database"]
    assert found.mark == "warn" and "damaged" in found.finding
    assert whole.database.read_bytes() == b"no database" * 1000


def test_a_database_of_a_newer_program(whole: Paths) -> None:
    store, _ = open_store(whole.database, now=lambda: datetime.now(UTC))
    store.close()
    connection = sqlite3.connect(whole.database)
    connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    connection.commit()
    connection.close()
    found = examined(whole)["Database"]
    assert found.mark == "problem" and "newer version" in found.finding


def test_a_data_folder_that_is_a_file(whole: Paths) -> None:
    whole.data.write_text("a file")
    assert examined(whole)["Data folder"].mark == "problem"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written(whole: Paths) -> None:
    whole.data.mkdir()
    whole.data.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert examined(whole)["Data folder"].mark == "problem"


@pytest.mark.parametrize(("flags", "has_bf16"), [("sse2 avx512_bf16 fma", True), ("sse2 avx2", False)])
def test_the_processor(tmp_path: Path, flags: str, has_bf16: bool) -> None:
    core = f"processor\t: 0\nmodel name\t: Ryzen 7\nflags\t\t: {flags}\n\n"
    (tmp_path / "cpuinfo").write_text(core * 2)
    found = machine.processor(tmp_path / "cpuinfo")
    assert (found.name, found.has_bf16) == ("Ryzen 7", has_bf16)
    assert machine.processor(tmp_path / "none").has_bf16 is None


def test_no_font_for_chinese(whole: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "chinese_font", lambda: None)
    found = examined(whole)["Fonts"]
    assert found.mark == "warn" and "fonts-noto-cjk" in found.advice
