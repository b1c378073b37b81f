"""How long the kiosk takes from nothing to the first classified frame, and what it holds then: a child process.

`python -m benchmarks.first_frame BEGAN_S WINDOW SOURCE SECONDS`, with the clock (`time.monotonic`) as it was when the
process was asked for, starts the kiosk as `main.py` does — with WINDOW 1 its window too — lets it run for SECONDS
after its first classified frame, prints one JSON document and ends.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

HEAVY = ("tensorflow", "keras", "matplotlib", "torch")
GIVE_UP_S = 60.0
_PLATFORM: str = sys.platform


def main() -> None:
    """Runs the kiosk of the arguments; imports happen here, since they are part of what is measured."""
    began_s, window, source, seconds = float(sys.argv[1]), sys.argv[2] == "1", sys.argv[3], float(sys.argv[4])
    from engine.kiosk import Kiosk
    from engine.paths import default_paths
    from engine.settings import Settings

    paths = default_paths()
    settings = Settings()
    if window:
        from gui.app import run_kiosk
    kiosk = Kiosk(settings, paths, source)
    watcher = threading.Thread(target=_watch, args=(kiosk, began_s, seconds), daemon=True)
    watcher.start()
    if window:
        run_kiosk(kiosk, settings, paths, full_screen=False)
    else:
        kiosk.start()
    watcher.join()


def _watch(kiosk: Any, began_s: float, seconds: float) -> None:
    """Waits for the first classified frame, then for the end; prints what was seen. Ends the process."""
    found: dict[str, Any] = {}
    give_up_s = time.monotonic() + GIVE_UP_S
    while "first_classified_s" not in found and time.monotonic() < give_up_s:
        snapshot = kiosk.snapshot()
        if snapshot.frames_analysed and "first_analysed_s" not in found:
            found["first_analysed_s"] = round(time.monotonic() - began_s, 3)
        if snapshot.analysis is not None and any(face.confidence > 0 for face in snapshot.analysis.faces):
            found["first_classified_s"] = round(time.monotonic() - began_s, 3)
        time.sleep(0.002)
    before, since_s = kiosk.snapshot(), time.monotonic()
    time.sleep(seconds)
    after, lasted_s = kiosk.snapshot(), time.monotonic() - since_s
    if seconds:
        found["camera_fps"] = round((after.capture.frames_read - before.capture.frames_read) / lasted_s, 1)
        found["analysed_fps"] = round((after.frames_analysed - before.frames_analysed) / lasted_s, 1)
    found["peak_resident_mb"] = round(_peak_resident_mb(), 1)
    found["heavy_modules"] = [name for name in HEAVY if name in sys.modules]
    found["detector"] = after.detector
    found["problems"] = [str(problem) for problem in after.problems]
    print(json.dumps(found), flush=True)
    os._exit(0)  # what the window does at its end is not measured


def _peak_resident_mb() -> float:
    if _PLATFORM == "linux":
        # Not getrusage: there a process begins with the peak of the one that started it.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
        return kilobytes * 1024 / 1e6
    import psutil

    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 1e6


if __name__ == "__main__":
    main()
