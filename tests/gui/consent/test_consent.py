"""Giving a picture on the kiosk: off unless wanted, nothing kept before the last yes, all dropped without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.audit import AuditLog
from engine.paths import Paths
from engine.settings import ConsentSettings, Settings
from engine.sources.capture import CaptureStatus
from engine.types import Analysis, Box, FaceView
from gui.consent.consent_dialog import ConsentDialog
from gui.consent.consent_offer import ConsentOffer
from gui.consent.steps import Step
from gui.kiosk_window import KioskWindow
from tests.gui.conftest import MakeWindow
from tests.gui.scripted_kiosk import ScriptedKiosk
from training.datasets.dataset import open_dataset

OFFERED = Settings(consent=ConsentSettings(offered=True))
FACE = FaceView(7, Box(400, 200, 640, 500), "happy", 0.8, True, None)


def kiosk_with(settings: Settings, faces: tuple[FaceView, ...]) -> ScriptedKiosk:
    image = np.random.default_rng(3).integers(0, 255, (720, 1280, 3), dtype=np.uint8)
    kiosk = ScriptedKiosk(settings=settings, image=image)
    kiosk.run()
    show(kiosk, faces)
    return kiosk


def show(kiosk: ScriptedKiosk, faces: tuple[FaceView, ...]) -> None:
    """The next frame, with these faces."""
    kiosk.run()
    assert kiosk.frame is not None
    number = kiosk.frame.number
    kiosk.set(analysis=Analysis(number, number / 30, (1280, 720), faces, 0.02))


@pytest.fixture
def offer(make_window: MakeWindow, paths: Paths, qtbot: QtBot) -> Callable[[ScriptedKiosk], ConsentOffer]:
    def make(kiosk: ScriptedKiosk) -> ConsentOffer:
        window: KioskWindow = make_window(kiosk)
        return ConsentOffer(window, window._session, paths, AuditLog.of(paths))

    return make


def opened(offer: ConsentOffer, qtbot: QtBot) -> ConsentDialog:
    offer._session.tell_again()
    qtbot.waitUntil(offer.button.isVisible, timeout=5000)
    offer.button.click()
    dialog = offer.dialog()
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def written(paths: Paths) -> bytes:
    return b"".join(path.read_bytes() for path in paths.data.parent.rglob("*") if path.is_file())


def up_to_confirm(dialog: ConsentDialog, kiosk: ScriptedKiosk, qtbot: QtBot) -> None:
    dialog.adult.click()
    dialog.yes.click()
    assert dialog.step() is Step.LOOK
    show(kiosk, (FACE,))
    qtbot.waitUntil(dialog.yes.isEnabled, timeout=5000)
    dialog.yes.click()
    assert dialog.step() is Step.CONFIRM and dialog.holds_picture()


MakeOffer = Callable[[ScriptedKiosk], ConsentOffer]


def test_nobody_is_asked_unless_the_shop_wants_it(offer: MakeOffer, qtbot: QtBot) -> None:
    kiosk = kiosk_with(Settings(), (FACE,))
    made = offer(kiosk)
    qtbot.wait(300)
    assert not made.button.isVisible()
    assert "never pictures" in made._window.notice.text()
    kiosk.apply(OFFERED)
    qtbot.waitUntil(made.button.isVisible, timeout=5000)
    assert "only if you agree" in made._window.notice.text()
    kiosk.set_capture(CaptureStatus.PAUSED)
    qtbot.waitUntil(lambda: not made.button.isVisible(), timeout=5000)


def test_nobody_is_asked_before_the_demo_or_a_film(offer: MakeOffer, qtbot: QtBot) -> None:
    kiosk = kiosk_with(OFFERED, (FACE,))
    kiosk.source = "demo"
    made = offer(kiosk)
    qtbot.wait(300)
    assert not made.button.isVisible()


def test_a_picture_is_kept_after_the_last_yes_and_only_then(offer: MakeOffer, paths: Paths, qtbot: QtBot) -> None:
    kiosk = kiosk_with(OFFERED, (FACE,))
    dialog = opened(offer(kiosk), qtbot)
    assert not dialog.yes.isEnabled(), "agreeing takes a deed of one's own"
    before = written(paths)
    up_to_confirm(dialog, kiosk, qtbot)
    assert written(paths) == before and not paths.datasets.exists()
    assert dialog.choices["happy"].isChecked(), "what the model read is offered, to be confirmed"
    dialog.choices["surprise"].click()
    dialog.yes.click()
    qtbot.waitUntil(lambda: dialog.step() is Step.KEPT, timeout=5000)
    assert not dialog.holds_picture()
    code = dialog.code.text().replace(" ", "")
    assert len(code) == 8 and code.isdigit()
    dataset = open_dataset(paths.datasets / "consented")
    assert [entry.label for entry in dataset.entries] == ["surprise"]
    assert code.encode() not in written(paths)
    dialog.yes.click()
    assert not dialog.isVisible()
    assert [entry.action for entry in AuditLog.of(paths).entries()] == ["face_kept"]


def test_it_is_taken_back_by_its_code(offer: MakeOffer, paths: Paths, qtbot: QtBot) -> None:
    kiosk = kiosk_with(OFFERED, (FACE,))
    made = offer(kiosk)
    dialog = opened(made, qtbot)
    up_to_confirm(dialog, kiosk, qtbot)
    dialog.yes.click()
    qtbot.waitUntil(lambda: dialog.step() is Step.KEPT, timeout=5000)
    code = dialog.code.text().replace(" ", "")
    dialog.yes.click()
    qtbot.waitUntil(lambda: made.dialog() is None, timeout=5000)
    again = opened(made, qtbot)
    again.other.click()
    wrong = "1" * 8 if code != "1" * 8 else "2" * 8
    for typed in (wrong, code):
        for _ in range(8):
            again.keys["⌫"].click()
        for digit in typed:
            again.keys[digit].click()
        again.yes.click()
        qtbot.waitUntil(lambda: not again._working.is_busy(), timeout=5000)
        if typed == wrong:
            assert "no picture with this code" in again.message.text()
    assert again.step() is Step.TAKEN_BACK
    assert not (paths.datasets / "consented").exists()


def test_without_a_touch_everything_is_dropped(offer: MakeOffer, paths: Paths, qtbot: QtBot) -> None:
    kiosk = kiosk_with(replace_give_up(OFFERED, 5.0), (FACE,))
    made = offer(kiosk)
    dialog = opened(made, qtbot)
    up_to_confirm(dialog, kiosk, qtbot)
    dialog._left_s = 1.2
    dialog._tick()
    assert "nothing is kept" in dialog.message.text()
    qtbot.waitUntil(lambda: made.dialog() is None, timeout=5000)
    assert not dialog.holds_picture() and not paths.datasets.exists()
    assert AuditLog.of(paths).entries() == ()


def replace_give_up(settings: Settings, give_up_s: float) -> Settings:
    return settings.model_copy(update={"consent": ConsentSettings(offered=True, give_up_s=give_up_s)})


@pytest.mark.parametrize("faces", [(), (FACE, replace(FACE, track_id=8, box=Box(800, 200, 1000, 420)))])
def test_one_face_and_no_other_may_be_in_the_picture(
    offer: MakeOffer, qtbot: QtBot, faces: tuple[FaceView, ...]
) -> None:
    kiosk = kiosk_with(OFFERED, faces)
    dialog = opened(offer(kiosk), qtbot)
    dialog.adult.click()
    dialog.yes.click()
    show(kiosk, faces)
    qtbot.wait(100)
    assert not dialog.yes.isEnabled() and "One face must be" in dialog.message.text()
    dialog.reject()


def test_every_way_out_drops_the_picture(offer: MakeOffer, paths: Paths, qtbot: QtBot) -> None:
    kiosk = kiosk_with(OFFERED, (FACE,))
    made = offer(kiosk)
    for leave in ("no", "escape", "setting"):
        dialog = opened(made, qtbot)
        up_to_confirm(dialog, kiosk, qtbot)
        if leave == "no":
            dialog.no.click()
        elif leave == "escape":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            kiosk.apply(Settings())
        qtbot.waitUntil(lambda: made.dialog() is None, timeout=5000)
        assert not dialog.holds_picture()
    assert not paths.datasets.exists()


def test_another_picture_replaces_the_first(offer: MakeOffer, paths: Paths, qtbot: QtBot, tmp_path: Path) -> None:
    kiosk = kiosk_with(OFFERED, (FACE,))
    dialog = opened(offer(kiosk), qtbot)
    up_to_confirm(dialog, kiosk, qtbot)
    dialog.other.click()
    assert dialog.step() is Step.LOOK and not dialog.holds_picture()
    dialog.reject()
