"""The whole window: what it shows, and what touch and keys do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.errors import KnownError
from engine.settings import AttributionSettings, ScreenSettings, Settings
from engine.sources.capture import CaptureStatus
from gui.kiosk_window import KioskWindow
from gui.languages import Languages
from gui.theme import LIGHT
from tests.gui.conftest import MakeWindow
from tests.gui.scripted_kiosk import PRODUCTS, ScriptedKiosk, type_code


@pytest.fixture
def kiosk() -> ScriptedKiosk:
    kiosk = ScriptedKiosk()
    kiosk.run()
    return kiosk


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(
    window: KioskWindow, key: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.windowHandle(), key, modifiers)  # type: ignore[arg-type]


def touch_targets(window: KioskWindow) -> list[QPushButton]:
    return [button for button in window.findChildren(QPushButton) if button.isVisible()]


def test_before_anything_is_known_the_notice_is_there_and_no_picture(make_window: MakeWindow) -> None:
    window = make_window(ScriptedKiosk(), begin=False)
    assert window.notice.isVisible()
    assert "camera" in window.notice.text()
    assert window.placeholder.isVisible()
    assert window.chip.text() == "Opening…"


def test_the_window_says_when_it_has_been_on_screen(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(ScriptedKiosk(), begin=False)
    with qtbot.waitSignal(window.painted, timeout=5000):
        window.grab()
        window.update()


def test_a_running_camera_is_shown(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    qtbot.waitUntil(window.view.has_picture, timeout=5000)
    assert not window.placeholder.isVisible()
    assert window.chip.text().replace("\u2009", " ") == "Camera on · 30 fps"
    assert window.strip.cards()[0].isChecked()


def test_pausing_is_one_touch_and_nothing_stays_on_screen(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk
) -> None:
    window = make_window(kiosk)
    qtbot.waitUntil(window.view.has_picture, timeout=5000)
    click(window.pause)
    assert ("pause",) in kiosk.told
    assert not window.view.has_picture()
    assert window.placeholder.title.text() == "The camera is off"
    assert window.chip.text() == "Camera off"
    assert window.notice.isVisible()
    click(window.placeholder.button)
    assert ("resume",) in kiosk.told
    qtbot.waitUntil(window.view.has_picture, timeout=5000)


@pytest.mark.parametrize("key", ["p", "P", Qt.Key.Key_Space])
def test_keys_pause_too(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk, key: str | Qt.Key) -> None:
    window = make_window(kiosk)
    press(window, key)
    qtbot.waitUntil(lambda: ("pause",) in kiosk.told, timeout=5000)


def test_arrows_choose_the_product(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Left)
    assert [told for told in kiosk.told if told[0] == "show_next"] == [("show_next", 1), ("show_next", -1)]


def test_m_mirrors_and_the_settings_are_kept(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    with qtbot.waitSignal(window.mirror_changed, timeout=5000) as got:
        press(window, "m")
    assert got.args[0].screen.mirror is False
    assert kiosk.state.settings.screen.mirror is False


def test_a_scanned_code_puts_its_product_on_show(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    type_code(window, "4711-0257")
    assert kiosk.told == [("show_product", "4711-0257")]
    qtbot.waitUntil(lambda: window.strip.cards()[2].isChecked(), timeout=5000)
    assert window.panel.heading.accessibleName() == "On show 葡萄氣泡飲"


def test_an_unknown_code_is_said(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    type_code(window, "999888")
    assert window.toast.isVisible()
    assert window.toast.text() == "No product has the code 999888."
    assert kiosk.state.on_show == PRODUCTS[0].code


def test_touching_a_card_puts_its_product_on_show(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    QTest.mouseClick(window.strip.cards()[3], Qt.MouseButton.LeftButton)
    assert ("show_product", "4711-0264") in kiosk.told


def test_with_zones_a_touched_card_only_shows_its_figures(make_window: MakeWindow) -> None:
    zoned = tuple(replace(p, zone=(i / 5, 0, (i + 1) / 5, 1)) for i, p in enumerate(PRODUCTS))
    kiosk = ScriptedKiosk(Settings(attribution=AttributionSettings(mode="zones")), products=zoned)
    kiosk.set(on_show=None)
    window = make_window(kiosk)
    assert window.panel.heading.accessibleName() == f"On the shelf {PRODUCTS[0].name}"
    QTest.mouseClick(window.strip.cards()[1], Qt.MouseButton.LeftButton)
    assert window.panel.heading.accessibleName() == f"On the shelf {PRODUCTS[1].name}"
    press(window, Qt.Key.Key_Right)
    assert window.panel.heading.accessibleName() == f"On the shelf {PRODUCTS[2].name}"
    assert kiosk.told == []


def test_without_a_camera_the_demo_is_offered_and_can_be_left(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk
) -> None:
    problem = KnownError("There is no camera. Plug one in, or choose the source demo.")
    kiosk.set_capture(CaptureStatus.RETRYING, frames_read=0, problem=problem)
    window = make_window(kiosk)
    assert window.placeholder.title.text() == "No camera found"
    assert "Plug one in" in window.placeholder.explanation.text()
    assert window.placeholder.button.text() == "Show the demo"
    click(window.placeholder.button)
    assert kiosk.source == "demo"
    kiosk.run()
    qtbot.waitUntil(window.leave_demo.isVisible, timeout=5000)
    assert window.chip.text().startswith("Demo")
    click(window.leave_demo)
    assert kiosk.source == ""
    qtbot.waitUntil(lambda: not window.leave_demo.isVisible(), timeout=5000)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (CaptureStatus.OPENING, "Opening the camera…"),
        (CaptureStatus.RETRYING, "The camera is gone. Trying again…"),
        (CaptureStatus.ENDED, "The film is over"),
        (CaptureStatus.STOPPED, "The camera is off"),
    ],
)
def test_each_state_says_what_is_the_matter(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk, status: CaptureStatus, title: str
) -> None:
    window = make_window(kiosk)
    qtbot.waitUntil(window.view.has_picture, timeout=5000)
    kiosk.set_capture(status)
    qtbot.waitUntil(window.placeholder.isVisible, timeout=5000)
    assert window.placeholder.title.text() == title
    assert not window.view.has_picture()


def test_a_film_that_is_over_plays_again(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    kiosk.source = "film.mp4"
    kiosk.set_capture(CaptureStatus.ENDED)
    click(make_window(kiosk).placeholder.button)
    assert kiosk.told == [("change_source", "film.mp4")]


def test_problems_are_said_one_by_one_and_can_be_put_away(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk
) -> None:
    window = make_window(kiosk)
    assert not window.messages.isVisible()
    problems = (KnownError("First {n}.", n=1), KnownError("Second."))
    kiosk.set(problems=problems)
    qtbot.waitUntil(window.messages.isVisible, timeout=5000)
    assert window.messages.words.text() == "1/2  First 1."
    click(window.messages.next_button)
    assert window.messages.words.text() == "2/2  Second."
    click(window.messages.close_button)
    kiosk.set(problems=(KnownError("First {n}.", n=1), KnownError("Second.")))
    qtbot.wait(500)
    assert not window.messages.isVisible()
    kiosk.set(problems=(KnownError("Third."),))
    qtbot.waitUntil(window.messages.isVisible, timeout=5000)
    kiosk.set(problems=())
    qtbot.waitUntil(lambda: not window.messages.isVisible(), timeout=5000)


def test_the_shops_own_notice_is_shown_whole(make_window: MakeWindow) -> None:
    own = "Emotions are read here. " * 12
    window = make_window(ScriptedKiosk(Settings(screen=ScreenSettings(notice=own[:300]))), size=(800, 480))
    window.grab()
    assert window.notice.text() == " ".join(own[:300].split())
    assert window.notice.look.cut_texts == []
    assert window.notice.height() >= window.notice.height_for(window.notice.width())
    assert window.rect().contains(window.notice.geometry())


def test_a_change_of_language_is_shown_at_once(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk, languages: Languages
) -> None:
    window = make_window(kiosk)
    assert window.title.text() == "Product reactions"
    languages.speak("zh_TW")
    qtbot.waitUntil(lambda: window.title.text() == "商品情緒看板", timeout=5000)
    assert window.pause.accessibleName() == "暫停攝影機"
    assert window.chip.text().startswith("攝影機開啟中")
    assert "平均停留" in window.panel.figures.accessibleName()
    assert "開心 49" in window.panel.bars.accessibleName()


def test_a_change_of_look_is_shown_at_once(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk)
    kiosk.set(settings=Settings(screen=ScreenSettings(look="light")))
    qtbot.waitUntil(lambda: window.panel.gauge.look.theme is LIGHT, timeout=5000)
    assert window.grab().toImage().pixelColor(2, 2).name() == LIGHT.background


def test_a_locked_window_refuses_to_close(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk, locked=True)
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not window.close()
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    press(window, "q", Qt.KeyboardModifier.ControlModifier)
    assert window.isVisible()
    window.allow_closing()
    assert window.close()


def test_an_unlocked_window_closes(make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    assert make_window(kiosk).close()


def test_the_hidden_gestures_ask_for_the_way_out(qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk) -> None:
    window = make_window(kiosk, locked=True)
    asked: list[bool] = []
    window.way_out_wanted.connect(lambda: asked.append(True))
    for _ in range(4):
        QTest.mouseClick(window.title, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert asked == []
    QTest.mouseClick(window.title, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert asked == [True]
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert asked == [True, True]


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (800, 480)])
def test_everything_to_touch_is_large_enough(
    qtbot: QtBot, make_window: MakeWindow, kiosk: ScriptedKiosk, size: tuple[int, int]
) -> None:
    kiosk.set(problems=(KnownError("First."), KnownError("Second.")))
    window = make_window(kiosk, size=size)
    kiosk.pause()
    qtbot.waitUntil(window.placeholder.button.isVisible, timeout=5000)
    for target in (*touch_targets(window), *window.strip.cards()):
        assert min(target.width(), target.height()) >= 48, target.accessibleName() or target.text()
