"""Which version the kiosk's service starts, and what becomes of the data: the real script, over many starts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.installation.conftest import PARTS, Computer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the installation of Linux")


@dataclass
class Service:
    """The kiosk's service as systemd runs it: start, and what comes after it is ready."""

    computer: Computer
    home: Path

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share" / "mien"

    def start(self, *, becomes_ready: bool) -> str:
        """One start; which version ran."""
        said = self._kiosk("start", "--source", "demo").stdout.strip()
        if becomes_ready:
            self._kiosk("ready")
        assert said.endswith(": --kiosk --source demo")
        return said.removeprefix("version ").partition(":")[0]

    def _kiosk(self, *words: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(PARTS / "mien-kiosk"), *words],
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.home), "MIEN_BASE": str(self.computer.base)},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done


@pytest.fixture
def service(computer: Computer, tmp_path: Path) -> Service:
    home = tmp_path / "home"
    (home / ".local" / "share" / "mien").mkdir(parents=True)
    (home / ".config" / "mien").mkdir(parents=True)
    return Service(computer, home)


def test_the_first_version_is_tried_as_long_as_it_takes(computer: Computer, service: Service) -> None:
    computer.install("0.1.0-kiosk")
    assert [service.start(becomes_ready=False) for _ in range(6)] == ["0.1.0-kiosk"] * 6


def test_an_update_that_becomes_ready_stays(computer: Computer, service: Service) -> None:
    computer.install("0.1.0-kiosk")
    assert service.start(becomes_ready=True) == "0.1.0-kiosk"
    computer.install("0.2.0-kiosk")
    assert service.start(becomes_ready=False) == "0.2.0-kiosk"
    assert service.start(becomes_ready=True) == "0.2.0-kiosk"
    # A camera or a screen that fails later is not the version's fault.
    assert {service.start(becomes_ready=False) for _ in range(8)} == {"0.2.0-kiosk"}


def test_an_update_that_never_becomes_ready_is_gone_back_from_with_the_data(
    computer: Computer, service: Service
) -> None:
    computer.install("0.1.0-kiosk")
    assert service.start(becomes_ready=True) == "0.1.0-kiosk"
    (service.data / "mien.sqlite3").write_text("numbers")
    (service.data / "mien.sqlite3-wal").write_text("newest numbers")
    settings = service.home / ".config" / "mien" / "settings.json"
    settings.write_text('{"source": "0"}')
    computer.install("0.2.0-kiosk")
    assert service.start(becomes_ready=False) == "0.2.0-kiosk"
    (service.data / "mien.sqlite3").write_text("migrated to what the old version cannot read")
    (service.data / "mien.sqlite3-wal").unlink()
    settings.write_text("{}")
    assert [service.start(becomes_ready=False) for _ in range(2)] == ["0.2.0-kiosk"] * 2
    assert service.start(becomes_ready=True) == "0.1.0-kiosk"
    assert (service.data / "mien.sqlite3").read_text() == "numbers"
    assert (service.data / "mien.sqlite3-wal").read_text() == "newest numbers"
    assert settings.read_text() == '{"source": "0"}'
    (kept,) = service.data.glob("failed-before-*")
    assert "migrated" in (kept / "mien.sqlite3").read_text()
    # It stays with the good one, restart after restart, and tries the next update.
    assert {service.start(becomes_ready=True) for _ in range(4)} == {"0.1.0-kiosk"}
    computer.install("0.3.0-kiosk")
    assert service.start(becomes_ready=True) == "0.3.0-kiosk"


def test_the_data_also_comes_back_when_somebody_else_goes_back(computer: Computer, service: Service) -> None:
    """As the installer does when the running kiosk does not become ready with an update."""
    computer.install("0.1.0-kiosk")
    assert service.start(becomes_ready=True) == "0.1.0-kiosk"
    (service.data / "mien.sqlite3").write_text("numbers")
    computer.install("0.2.0-kiosk")
    assert service.start(becomes_ready=False) == "0.2.0-kiosk"
    (service.data / "mien.sqlite3").write_text("migrated")
    assert computer.sh(computer.base / "current" / "install.sh", "--go-back").returncode == 0
    assert service.start(becomes_ready=True) == "0.1.0-kiosk"
    assert (service.data / "mien.sqlite3").read_text() == "numbers"


def test_data_of_a_version_that_was_ready_stays(computer: Computer, service: Service) -> None:
    for version in ("0.1.0-kiosk", "0.2.0-kiosk"):
        computer.install(version)
        assert service.start(becomes_ready=True) == version
        (service.data / "mien.sqlite3").write_text(f"counted by {version}")
    assert computer.sh(computer.base / "current" / "install.sh", "--go-back").returncode == 0
    service.start(becomes_ready=True)
    assert (service.data / "mien.sqlite3").read_text() == "counted by 0.2.0-kiosk"


def test_only_the_newest_backups_are_kept(computer: Computer, service: Service) -> None:
    (service.data / "mien.sqlite3").write_text("numbers")
    for number in range(1, 5):
        computer.install(f"0.{number}.0-kiosk")
        assert service.start(becomes_ready=True) == f"0.{number}.0-kiosk"
    assert len(list((service.data / "backups").iterdir())) == 2


def test_without_data_there_is_nothing_to_keep(computer: Computer, service: Service) -> None:
    computer.install("0.1.0-kiosk")
    service.start(becomes_ready=True)
    assert list(service.data.iterdir()) == []
