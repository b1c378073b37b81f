"""Installing, updating, going back and taking away: the real scripts, in a folder that stands for the computer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.installation.conftest import Computer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the installation of Linux")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_the_first_installation(computer: Computer) -> None:
    done = computer.install("0.1.0-kiosk")
    assert done.returncode == 0, done.stderr
    assert computer.current() == "0.1.0-kiosk"
    assert not (computer.base / "previous").exists()
    assert (computer.base / "current").is_symlink()
    for place in (
        "usr/local/bin/mien",
        "usr/share/applications/mien.desktop",
        "usr/share/icons/hicolor/scalable/apps/mien.svg",
        "etc/systemd/user/mien.service",
        "opt/mien/bin/mien-kiosk",
    ):
        assert (computer.root / place).is_file(), place
    assert not (computer.root / "etc" / "lightdm").exists()


def test_two_versions_are_kept_and_the_one_before_comes_back(computer: Computer) -> None:
    for version in ("0.1.0-kiosk", "0.2.0-kiosk", "0.3.0-kiosk"):
        assert computer.install(version).returncode == 0
    assert computer.versions() == ["0.2.0-kiosk", "0.3.0-kiosk"]
    assert (computer.current(), computer.previous()) == ("0.3.0-kiosk", "0.2.0-kiosk")
    done = computer.sh(computer.base / "current" / "install.sh", "--go-back")
    assert done.returncode == 0, done.stderr
    assert (computer.current(), computer.previous()) == ("0.2.0-kiosk", "0.3.0-kiosk")


def test_the_same_version_again_mends_it(computer: Computer) -> None:
    assert computer.install("0.1.0-kiosk").returncode == 0
    (computer.base / "current" / "mien").write_text("damaged")
    assert computer.sh(computer.archives / "0.1.0-kiosk" / "install.sh").returncode == 0
    assert "version" in (computer.base / "current" / "mien").read_text()


def test_a_version_that_does_not_start_changes_nothing(computer: Computer) -> None:
    assert computer.install("0.1.0-kiosk").returncode == 0
    before = files(computer.root)
    done = computer.install("0.2.0-kiosk", check=3)
    assert done.returncode == 1
    assert "does not start" in done.stderr and "checked" in done.stderr
    assert computer.current() == "0.1.0-kiosk"
    assert files(computer.root) == before


def test_a_first_version_that_does_not_start_leaves_nothing_to_run(computer: Computer) -> None:
    done = computer.install("0.1.0-kiosk", check=1)
    assert done.returncode == 1
    assert not (computer.base / "current").exists() and not any((computer.base / "versions").iterdir())


def test_there_is_nothing_to_go_back_to(computer: Computer) -> None:
    assert computer.install("0.1.0-kiosk").returncode == 0
    done = computer.sh(computer.base / "current" / "install.sh", "--go-back")
    assert done.returncode == 1 and "no version before" in done.stderr
    assert computer.current() == "0.1.0-kiosk"


def test_an_installation_that_was_cut_off_is_cleared_away(computer: Computer) -> None:
    rest = computer.base / "versions" / "0.0.9-kiosk-20260101T000000Z.unfinished"
    rest.mkdir(parents=True)
    (rest / "mien").write_text("half")
    assert computer.install("0.1.0-kiosk").returncode == 0
    assert computer.versions() == ["0.1.0-kiosk"] and not rest.exists()


def test_after_the_kiosk_went_back_by_itself_the_good_version_is_kept(computer: Computer) -> None:
    for version in ("0.1.0-kiosk", "0.2.0-kiosk"):
        assert computer.install(version, "--kiosk", "nobody").returncode == 0
    home = Path("/nonexistent")  # as Debian's `nobody` has it
    state = computer.root / home.relative_to("/") / ".local" / "state" / "mien"
    state.mkdir(parents=True)
    (state / "refused").write_text((computer.base / "current").resolve().name + "\n")
    assert computer.install("0.3.0-kiosk").returncode == 0
    assert (computer.current(), computer.previous()) == ("0.3.0-kiosk", "0.1.0-kiosk")


def test_a_kiosk_starts_by_itself_and_everything_is_taken_away_again(computer: Computer) -> None:
    stranger = computer.root / "etc" / "lightdm" / "lightdm.conf.d" / "10-theirs.conf"
    stranger.parent.mkdir(parents=True)
    stranger.write_text("theirs")
    data = computer.root / "home" / "kiosk" / ".local" / "share" / "mien" / "mien.sqlite3"
    data.parent.mkdir(parents=True)
    data.write_text("numbers")
    before = files(computer.root)
    assert computer.install("0.1.0-kiosk", "--kiosk", "kiosk").returncode == 0
    login = (computer.root / "etc" / "lightdm" / "lightdm.conf.d" / "50-mien.conf").read_text()
    assert "autologin-user=kiosk" in login and "@" not in login
    blocked = computer.root / "etc" / "systemd" / "system" / "ctrl-alt-del.target"
    assert blocked.is_symlink() and str(blocked.readlink()) == "/dev/null"
    done = computer.sh(computer.base / "current" / "uninstall.sh")
    assert done.returncode == 0, done.stderr
    assert files(computer.root) == before


@pytest.mark.parametrize("words", [["--fly"], ["--kiosk"], ["--kiosk", "root"]])
def test_wrong_arguments_change_nothing(computer: Computer, words: list[str]) -> None:
    done = computer.install("0.1.0-kiosk", *words)
    assert done.returncode in (1, 2) and done.stderr.strip()
    assert files(computer.root) == set()


def test_the_script_alone_says_what_is_missing(computer: Computer, tmp_path: Path) -> None:
    folder = computer.unpack("0.1.0-kiosk")
    (folder / "mien").unlink()
    done = computer.sh(folder / "install.sh")
    assert done.returncode == 1 and "Unpack the whole archive" in done.stderr
