"""`./run build [kiosk|full] [--check]`: makes the packaged program in dist/, and says how large it is."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
from pathlib import Path

from tools.bundle import smoke_test
from tools.bundle.contents import EDITIONS

ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str] | None = None) -> int:
    """Builds one edition, or checks one that is built; returns 0 done, 1 it failed."""
    parser = argparse.ArgumentParser(prog="./run build", description="Makes the packaged program in dist/.")
    parser.add_argument("edition", nargs="?", choices=EDITIONS, default="full", help="default: full")
    parser.add_argument(
        "--check", action="store_true", help="try the program that is built; builds it first if it is not"
    )
    parser.add_argument("--archive", action="store_true", help="also make the .tar.gz that is carried to a shop")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", metavar="DIR", help="where to (dist)")
    args = parser.parse_args(argv)
    folder: Path = args.dist / f"mien-{args.edition}"
    if not (args.check and folder.is_dir()):
        status = build(args.edition, args.dist)
        if status:
            return status
    print(f"{folder}: {size_mb(folder):.0f} MB")
    if args.archive:
        print(f"{archive(folder)}: {archive(folder).stat().st_size / 1e6:.0f} MB")
    return smoke_test.check(folder) if args.check else 0


def build(edition: str, dist: Path) -> int:
    """Runs PyInstaller; what it makes on the way lies beside the source in build/."""
    words = ["--noconfirm", "--log-level", "WARN", "--distpath", str(dist)]
    words += ["--workpath", str(ROOT / "build" / edition), str(ROOT / "build.spec")]
    environment = {**os.environ, "MIEN_EDITION": edition}
    return subprocess.run(
        [sys.executable, "-m", "PyInstaller", *words], cwd=ROOT, env=environment, check=False
    ).returncode


def size_mb(folder: Path) -> float:
    """What a folder's files take on disk, in MB (10^6 bytes); links take nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def archive(folder: Path) -> Path:
    """The folder as one file, under its name with the version."""
    version = (folder / "VERSION").read_text(encoding="ascii").strip()
    target = folder.with_name(f"mien-{version}.tar.gz")
    if not target.exists() or target.stat().st_mtime < (folder / "VERSION").stat().st_mtime:
        with tarfile.open(target, "w:gz", compresslevel=6) as tar:
            tar.add(folder, f"mien-{version}")
    return target


if __name__ == "__main__":
    sys.exit(main())
