"""The kiosk as a program: with the real engine on the demo, from the first window to the exit status."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from engine.audit import AuditLog
from engine.kiosk import Kiosk
from engine.paths import Paths
from engine.pin import PinLock
from engine.settings import ScreenSettings, Settings, load_settings
from engine.sources.capture import CaptureStatus
from gui.admin.admin_window import AdminWindow
from gui.admin.parts import Question
from gui.admin.pin_dialog import PinDialog
from gui.app import run_kiosk
from gui.kiosk_window import KioskWindow
from tests.gui.scripted_kiosk import ScriptedKiosk

SETTINGS = Settings(screen=ScreenSettings(language="en"))


def kiosk_window() -> KioskWindow:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, KioskWindow) and w.isVisible())


class Script(QObject):
    """Does something on the GUI thread once a condition holds, and ends the program after a while in any case."""

    ended = Signal()

    def __init__(self, condition: Callable[[], bool], action: Callable[[], None], limit_s: float = 20) -> None:
        super().__init__()
        self._condition, self._action = condition, action
        self._left = round(limit_s / 0.05)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(50)

    def _look(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            QApplication.exit(99)
        elif (
            any(isinstance(w, KioskWindow) and w.isVisible() for w in QApplication.topLevelWidgets())
            and self._condition()
        ):
            self._timer.stop()
            self._action()


@pytest.fixture(autouse=True)
def no_window_stays(qapp: QApplication) -> Iterator[None]:
    yield
    assert not any(w.isVisible() for w in QApplication.topLevelWidgets())


def test_the_demo_runs_in_the_window_until_it_is_closed(paths: Paths) -> None:
    kiosk = Kiosk(SETTINGS, paths, "demo")
    seen: list[int] = []

    def viewer_counted() -> bool:
        return any(tally.viewers > 0 for tally in kiosk_window().snapshot().tallies.values())

    def close() -> None:
        window = kiosk_window()
        assert window.view.has_picture()
        assert window.chip.text().startswith("Demo")
        seen.append(sum(tally.viewers for tally in window.snapshot().tallies.values()))
        window.close()

    script = Script(viewer_counted, close)
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=False) == 0
    assert seen and seen[0] > 0
    assert kiosk.snapshot().capture.status is CaptureStatus.STOPPED
    script.deleteLater()


def test_the_camera_opens_only_after_the_notice_is_on_screen(paths: Paths) -> None:
    kiosk = ScriptedKiosk(SETTINGS)
    shown_at_start: list[bool] = []
    begin = kiosk.start

    def start() -> None:
        shown_at_start.append(kiosk_window().notice.isVisible())
        begin()

    kiosk.start = start  # type: ignore[method-assign]
    script = Script(lambda: ("start",) in kiosk.told, lambda: QApplication.exit(0))
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=False) == 0
    assert shown_at_start == [True]
    assert kiosk.told == [("start",), ("stop",)]
    script.deleteLater()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_service_managers_stop_ends_it_in_order(paths: Paths, number: signal.Signals) -> None:
    kiosk = ScriptedKiosk(SETTINGS)
    script = Script(lambda: ("start",) in kiosk.told, lambda: os.kill(os.getpid(), number))
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=False) == 128 + number
    assert kiosk.told[-1] == ("stop",)
    script.deleteLater()


def test_a_bug_ends_it_with_1(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    kiosk = ScriptedKiosk(SETTINGS)

    def dead() -> None:
        raise ZeroDivisionError("the analysis died")

    def break_it() -> None:
        kiosk.snapshot = dead  # type: ignore[method-assign, assignment]

    script = Script(lambda: ("start",) in kiosk.told, break_it)
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=False) == 1
    assert "the analysis died" in caplog.text
    script.deleteLater()


def pin_dialog() -> PinDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, PinDialog) and w.isVisible()), None)


def admin_window() -> AdminWindow | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, AdminWindow) and w.isVisible()), None)


def test_locked_it_asks_for_a_first_pin_and_only_the_pin_leads_out(paths: Paths) -> None:
    kiosk = ScriptedKiosk(SETTINGS)
    steps: list[str] = []

    def go() -> None:
        dialog = pin_dialog()
        assert dialog is not None
        steps.append(dialog.title.text())
        dialog.reject()
        window = kiosk_window()
        assert not window.close()
        PinLock.of(paths).set_pin("4821")
        window.way_out_wanted.emit()
        dialog = pin_dialog()
        assert dialog is not None
        steps.append(dialog.title.text())
        for digit in "4821":
            dialog.pad[digit].click()
        dialog.enter.click()

    def leave() -> None:
        panel = admin_window()
        assert panel is not None
        assert panel.isFullScreen()
        steps.append(panel.nav_title.text())
        panel.leave.click()
        question = next(w for w in panel.findChildren(Question) if w.isVisible())
        question.action.click()

    script = Script(lambda: pin_dialog() is not None, go)
    leaving = Script(lambda: admin_window() is not None, leave)
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=True) == 0
    assert steps == ["Choose a PIN", "Enter the PIN", "Administration"]
    assert [entry.action for entry in AuditLog.of(paths).entries()][::-1] == [
        "panel_opened", "kiosk_left", "panel_locked",
    ]  # fmt: skip
    for thing in (script, leaving):
        thing.deleteLater()


def test_mirroring_is_remembered(paths: Paths) -> None:
    kiosk = ScriptedKiosk(SETTINGS)

    def go() -> None:
        window = kiosk_window()
        window.mirror_changed.emit(SETTINGS.model_copy(update={"screen": ScreenSettings(mirror=False)}))
        QApplication.exit(0)

    script = Script(lambda: ("start",) in kiosk.told, go)
    assert run_kiosk(kiosk, SETTINGS, paths, full_screen=False) == 0
    assert load_settings(paths.settings)[0].screen.mirror is False
    script.deleteLater()
