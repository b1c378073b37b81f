"""From what the user writes as SRC to a frame source."""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import KnownError
from engine.exposures import SourceKind
from engine.sources.camera import CameraSource, find_camera
from engine.sources.demo import DEMO, DemoSource
from engine.sources.frame_source import FrameSource, PacedSource
from engine.sources.picture_folder import FolderSource
from engine.sources.video import NetworkSource, VideoSource, is_address, shown_address

_FILE_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)  # not the ".0 Camera" of "USB2.0 Camera"


def open_source(src: str, *, paced: bool) -> FrameSource:
    """The frame source that `src` names: a camera's number or name ("" is the first camera), a film, a folder of
    pictures, an rtsp:// or http(s):// address, or `demo`.

    `paced`: what is not live plays in real time, else each `read` returns at once.
    Raises KnownError with what is wrong and what to do.
    """
    source = _open(src.strip())
    return source if source.is_live or not paced else PacedSource(source)


def is_live(src: str) -> bool:
    """Whether `src` means a camera or a network address, which is worth waiting for."""
    src = src.strip()
    return is_address(src) or not (src == DEMO or _looks_like_path(src))


def source_kind(src: str) -> SourceKind:
    """What `src` means, for keeping films and the demo apart from what real shoppers did."""
    if src.strip() == DEMO:
        return "demo"
    return "live" if is_live(src) else "film"


def shown_name(src: str) -> str:
    """`src` as it may be shown and logged: of an address only the host, of a film or folder only its own name."""
    src = src.strip()
    if is_address(src):
        return shown_address(src)
    return Path(src).name if _looks_like_path(src) else src


def _open(src: str) -> FrameSource:
    if src == DEMO:
        return DemoSource()
    if is_address(src):
        return NetworkSource(src)
    if not _looks_like_path(src):
        return CameraSource(find_camera(src))
    path = Path(src).expanduser()
    if path.is_dir():
        return FolderSource(path)
    if path.exists():
        return VideoSource(path)
    raise KnownError("There is no file or folder {path}. Check its name.", path=src)


def _looks_like_path(src: str) -> bool:
    """A camera's name has no separator and is no file; `/dev/video0` is a camera too."""
    if not src or src.isdecimal() or src.startswith("/dev/video"):
        return False
    path = Path(src).expanduser()
    return "/" in src or "\\" in src or path.exists() or _FILE_ENDING.search(src) is not None
