"""No text is cut off: every situation, at three sizes, in both languages and looks, measured on real widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.errors import KnownError
from engine.settings import AttributionSettings, ScreenSettings, Settings
from engine.sources.capture import CaptureStatus
from gui.kiosk_window import KioskWindow
from gui.languages import Languages
from tests.gui.conftest import MakeWindow
from tests.gui.scripted_kiosk import ENGLISH_PRODUCTS, PRODUCTS, ScriptedKiosk

pytestmark = pytest.mark.usefixtures("with_both_scripts")

LONG_PROBLEM = KnownError(
    "The database {database} cannot be written ({reason}). Check the disk and the folder's permissions.",
    database="/home/shop/.local/share/mien/mien.sqlite3",
    reason="Read-only file system",
)


def nothing(_kiosk: ScriptedKiosk) -> None:
    pass


def paused(kiosk: ScriptedKiosk) -> None:
    kiosk.pause()


def no_camera(kiosk: ScriptedKiosk) -> None:
    problem = KnownError("There is no camera. Plug one in, or choose the source demo.")
    kiosk.set_capture(CaptureStatus.RETRYING, frames_read=0, problem=problem)


def lost(kiosk: ScriptedKiosk) -> None:
    problem = KnownError(
        "The source {source} gives no picture. It is opened again; check its cable and its power.",
        source="HD Pro Webcam C920",
    )
    kiosk.set_capture(CaptureStatus.RETRYING, frames_read=9, problem=problem)


def troubled(kiosk: ScriptedKiosk) -> None:
    kiosk.set(problems=(LONG_PROBLEM, LONG_PROBLEM))


def too_few(kiosk: ScriptedKiosk) -> None:
    kiosk.set(on_show="4711-0271")


def unused(kiosk: ScriptedKiosk) -> None:
    kiosk.set(tallies={})


def crowded(kiosk: ScriptedKiosk) -> None:
    big = {
        code: replace(tally, viewers=123_456, dwell_s=128.4, attention_s=102.3)
        for code, tally in kiosk.state.tallies.items()
    }
    emotions = dict.fromkeys(kiosk.state.classes, 88888)
    kiosk.set(tallies={code: replace(tally, emotions=emotions) for code, tally in big.items()})


SITUATIONS = (nothing, paused, no_camera, lost, troubled, too_few, unused, crowded)


def widgets(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def cut_texts(window: KioskWindow) -> list[str]:
    """Every text that has less room than it needs, and every widget that reaches out of the window."""
    window.grab()  # paints everything, so that painted widgets have measured their texts
    found = [
        f"{type(w).__name__}: {text}"
        for w in widgets(window)
        if (look := getattr(w, "look", None))
        for text in look.cut_texts
    ]
    for widget in widgets(window):
        needed = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height():
                    found.append(f"label too low: {widget.text()}")
            elif needed.width() > widget.width() or needed.height() > widget.height():
                found.append(f"label too small: {widget.text()}")
        if isinstance(widget, QPushButton) and needed.width() > widget.width():
            found.append(f"button too narrow: {widget.text()}")
    for part in (window.title, window.chip, window.notice, window.clock, window.pause, window.panel, window.strip):
        if part.isVisible() and not window.rect().contains(part.geometry()):
            found.append(f"outside the window: {type(part).__name__} {part.geometry()}")
    parts = [window.title, window.chip, window.notice, window.clock, window.pause]
    for first, second in [(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]]:
        if first.geometry().intersects(second.geometry()):
            found.append(f"{type(first).__name__} and {type(second).__name__} overlap")
    return found


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (800, 480)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda f: f.__name__)
def test_no_text_is_cut_off(
    qtbot: QtBot,
    make_window: MakeWindow,
    languages: Languages,
    size: tuple[int, int],
    language: str,
    situation: Callable[[ScriptedKiosk], None],
) -> None:
    languages.speak(language)
    screen = ScreenSettings.model_validate({"language": language, "look": "light", "tally_period": "week"})
    kiosk = ScriptedKiosk(Settings(screen=screen), products=PRODUCTS if language == "zh_TW" else ENGLISH_PRODUCTS)
    kiosk.run()
    situation(kiosk)
    window = make_window(kiosk, size=size)
    qtbot.wait(60)
    assert (window.width(), window.height()) == size
    assert cut_texts(window) == []


@pytest.mark.parametrize(
    "size",
    [(1024, 600), (1366, 768), (2560, 1440), (3840, 2160), (1280, 1024), (1080, 1920), (720, 1280), (600, 1024)],
)
@pytest.mark.parametrize("mode", ["on_show", "rotation", "zones"])
def test_other_sizes_are_whole_too(qtbot: QtBot, make_window: MakeWindow, size: tuple[int, int], mode: str) -> None:
    settings = Settings(attribution=AttributionSettings.model_validate({"mode": mode}))
    kiosk = ScriptedKiosk(settings, products=ENGLISH_PRODUCTS)
    kiosk.run()
    kiosk.set(rotation_left_s=12.0 if mode == "rotation" else None)
    window = make_window(kiosk, size=size)
    qtbot.wait(60)
    assert cut_texts(window) == []
