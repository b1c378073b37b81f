"""A packaged program that is only a shell script, and a computer that is only a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

PARTS = Path(__file__).resolve().parents[2] / "installation" / "linux"

PROGRAM = """#!/bin/sh
case $1 in
check) echo "checked $0"; exit {check} ;;
*) echo "version {version}: $*" ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the installation of Linux")


@dataclass
class Computer:
    """A root folder, with the user that the kiosk runs as."""

    root: Path
    archives: Path
    user: str

    @property
    def base(self) -> Path:
        return self.root / "opt" / "mien"

    def unpack(self, version: str, *, check: int = 0) -> Path:
        """What an installer unpacks: the program and its installation script."""
        folder = self.archives / version
        shutil.copytree(PARTS, folder / "linux")
        for script in ("install.sh", "uninstall.sh"):
            shutil.copy(PARTS / script, folder)
        icon = folder / "_internal" / "resources" / "icons" / "mien.svg"
        icon.parent.mkdir(parents=True)
        icon.write_text("<svg/>")
        program = folder / "mien"
        program.write_text(PROGRAM.format(version=version, check=check))
        program.chmod(0o755)
        (folder / "VERSION").write_text(version + "\n")
        return folder

    def install(self, version: str, *words: str, check: int = 0) -> subprocess.CompletedProcess[str]:
        return self.sh(self.unpack(version, check=check) / "install.sh", *words)

    def sh(
        self, script: Path, *words: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(script), *words],
            env={**os.environ, "DESTDIR": str(self.root), **(environment or {})},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def current(self) -> str:
        """The version in use, as the link leads to it."""
        return (self.base / "current" / "VERSION").read_text().strip()

    def previous(self) -> str:
        return (self.base / "previous" / "VERSION").read_text().strip()

    def versions(self) -> list[str]:
        return sorted((place / "VERSION").read_text().strip() for place in (self.base / "versions").iterdir())


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    root = tmp_path / "root"
    root.mkdir()
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    return Computer(root, tmp_path / "archives", user)
