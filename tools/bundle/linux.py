"""What the installer of a shop gets beside the program."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from engine.version import VERSION
from tools.bundle.contents import Edition

_PLATFORM: str = sys.platform


def add_installation(folder: Path, root: Path, edition: Edition) -> None:
    """Puts into the program's folder: its version, the licences, the guide and, on Linux, what installs it."""
    (folder / "VERSION").write_text(f"{VERSION}-{edition.name}\n", encoding="ascii")
    shutil.move(folder / "_internal" / "LICENSES", folder / "LICENSES")
    shutil.copy(root / "docs" / "INSTALLING.md", folder)
    if _PLATFORM != "linux":
        return
    parts = root / "installation" / "linux"
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(parts / script, folder)
    shutil.copytree(parts, folder / "linux", ignore=shutil.ignore_patterns("*install.sh"), dirs_exist_ok=True)
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            item = Path(place, name)
            if not item.is_symlink():  # whatever the builder's habits are, every user may read it
                item.chmod(item.stat().st_mode | (0o755 if item.is_dir() else 0o644))
