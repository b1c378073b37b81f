"""The system's libraries that Qt's and OpenCV's wheels expect, and the Debian package behind each.

Runs on its own, before anything else is installed: `python -m engine.system_libraries` prints the missing packages.
"""

from __future__ import annotations

import ctypes
import sys

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}


def missing_packages() -> tuple[str, ...]:
    """Debian packages whose libraries cannot be loaded; none on other systems than Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(package for library, package in PACKAGES.items() if not _is_there(library))


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages()) + "\n")
