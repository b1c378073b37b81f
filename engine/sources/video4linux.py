"""The cameras that Linux knows of, without opening any of them for pictures."""

from __future__ import annotations

import os
import struct
from pathlib import Path

_CAN_CAPTURE = 0x1  # V4L2_CAP_VIDEO_CAPTURE
_HAS_DEVICE_CAPS = 0x80000000  # V4L2_CAP_DEVICE_CAPS
_VIDIOC_QUERYCAP = 0x80685600
_CAPABILITY = struct.Struct("16s32s32sIII12x")  # struct v4l2_capability of linux/videodev2.h


def capture_nodes(classes: Path = Path("/sys/class/video4linux"), devices: Path = Path("/dev")) -> dict[int, str]:
    """Number and name of each device that gives pictures, by number.

    A webcam often has a second node for metadata, and codecs have nodes too: those are left out.
    """
    found = {}
    for node in classes.glob("video*"):
        number = node.name.removeprefix("video")
        if not number.isdecimal() or not _captures(node, devices / node.name):
            continue
        try:
            name = (node / "name").read_text(encoding="utf-8", errors="replace").strip()
        except OSError:  # unplugged between the two looks
            continue
        found[int(number)] = name or f"Camera {number}"
    return dict(sorted(found.items()))


def _captures(node: Path, device: Path) -> bool:
    import fcntl  # not there on Windows

    try:
        handle = os.open(device, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return _is_first(node)  # this user may not open it: judge by its index
    try:
        answer = fcntl.ioctl(handle, _VIDIOC_QUERYCAP, bytes(_CAPABILITY.size))
    except OSError:  # no video4linux device
        return False
    finally:
        os.close(handle)
    *_, any_node, this_node = _CAPABILITY.unpack(answer)
    return bool((this_node if any_node & _HAS_DEVICE_CAPS else any_node) & _CAN_CAPTURE)


def _is_first(node: Path) -> bool:
    try:
        return (node / "index").read_text().strip() == "0"
    except OSError:
        return False
