"""What Windows shows of the program: its icon, its version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from engine.version import VERSION

_PLATFORM: str = sys.platform
SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(root: Path, work: Path) -> str | None:
    """The .ico file made of the program's drawing; None on systems that have no use for it."""
    return (
        str(draw_icon(root / "resources" / "icons" / "mien.svg", work / "mien.ico")) if _PLATFORM == "win32" else None
    )


def draw_icon(drawing: Path, target: Path) -> Path:
    """Draws an SVG at the sizes that Windows asks for. Qt draws in a process of its own: a build needs no screen."""
    target.parent.mkdir(parents=True, exist_ok=True)
    pictures = [target.with_name(f"{target.stem}-{size}.png") for size in SIZES]
    program = (
        "import sys\n"
        "from PySide6.QtGui import QGuiApplication, QImage, QPainter\n"
        "from PySide6.QtSvg import QSvgRenderer\n"
        "app = QGuiApplication([])\n"
        "drawing = QSvgRenderer(sys.argv[1])\n"
        "for name in sys.argv[2:]:\n"
        "    size = int(name.rpartition('-')[2].removesuffix('.png'))\n"
        "    image = QImage(size, size, QImage.Format.Format_ARGB32)\n"
        "    image.fill(0)\n"
        "    painter = QPainter(image)\n"
        "    drawing.render(painter)\n"
        "    painter.end()\n"
        "    image.save(name)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(drawing), *map(str, pictures)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )
    from PIL import Image

    images = [Image.open(picture) for picture in pictures]
    images[-1].save(target, format="ICO", sizes=[(size, size) for size in SIZES], append_images=images[:-1])
    return target


def version_file(work: Path) -> str | None:
    """The file from which PyInstaller makes Windows's version resource; None on other systems."""
    if _PLATFORM != "win32":
        return None
    path = work / "version.txt"
    path.write_text(version_resource(VERSION), encoding="utf-8")
    return str(path)


def version_resource(version: str) -> str:
    """The version resource as PyInstaller reads it."""
    numbers = tuple(int(part) for part in version.split("."))
    four = (*numbers, 0, 0, 0, 0)[:4]
    words = {
        "CompanyName": "Mien",
        "FileDescription": "Mien, a store kiosk",
        "FileVersion": version,
        "InternalName": "mien",
        "OriginalFilename": "mien.exe",
        "ProductName": "Mien",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{strings}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
