"""A kiosk whose state is set by hand, so that a window can be shown any situation, and a scanner for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from engine.kiosk import KioskSnapshot
from engine.preference import Preference, ProductTally
from engine.products.products import Product
from engine.settings import Settings
from engine.sources.capture import CaptureState, CaptureStatus
from engine.types import Analysis, Box, FaceView, Frame, Image

CLASSES = ("happy", "surprise", "neutral", "disgust", "fear", "anger")

PRODUCTS = (
    Product("4711-0233", "冷萃烏龍茶 500 ml", order=1),
    Product("4711-0240", "抹茶拿鐵", order=2),
    Product("4711-0257", "葡萄氣泡飲", order=3),
    Product("4711-0264", "海鹽檸檬水", order=4),
    Product("4711-0271", "辣味番茄汁", order=5),
)

ENGLISH_PRODUCTS = (
    Product("4711-0233", "Cold brew oolong tea 500 ml", order=1),
    Product("4711-0240", "Matcha latte", order=2),
    Product("4711-0257", "Sparkling grape", order=3),
    Product("4711-0264", "Sea salt lemonade", order=4),
    Product("4711-0271", "Spicy tomato juice", order=5),
)


def tally_of(
    mean: float, half: float, emotions: Mapping[str, int], dwell_s: float, attention_s: float
) -> ProductTally:
    """A tally with a preference of mean ± half, and as many viewers as the emotions name."""
    n = sum(emotions.values())
    return ProductTally(n, dwell_s, attention_s, emotions, Preference(mean, n, (mean - half, mean + half)))


TALLIES: Mapping[str, ProductTally] = {
    "4711-0233": tally_of(
        31.2,
        6.9,
        {"happy": 49, "surprise": 17, "neutral": 45, "disgust": 6, "fear": 2, "anger": 4, "uncertain": 5},
        6.4,
        4.9,
    ),
    "4711-0240": tally_of(22.1, 9.2, {"happy": 40, "surprise": 6, "neutral": 50}, 5.1, 4.0),
    "4711-0257": tally_of(8.7, 11.3, {"happy": 20, "neutral": 50, "disgust": 4}, 4.8, 3.1),
    "4711-0264": tally_of(-4.2, 12.4, {"happy": 6, "neutral": 35, "anger": 10}, 3.9, 2.2),
    "4711-0271": tally_of(-20.0, 60.0, {"neutral": 4, "disgust": 2}, 2.5, 1.4),
}


def grey_picture(width: int = 1280, height: int = 720) -> Image:
    """A picture whose left half is darker than its right half, so that mirroring shows."""
    ramp = np.linspace(40, 130, width, dtype=np.float32).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(ramp[None, :, None], (height, width, 3)))


def two_faces(width: int = 1280, height: int = 720) -> tuple[FaceView, ...]:
    """A happy viewer at the left of the frame and a neutral one at its right."""
    return (
        FaceView(1, Box(0.28 * width, 0.25 * height, 0.48 * width, 0.67 * height), "happy", 0.87, True, "4711-0233"),
        FaceView(
            2, Box(0.68 * width, 0.33 * height, 0.84 * width, 0.67 * height), "neutral", 0.64, True, "4711-0233"
        ),
    )


def type_code(window: QWidget, code: str, *, gap_ms: int = 10, started_ms: int = 100_000, ends: bool = True) -> None:
    """Types as a scanner does, with the times at which it typed, however busy this machine is."""
    handle = window.windowHandle()
    keys = [(Qt.Key.Key_A, character) for character in code] + ([(Qt.Key.Key_Return, "\r")] if ends else [])
    for place, (key, text) in enumerate(keys):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(started_ms + place * gap_ms)
            QCoreApplication.sendEvent(handle, event)


@dataclass(eq=False)
class ScriptedKiosk:
    """Has the interface of `engine.kiosk.Kiosk`; notes what it was told in `told`."""

    settings: Settings = field(default_factory=Settings)
    products: tuple[Product, ...] = PRODUCTS
    tallies: Mapping[str, ProductTally] = field(default_factory=lambda: dict(TALLIES))
    image: Image = field(default_factory=grey_picture)
    told: list[tuple[Any, ...]] = field(default_factory=list)
    state: KioskSnapshot = field(init=False)
    frame: Frame | None = None
    source: str = ""

    def __post_init__(self) -> None:
        self.state = KioskSnapshot(
            capture=CaptureState(CaptureStatus.OPENING, "", 0.0, 0, 0, 0, None),
            settings=self.settings,
            products=self.products,
            on_show=self.products[0].code if self.products else None,
            tallies=self.tallies,
            detector="haar",
            model="scripted",
            classes=CLASSES,
            analysed_fps=20.0,
            frames_analysed=100,
            revision=1,
        )

    def set(self, **changes: Any) -> None:
        """Changes fields of the snapshot."""
        self.state = replace(self.state, revision=self.state.revision + 1, **changes)

    def set_capture(self, status: CaptureStatus, **changes: Any) -> None:
        """Changes the capture's state; without a picture unless it runs."""
        if status is not CaptureStatus.RUNNING:
            self.frame = None
        self.set(capture=replace(self.state.capture, status=status, **changes))

    def run(self) -> None:
        """A camera that runs, with the next frame and two faces in it."""
        height, width = self.image.shape[:2]
        number = 0 if self.frame is None else self.frame.number + 1
        self.frame = Frame(self.image, number / 30, number)
        self.set(
            capture=CaptureState(CaptureStatus.RUNNING, "camera", 30.0, number + 1, 0, 0, None),
            analysis=Analysis(number, number / 30, (width, height), two_faces(width, height), 0.02),
        )

    def start(self) -> None:
        self.told.append(("start",))
        self.run()

    def stop(self) -> None:
        self.told.append(("stop",))

    def pause(self) -> None:
        self.told.append(("pause",))
        self.set_capture(CaptureStatus.PAUSED)

    def resume(self) -> None:
        self.told.append(("resume",))
        self.run()

    def show_product(self, code: str) -> bool:
        self.told.append(("show_product", code))
        if all(product.code != code for product in self.products):
            return False
        self.set(on_show=code)
        return True

    def show_next(self, step: int = 1) -> None:
        self.told.append(("show_next", step))
        codes = [product.code for product in self.products]
        if self.state.on_show is not None:
            self.set(on_show=codes[(codes.index(self.state.on_show) + step) % len(codes)])

    def change_source(self, source: str) -> None:
        self.told.append(("change_source", source))
        self.source = source

    def apply(self, settings: Settings) -> None:
        self.told.append(("apply", settings))
        self.set(settings=settings)

    def reload_products(self) -> None:
        self.told.append(("reload_products",))

    def reload_model(self) -> None:
        self.told.append(("reload_model",))

    def newest_frame(self) -> Frame | None:
        return self.frame

    def snapshot(self) -> KioskSnapshot:
        return self.state
