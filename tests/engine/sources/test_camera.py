"""Which cameras there are, and which one is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import KnownError
from engine.sources.camera import CameraInfo, CameraSource, find_camera
from engine.sources.video4linux import capture_nodes

TWO = (CameraInfo(0, "Integrated Camera"), CameraInfo(2, "USB2.0 Camera"))


def node(classes: Path, number: int, name: str, index: int) -> None:
    folder = classes / f"video{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text(name + "\n")
    (folder / "index").write_text(f"{index}\n")


def test_only_nodes_that_give_pictures_are_listed_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="video4linux is Linux's own")
    node(tmp_path, 10, "Second camera", 0)
    node(tmp_path, 2, "First camera", 0)
    node(tmp_path, 3, "First camera", 1)  # its metadata
    (tmp_path / "video4linux-control").mkdir()
    assert capture_nodes(tmp_path, tmp_path / "dev") == {2: "First camera", 10: "Second camera"}


def test_a_file_that_is_no_device_is_no_camera(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="video4linux is Linux's own")
    node(tmp_path / "classes", 0, "Not really", 0)
    (tmp_path / "video0").write_bytes(b"")
    assert capture_nodes(tmp_path / "classes", tmp_path) == {}


def test_a_machine_without_video4linux_has_no_camera(tmp_path: Path) -> None:
    assert capture_nodes(tmp_path / "missing", tmp_path) == {}


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("", 0), ("0", 0), ("2", 2), ("/dev/video2", 2), ("usb2.0 camera", 2), ("Integrated", 0), ("camera", 0)],
)
def test_a_camera_is_found_by_number_or_name(wanted: str, number: int) -> None:
    assert find_camera(wanted, TWO).number == number


def test_no_camera_at_all_offers_the_demo() -> None:
    with pytest.raises(KnownError, match="demo"):
        find_camera("", ())


def test_a_camera_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(KnownError, match=r"no camera 7.*0 \(Integrated Camera\), 2 \(USB2\.0 Camera\)"):
        find_camera("7", TWO)


def test_a_camera_that_cannot_be_opened_is_told_in_a_sentence() -> None:
    with pytest.raises(KnownError, match="Ghost"):
        CameraSource(CameraInfo(97, "Ghost"))
