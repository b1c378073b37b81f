"""The demo as a frame source."""

from __future__ import annotations

from engine.sources.demo.player import Player
from engine.types import Frame

DEMO = "demo"
FPS = 30


class DemoSource:
    """Plays for ever. Frame n is always the same picture."""

    name = DEMO
    is_live = False

    def __init__(self, width_px: int = 640, height_px: int = 480) -> None:
        self._player = Player(width_px, height_px)
        self._next = 0
        self._closed = False

    def read(self) -> Frame | None:
        if self._closed:
            return None
        time_s = self._next / FPS
        frame = Frame(self._player.draw(time_s), time_s, self._next)
        self._next += 1
        return frame

    def close(self) -> None:
        self._closed = True
