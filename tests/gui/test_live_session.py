"""The running kiosk as signals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine.sources.capture import CaptureStatus
from gui.live_session import LiveSession
from tests.gui.scripted_kiosk import ScriptedKiosk


@pytest.fixture
def kiosk() -> ScriptedKiosk:
    return ScriptedKiosk()


@pytest.fixture
def session(kiosk: ScriptedKiosk) -> Iterator[LiveSession]:
    session = LiveSession(kiosk)
    yield session
    session.stop()
    session.deleteLater()


def test_every_new_frame_is_told_once(qtbot: QtBot, kiosk: ScriptedKiosk, session: LiveSession) -> None:
    told: list[int] = []
    session.frame_changed.connect(lambda frame, _analysis: told.append(frame.number))
    session.start()
    for _ in range(3):
        kiosk.run()
        qtbot.wait(60)
    assert told == [0, 1, 2]


def test_tallies_are_told_only_when_they_change(qtbot: QtBot, kiosk: ScriptedKiosk, session: LiveSession) -> None:
    told: list[int] = []
    session.snapshot_changed.connect(lambda snapshot: told.append(snapshot.revision))
    session.start()
    qtbot.wait(700)
    assert told == [1]
    kiosk.set(on_show="4711-0240")
    qtbot.waitUntil(lambda: told == [1, 2], timeout=5000)


def test_the_state_of_the_capture_is_told(qtbot: QtBot, kiosk: ScriptedKiosk, session: LiveSession) -> None:
    told: list[CaptureStatus] = []
    session.capture_changed.connect(lambda capture: told.append(capture.status))
    session.start()
    kiosk.run()
    qtbot.waitUntil(lambda: CaptureStatus.RUNNING in told, timeout=5000)
    with qtbot.waitSignal(session.picture_lost, timeout=5000):
        session.toggle_pause()
    session.toggle_pause()
    assert told[-2:] == [CaptureStatus.PAUSED, CaptureStatus.RUNNING]
    assert kiosk.told == [("pause",), ("resume",)]


def test_nothing_is_told_after_stop(qtbot: QtBot, kiosk: ScriptedKiosk, session: LiveSession) -> None:
    session.start()
    session.stop()
    told: list[object] = []
    session.frame_changed.connect(lambda *args: told.append(args))
    session.snapshot_changed.connect(told.append)
    kiosk.run()
    qtbot.wait(400)
    assert told == []


def test_the_demo_can_be_left_for_what_was_before(kiosk: ScriptedKiosk, session: LiveSession) -> None:
    kiosk.source = "1"
    assert not session.can_leave_demo()
    session.show_demo()
    assert (kiosk.source, session.source_kind(), session.can_leave_demo()) == ("demo", "demo", True)
    session.leave_demo()
    assert (kiosk.source, session.can_leave_demo()) == ("1", False)


def test_a_kiosk_that_was_started_with_the_demo_has_nothing_to_go_back_to(session: LiveSession) -> None:
    session.replay()
    assert not session.can_leave_demo()


def test_mirroring_is_a_setting(kiosk: ScriptedKiosk, session: LiveSession) -> None:
    assert session.toggle_mirror().screen.mirror is False
    assert session.toggle_mirror().screen.mirror is True
    assert [name for name, *_ in kiosk.told] == ["apply", "apply"]
