"""What makes the packaged program, without making it: contents, licences, Windows's version and icon."""

from __future__ import annotations

import ast
import importlib.util
import tomllib
from pathlib import Path

import numpy
import pydantic
import PySide6
import pytest
from PIL import Image

import main
from engine.version import VERSION
from tools.bundle import build, contents, licences, slimming, smoke_test, windows
from training.jobs.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]


def test_the_spec_is_a_program() -> None:
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    called = {
        node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert {"Analysis", "PYZ", "EXE", "COLLECT"} <= called


def test_what_is_imported_by_name_is_in_the_programs_packages() -> None:
    """They go in whole; a command or a kind of work elsewhere would be missing from the packaged program."""
    named = [module for module, _ in main.COMMANDS.values()]
    named += [place.partition(":")[0] for kind in KINDS.values() for place in (kind.work, kind.config)]
    assert {name.partition(".")[0] for name in named} <= set(contents.PACKAGES)
    assert all(importlib.util.find_spec(name) for name in contents.IMPORTED_BY_NAME)


@pytest.mark.parametrize("edition", contents.EDITIONS.values(), ids=lambda edition: edition.name)
def test_what_the_program_needs_is_not_left_out(edition: contents.Edition) -> None:
    for inside in (
        "cv2/data/haarcascade_frontalface_alt2.xml",
        "resources/models/default/model.tflite",
        "resources/models/default/manifest.json",
        "resources/translations/mien_zh_TW.qm",
        "resources/icons/mien.svg",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_zh_TW.qm",
        "ai_edge_litert/libpywrap_litert_common.so",
    ):
        assert not contents.is_left_out(inside, edition), inside


def test_what_nobody_needs_is_left_out() -> None:
    full, kiosk = contents.edition_named("full"), contents.edition_named("kiosk")
    for inside in ("tensorflow/include/a/b.h", "PySide6/Qt/lib/libQt6Quick.so.6", "cv2/data/haarcascade_smile.xml"):
        assert contents.is_left_out(inside, full), inside
    assert contents.is_left_out(r"PySide6\translations\qtbase_de.qm", kiosk)
    assert "tensorflow" in kiosk.excluded and "tensorflow" not in full.excluded
    left = ("libQt6Quick.so.6", "PySide6/Qt/lib/libQt6Quick.so.6", "SYMLINK")
    assert contents.wanted([left], full) == []
    with pytest.raises(SystemExit, match="kiosk or full"):
        contents.edition_named("tiny")


def test_a_systems_library_goes_with_what_needed_it() -> None:
    entries = [
        ("PySide6/plugin.so", "/venv/plugin.so", "BINARY"),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0", "BINARY"),
        ("libgtk-3.so.0", "/lib/x86_64-linux-gnu/libgtk-3.so.0", "BINARY"),
        ("libwheel.so", "/venv/wheel.libs/libwheel.so", "BINARY"),
    ]
    kept = contents.without_orphans(entries, lambda file: ["libxcb-cursor.so.0"] if file == "/venv/plugin.so" else [])
    assert [entry[0] for entry in kept] == ["PySide6/plugin.so", "libxcb-cursor.so.0", "libwheel.so"]


def test_only_large_libraries_that_survive_it_are_stripped(tmp_path: Path) -> None:
    small = tmp_path / "small.so"
    small.write_bytes(b"\x7fELF")
    entries = [
        ("tensorflow/small.so", str(small), "BINARY"),
        ("numpy.libs/libopenblas.so", numpy.__file__, "BINARY"),
        ("resources/model.tflite", str(small), "DATA"),
    ]
    assert slimming.without_symbols(entries, tmp_path / "slim") == entries


def test_licences_of_what_goes_in() -> None:
    parts = licences.parts_of([Path(numpy.__file__), Path(pydantic.__file__), Path(PySide6.__file__)])
    found = {part.name: part for part in parts}
    assert set(found) == {"Python", "numpy", "pydantic", "PySide6_Essentials"}
    assert found["pydantic"].licence == "MIT"
    text = licences.document(parts)
    # Qt's distribution brings no text of its own.
    for words in ("GNU LESSER GENERAL PUBLIC LICENSE", "PYTHON SOFTWARE FOUNDATION LICENSE", "NumPy Developers"):
        assert words in text
    assert [line.split()[0] for line in text.splitlines()[2:6]] == sorted(found, key=str.lower)


def test_what_has_no_licence_text_ends_the_build() -> None:
    with pytest.raises(SystemExit, match="mystery"):
        licences.document([licences.Part("mystery", "1", "unknown", ())])


def test_the_same_text_is_printed_once() -> None:
    part = licences.Part("a", "1", "MIT", (("LICENSE", "Do what you want."),))
    text = licences.document([part, licences.Part("b", "2", "MIT", part.texts)])
    assert text.count("Do what you want.") == 1
    assert "The same text as of a, LICENSE, above." in text


def test_windows_reads_the_programs_version() -> None:
    resource = windows.version_resource("1.20.3")
    ast.parse(resource.strip(), mode="eval")
    assert "filevers=(1, 20, 3, 0)" in resource and "'FileVersion', '1.20.3'" in resource


def test_the_icon_has_every_size(tmp_path: Path) -> None:
    drawing = ROOT / "resources" / "icons" / "mien.svg"
    with Image.open(windows.draw_icon(drawing, tmp_path / "mien.ico")) as icon:
        assert icon.info["sizes"] == {(size, size) for size in windows.SIZES}
        assert numpy.asarray(icon.convert("RGBA"))[20, 128, 3] == 255  # not empty


def test_one_version_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


def test_sizes_and_archives(tmp_path: Path) -> None:
    folder = tmp_path / "mien-kiosk"
    folder.mkdir()
    (folder / "VERSION").write_text("0.1.0-kiosk\n")
    (folder / "large").write_bytes(bytes(2_000_000))
    (folder / "link").symlink_to("large")
    assert build.size_mb(folder) == pytest.approx(2.0, abs=0.01)
    assert build.archive(folder).name == "mien-0.1.0-kiosk.tar.gz"


def test_what_is_written_beside_the_program_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    before = smoke_test.listing(tmp_path)
    assert smoke_test.listing(tmp_path) == before
    (tmp_path / "b").write_text("b")
    assert smoke_test.listing(tmp_path) != before
