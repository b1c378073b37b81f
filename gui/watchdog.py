"""Signs of life for the service manager, from the event loop itself: a window that hangs gives none."""

from __future__ import annotations

import faulthandler
import logging
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from engine.kiosk import KioskSnapshot
from engine.service_manager import ServiceManager

log = logging.getLogger(__name__)

SIGNS_A_PERIOD = 4
LOOK_MS = 200
ANALYSIS_HANGS_S = 60.0
"""An analysis that takes that long is not slow, it hangs: the longest known pause is a model that is loaded."""


class Watchdog(QObject):
    """Tells `manager` once that the kiosk is ready, and then again and again that it lives.

    Ready is a kiosk whose window was painted and whose analysis has begun its first turn, with or without a camera.
    It lives while this object's event loop turns and its analysis does; `snapshot` is asked each time. What hangs
    longer is killed and started anew by the manager, and says where it hung on standard error.
    """

    def __init__(
        self,
        manager: ServiceManager,
        snapshot: Callable[[], KioskSnapshot],
        parent: QObject | None = None,
        analysis_hangs_s: float = ANALYSIS_HANGS_S,
    ) -> None:
        super().__init__(parent)
        self._manager, self._snapshot, self._analysis_hangs_s = manager, snapshot, analysis_hangs_s
        self._ready = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begins; call it when the window has been painted and the kiosk started. Nothing without a manager."""
        if not self._manager.listens():
            return
        if sys.stderr is not None and not faulthandler.is_enabled():
            faulthandler.enable(sys.stderr)  # the manager ends what hangs by SIGABRT
        self._timer.start()

    def stop(self) -> None:
        """Tells that the program ends, in order."""
        if self._timer.isActive():
            self._timer.stop()
            self._manager.stopping()

    def _look(self) -> None:
        turned_s = self._snapshot().turned_s
        if not self._ready:
            if turned_s is None:
                return
            self._ready = True
            self._manager.ready()
            if self._manager.watchdog_s is None:
                self._timer.stop()
                return
            self._timer.setInterval(round(self._manager.watchdog_s * 1000 / SIGNS_A_PERIOD))
        if turned_s is not None and time.monotonic() - turned_s > self._analysis_hangs_s:
            log.error("the analysis hangs since %.0f s: no sign of life", time.monotonic() - turned_s)
            return
        self._manager.alive()
