"""Touches whatever is on the screen, at random: `python -m benchmarks.monkey_test --minutes 10`.

The real kiosk on the demo, with a home of its own, and the administrator's panel with the PIN: buttons, fields,
lists, keys, sizes of the window. A bug that a slot raises, a crash and a warning of Qt's are findings; each is told
with what was touched before it. Exit status 1 when there was one. `--seed` begins the same way again; times differ,
so that what follows may too. What it saves it may open later: in a file dialog it goes no further than one folder.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from engine.kiosk import Kiosk
from engine.paths import HOME_VARIABLE, Paths, default_paths
from engine.pin import MAX_DIGITS, PinLock
from engine.settings import AdminSettings, Settings
from gui.admin.admin_window import AdminWindow
from gui.admin.pin_dialog import PinDialog
from gui.app import make_application, run_kiosk
from gui.kiosk_window import KioskWindow

PIN = "2580"
KEYS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
)  # fmt: skip
TEXTS = ("", "0", "-1", "7", "1e9", "nan", "茶", "a b", "../x", "🙂", "4711", "%s {0}", "x" * 300)
SIZES = ((800, 480), (1024, 600), (1280, 720), (1920, 1080), (640, 480))
CLICKABLE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
REMEMBERED = 25
SAVED = 3
"""Files of each kind that it keeps, to save over them too."""


class Monkey(QObject):
    """Does one thing after another, until the time is over; then it ends the program."""

    def __init__(self, seed: int, until_s: float, every_ms: int, touched: Counter[str], files: Path) -> None:
        super().__init__()
        self._files = files
        self._files.mkdir(exist_ok=True)
        self._random = random.Random(seed)
        self._until_s = until_s
        self.done: deque[str] = deque(maxlen=REMEMBERED)
        self.touched = touched
        self._every_ms = every_ms
        QTimer.singleShot(every_ms, self, self._act)

    def _act(self) -> None:
        if time.monotonic() > self._until_s:
            QApplication.exit(0)
            return
        # Before it acts: a button's menu has an event loop of its own, and what opened it waits until it is closed.
        QTimer.singleShot(self._every_ms, self, self._act)
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.width() > 1]
        modal = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        window = modal or self._random.choice(windows or [None])
        if window is None:
            return
        if isinstance(window, QFileDialog):
            self._answer(window)
        elif isinstance(window, QMenu):
            self._pick(window)
        elif isinstance(window, PinDialog) and self._random.random() < 0.7:
            self._do(window, "enters the PIN", lambda: self._enter_pin(window))
        elif isinstance(window, KioskWindow) and self._random.random() < 0.2:
            keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self._do(window, "asks for the panel", lambda: QTest.keyClick(window, Qt.Key.Key_A, keys))
        elif isinstance(window, KioskWindow | AdminWindow) and self._random.random() < 0.03:
            size = self._random.choice(SIZES)
            self._do(window, f"makes it {size}", lambda: window.resize(*size))
        elif self._random.random() < 0.1:
            key = self._random.choice(KEYS)
            focused = QApplication.focusWidget() or window
            self._do(focused, f"presses {key.name}", lambda: QTest.keyClick(focused, key))
        else:
            self._touch(window)

    def _answer(self, dialog: QFileDialog) -> None:
        kinds = dialog.nameFilters()
        kind = self._random.choice(kinds) if kinds else ""
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, on=True)  # nobody is there to be asked
            dialog.selectNameFilter(kind)
            dialog.filterSelected.emit(kind)
            names = [f"{number}.{dialog.defaultSuffix()}" for number in range(SAVED)]
        elif dialog.fileMode() is QFileDialog.FileMode.Directory:
            names = [""]
        else:
            names = sorted(file.name for file in self._files.iterdir() if file.is_file())
        if not names or self._random.random() < 0.2:
            self._do(dialog, "leaves", lambda: dialog.reject())
            return
        chosen = str(self._files / self._random.choice(names))
        dialog.selectFile(chosen)
        self._do(dialog, f"chooses {chosen}", lambda: dialog.accept())

    def _pick(self, menu: QMenu) -> None:
        entries = [entry for entry in menu.actions() if entry.isVisible() and entry.isEnabled()]
        if not entries or self._random.random() < 0.2:
            self._do(menu, "leaves", lambda: QTest.keyClick(menu, Qt.Key.Key_Escape))
            return
        entry = self._random.choice(entries)
        left, at = Qt.MouseButton.LeftButton, menu.actionGeometry(entry).center()
        self._do(menu, f"picks {entry.text()}", lambda: QTest.mouseClick(menu, left, pos=at))

    def _touch(self, window: QWidget) -> None:
        reachable = [
            widget
            for kind in CLICKABLE
            for widget in window.findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()
        ]
        if not reachable:
            return
        # Of three, what was touched least: else the pages' list and the pad of numbers have most of it.
        widget = min(self._random.choices(reachable, k=3), key=lambda one: self.touched[_thing(one)])
        if isinstance(widget, QLineEdit) and self._random.random() < 0.7:
            text = self._random.choice(TEXTS)
            self._do(widget, f"types {text[:12]!r}", lambda: self._type(widget, text))
        elif isinstance(widget, QComboBox) and widget.count():
            place = self._random.randrange(widget.count())
            self._do(widget, f"chooses {place}", lambda: self._choose(widget, place))
        else:
            target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
            seen = target.visibleRegion().boundingRect()
            at = QPoint(
                self._random.randint(seen.left(), max(seen.left(), seen.right())),
                self._random.randint(seen.top(), max(seen.top(), seen.bottom())),
            )
            self._do(
                widget,
                f"touches {at.x()}, {at.y()}",
                lambda: QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at),
            )

    def _do(self, widget: QWidget, what: str, action: Callable[[], object]) -> None:
        thing = _thing(widget)
        self.touched[thing] += 1
        self.done.append(f"{thing}: {what}")
        action()

    @staticmethod
    def _enter_pin(dialog: QWidget) -> None:
        for _ in range(MAX_DIGITS):
            QTest.keyClick(dialog, Qt.Key.Key_Backspace)
        QTest.keyClicks(dialog, PIN)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    @staticmethod
    def _type(field: QLineEdit, text: str) -> None:
        field.clear()
        field.insert(text)
        field.textEdited.emit(field.text())

    @staticmethod
    def _choose(box: QComboBox, place: int) -> None:
        box.setCurrentIndex(place)
        box.activated.emit(place)


def _thing(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.objectName()
    return f"{type(widget.parentWidget()).__name__} / {type(widget).__name__} {words[:40]!r}"


class _Findings(logging.Handler):
    """Counts what is logged as a problem, and tells it with what was touched before."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.monkey: Monkey | None = None
        self.found = 0

    def emit(self, record: logging.LogRecord) -> None:
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self.tell(f"{record.name}: {record.getMessage()}\n{trace}")

    def tell(self, what: str) -> None:
        self.found += 1
        before = "\n".join(f"    {line}" for line in (self.monkey.done if self.monkey else ()))
        print(f"FOUND {what}\n  after\n{before}", flush=True)

    def of_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self.tell(f"Qt: {message}")


def run_once(
    paths: Paths, seed: int, until_s: float, every_ms: int, findings: _Findings, touched: Counter[str]
) -> int:
    """The program until it is left, by the monkey or at the end; its exit status. Counts in `touched`."""
    settings = Settings(admin=AdminSettings(lock_after_min=240))
    monkey = findings.monkey = Monkey(seed, until_s, every_ms, touched, paths.data / "monkey")
    status = run_kiosk(Kiosk(settings, paths, "demo"), settings, paths, full_screen=False)
    monkey.deleteLater()
    return status


def main() -> int:
    """Starts the program again whenever it was left, until the time is over; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.monkey_test", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--every", type=int, default=40, metavar="MS", help="time between two actions (%(default)s)")
    parser.add_argument("--home", type=Path, help="begin with a copy of this data folder, with datasets and models")
    parser.add_argument("--things", action="store_true", help="list what was touched, and how often")
    args = parser.parse_args()
    faulthandler.enable()
    make_application()  # timers need one
    findings = _Findings()
    logging.getLogger().addHandler(findings)
    qInstallMessageHandler(findings.of_qt)
    until_s = time.monotonic() + 60 * args.minutes
    with tempfile.TemporaryDirectory() as home:
        if args.home is not None:
            shutil.copytree(args.home, home, dirs_exist_ok=True)
        os.environ[HOME_VARIABLE] = home
        os.chdir(home)
        paths = default_paths()
        PinLock.of(paths).set_pin(PIN)
        seed = args.seed
        touched: Counter[str] = Counter()
        while time.monotonic() < until_s:
            status = run_once(paths, seed, until_s, args.every, findings, touched)
            print(f"seed {seed}: {touched.total()} actions by now, ended with {status}", flush=True)
            if status == 1:
                break
            seed += 1
    if args.things:
        print("\n".join(f"{count:6} {thing}" for thing, count in touched.most_common()))
    print(f"{touched.total()} actions on {len(touched)} things, {findings.found} findings")
    return 1 if findings.found else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
