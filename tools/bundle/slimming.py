"""Symbol tables that only debuggers read: a fifth of TensorFlow's library, three quarters of Python's."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.bundle.contents import Entry

STRIPPED = ("tensorflow/", "ai_edge_litert/", "libpython", "python3.", "kiwisolver/", "fontTools/", "sqlalchemy/")
"""Only these: libraries that were patched after linking, as numpy's and scipy's are, may not survive `strip`."""

WORTH_BYTES = 200_000
_PLATFORM: str = sys.platform


def without_symbols(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same files, with large libraries replaced by copies in `folder` that lack the symbols for debugging."""
    if _PLATFORM != "linux" or shutil.which("strip") is None:
        return list(entries)
    return [_stripped(entry, folder) if _is_worth_it(entry) else entry for entry in entries]


def _is_worth_it(entry: Entry) -> bool:
    inside, source, kind = entry
    return (
        kind in ("BINARY", "EXTENSION")
        and inside.startswith(STRIPPED)
        and Path(source).is_file()
        and Path(source).stat().st_size > WORTH_BYTES
    )


def _stripped(entry: Entry, folder: Path) -> Entry:
    inside, source, kind = entry
    target, original = folder / inside, Path(source)
    if not target.exists() or target.stat().st_mtime < original.stat().st_mtime:
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["strip", "--strip-unneeded", "-o", str(target), str(original)], check=True)
        target.chmod(0o755)
    return inside, str(target), kind
