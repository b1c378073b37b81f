"""A picture's size from the head of its file, before any of it is decoded: a small file can hold a huge picture."""

from __future__ import annotations

import struct

HEAD_BYTES = 1 << 20
"""Enough of a file's beginning; a JPEG can carry a long preview before its size."""
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(head: bytes) -> tuple[int, int] | None:
    """(width, height) in pixels of the PNG, JPEG, BMP or WebP file that begins with `head`, else None."""
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
            width, height = struct.unpack_from(">II", head, 16)
        elif head.startswith(b"\xff\xd8"):
            return _jpeg(head)
        elif head.startswith(b"BM"):
            width, height = struct.unpack_from("<ii", head, 18)
            height = abs(height)  # negative: stored from the top
        elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            width, height = _webp(head)
        else:
            return None
    except struct.error:
        return None
    return (width, height) if width > 0 and height > 0 else None


def is_jpeg(head: bytes) -> bool:
    return head.startswith(b"\xff\xd8")


def _jpeg(head: bytes) -> tuple[int, int] | None:
    """Walks the segments up to the first frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", head, at + 5)
            return (width, height) if width > 0 and height > 0 else None
        at += 2 if 0xD0 <= marker <= 0xD8 or marker == 0x01 else 2 + struct.unpack_from(">H", head, at + 2)[0]
    return None


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        a, b, c, d, e, f = struct.unpack_from("<6B", head, 24)
        return (a | b << 8 | c << 16) + 1, (d | e << 8 | f << 16) + 1
    return 0, 0
