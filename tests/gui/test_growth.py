"""A window that lives for weeks: what it is told again and again leaves nothing behind.

The soak (`benchmarks.soak`) watches a process from outside, where a leak of 2 KB a time hides for half an hour behind
what the allocator has in reserve. Here the C library itself says how much of its memory is in use.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from engine.sources.capture import CaptureStatus
from gui.kiosk_window import KioskWindow
from tests.gui.conftest import MakeWindow
from tests.gui.scripted_kiosk import TALLIES, ScriptedKiosk

ROUNDS = 120
MOST_BYTES_A_ROUND = 300.0
"""What the leaks that were here took: 2,260 bytes, a button's icon of 24 x 24 pixels."""


class _Mallinfo2(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    )  # fmt: skip


def bytes_in_use() -> int:
    """What the program has from malloc, large pieces included, whatever the allocator itself holds in reserve."""
    library = ctypes.CDLL(None)
    if not sys.platform.startswith("linux") or not hasattr(library, "mallinfo2"):
        pytest.skip("only glibc 2.33 and newer tell how much memory is in use")
    library.mallinfo2.restype = _Mallinfo2
    gc.collect()
    found = library.mallinfo2()
    return int(found.uordblks + found.hblkhd)


def a_moment(window: KioskWindow, kiosk: ScriptedKiosk, number: int) -> None:
    """A new picture, another rate, other figures, a problem that comes and goes, and all of it painted."""
    kiosk.run()
    kiosk.set_capture(CaptureStatus.RUNNING, fps=24.0 + number % 7, frames_read=number + 1)
    changed = {
        code: replace(tally, viewers=tally.viewers + number % 5, dwell_s=tally.dwell_s + number % 3)
        for code, tally in TALLIES.items()
    }
    kiosk.set(tallies=changed)
    window._session._poll_frame()
    window._session._poll_state()
    window._render_clock()
    window.repaint()
    QCoreApplication.processEvents()


def test_a_window_that_goes_on_for_weeks_does_not_grow(make_window: MakeWindow) -> None:
    kiosk = ScriptedKiosk()
    window = make_window(kiosk)
    window._session.stop()  # the test gives the beat
    for number in range(40):  # every rate and figure is drawn once, so that caches of glyphs and the like are filled
        a_moment(window, kiosk, number)
    before = bytes_in_use()
    for number in range(ROUNDS):
        a_moment(window, kiosk, number)
    grown = (bytes_in_use() - before) / ROUNDS
    assert grown < MOST_BYTES_A_ROUND


def test_another_rate_draws_the_same_button(make_window: MakeWindow) -> None:
    kiosk = ScriptedKiosk()
    window = make_window(kiosk)
    a_moment(window, kiosk, 0)
    icon = window.pause.icon().cacheKey()
    for number in range(1, 4):
        a_moment(window, kiosk, number)
    assert window.pause.icon().cacheKey() == icon
    kiosk.set_capture(CaptureStatus.PAUSED)
    window._session._poll_state()
    assert window.pause.icon().cacheKey() != icon
