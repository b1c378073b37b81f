"""Products' pictures are read beside the screen, and a bad one is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.pictures import LONGEST_PX, PictureShelf, read_picture


def write_picture(path: Path, width: int, height: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#4cc2a0"))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))


def test_a_picture_comes_later_and_small(qtbot: QtBot, tmp_path: Path) -> None:
    write_picture(tmp_path / "tea.jpg", 3000, 2000)
    shelf = PictureShelf(tmp_path)
    with qtbot.waitSignal(shelf.arrived, timeout=5000) as got:
        assert shelf.picture("tea.jpg") is None
    assert got.args == ["tea.jpg"]
    picture = shelf.picture("tea.jpg")
    assert picture is not None
    assert max(picture.width(), picture.height()) == LONGEST_PX


@pytest.mark.parametrize("name", [None, "", "missing.png", "broken.png", "../outside.png", "folder"])
def test_what_is_no_picture_stays_away(
    qtbot: QtBot, tmp_path: Path, name: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "products"
    write_picture(tmp_path / "outside.png", 8, 8)
    (folder / "folder").mkdir(parents=True)
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    shelf = PictureShelf(folder)
    assert shelf.picture(name) is None
    qtbot.wait(100)
    assert shelf.picture(name) is None


def test_a_tiny_picture_is_a_picture(tmp_path: Path) -> None:
    write_picture(tmp_path / "dot.png", 1, 1)
    assert not read_picture(tmp_path / "dot.png").isNull()
