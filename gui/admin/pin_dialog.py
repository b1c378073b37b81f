"""Asks for the PIN with a pad of numbers, or has a first one set."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.errors import KnownError
from engine.pin import MAX_DIGITS, MIN_DIGITS, PinAnswer, PinLock, check_digits
from gui.background import Background
from gui.icons import icon
from gui.messages import error_text, whole_seconds
from gui.painted import Painted
from gui.theme import Metrics, Theme, style_sheet, touch_targets

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back")


class Step(Enum):
    """What the dialog asks for."""

    ASK = "ask"
    SET = "set"
    REPEAT = "repeat"


class PinDots(Painted):
    """One dot for each digit typed; never the digits."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._number = 0

    def show_number(self, number: int) -> None:
        """How many digits there are."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.look.sizes.body_px * 1.3 * MAX_DIGITS), round(self.look.sizes.body_px * 1.8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side, pitch = self.look.sizes.body_px * 0.75, self.look.sizes.body_px * 1.3
        shown = max(MIN_DIGITS, self._number)
        left = (self.width() - pitch * (shown - 1) - side) / 2
        for place in range(shown):
            is_typed = place < self._number
            painter.setBrush(QColor(self.look.theme.accent if is_typed else self.look.theme.track))
            painter.drawEllipse(QRectF(left + place * pitch, (self.height() - side) / 2, side, side))
        painter.end()


class PinDialog(QDialog):
    """Accepted when the PIN was right, or when a first one was set.

    The slow work is done off the GUI thread; while it is, and while a wait runs, the pad takes nothing. Who leaves it
    then is out once that has ended, so that no wrong PIN goes unnoticed. With `change`, who is in already sets
    another PIN. `refused` after each wrong one.
    """

    refused = Signal()

    def __init__(
        self, lock: PinLock, theme: Theme, sizes: Metrics, parent: QWidget | None = None, *, change: bool = False
    ) -> None:
        super().__init__(parent)
        self._lock, self._sizes = lock, sizes
        self._step = Step.ASK if lock.is_set() and not change else Step.SET
        self._typed, self._first = "", ""
        self._checking = Background(self)
        self._left = False
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setStyleSheet(
            style_sheet(theme, sizes)
            + touch_targets(sizes)
            + f"QDialog {{ background: {theme.card}; border: 2px solid {theme.border}; }}"
        )
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.words = QLabel(self)
        self.words.setProperty("role", "explanation")
        self.dots = PinDots(theme, sizes, self)
        self.message = QLabel(self)
        self.message.setProperty("role", "error")
        for label in (self.title, self.words, self.message):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.pad: dict[str, QPushButton] = {}
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.enter = QPushButton(self)
        self.enter.setProperty("role", "primary")
        self._arrange(theme)
        self._countdown = QTimer(self)
        self._countdown.setInterval(200)
        self._countdown.timeout.connect(self._render)
        self._countdown.start()
        self._render()

    def _arrange(self, theme: Theme) -> None:
        sizes = self._sizes
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, key in enumerate(KEYS):
            if not key:
                continue
            button = QPushButton("" if key == "back" else key, self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            if key == "back":
                side = round(sizes.body_px * 1.5)
                button.setIcon(icon("backspace", theme.text, side, self.devicePixelRatioF()))
                button.setIconSize(QSize(side, side))
                button.setAccessibleName(self.tr("Delete the last digit"))
            button.clicked.connect(lambda _checked=False, key=key: self._press(key))
            self.pad[key] = button
            grid.addWidget(button, number // 3, number % 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.cancel, self.enter):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button, 1)
        self.cancel.clicked.connect(self.reject)
        self.enter.clicked.connect(self._submit)
        words = QVBoxLayout()
        words.setSpacing(6 if sizes.compact else sizes.gap)
        words.addStretch(1)
        for widget in (self.title, self.words, self.dots, self.message):
            words.addWidget(widget)
        words.addStretch(1)
        keys = QVBoxLayout()
        keys.setSpacing(8)
        keys.addLayout(grid)
        keys.addLayout(buttons)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*(4 * (sizes.padding * (2 if sizes.compact else 1),)))
        outer.setSpacing(sizes.padding)
        outer.addLayout(words, 1)
        outer.addLayout(keys, 1)
        self.setFixedWidth(min(680 if sizes.compact else round(sizes.body_px * 46), 900))

    def showEvent(self, event: QShowEvent) -> None:
        """In the middle, but under the header: the notice stays to be read."""
        super().showEvent(event)
        over = self.parentWidget()
        if over is not None:
            header = self._sizes.margin + self._sizes.header_height + self._sizes.gap
            top = max(header, (over.height() - self.height()) // 2)
            top = max(0, min(top, over.height() - self.height()))
            self.move(over.mapToGlobal(QPoint((over.width() - self.width()) // 2, top)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        elif event.key() == Qt.Key.Key_Backspace:
            self._press("back")
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.text() in KEYS and event.text():
            self._press(event.text())

    def _press(self, key: str) -> None:
        if self._is_busy():
            return
        self._typed = self._typed[:-1] if key == "back" else (self._typed + key)[:MAX_DIGITS]
        self.message.clear()
        self._render()

    def _submit(self) -> None:
        if self._is_busy() or len(self._typed) < MIN_DIGITS:
            return
        typed, self._typed = self._typed, ""
        if self._step is Step.ASK:
            self._start(lambda: self._lock.try_pin(typed))
        elif self._step is Step.SET:
            self._choose(typed)
        elif typed == self._first:
            self._start(lambda: self._lock.set_pin(typed))
        else:
            self._step, self._first = Step.SET, ""
            self.message.setText(self.tr("The two were not the same. Once more."))
        self._render()

    def _choose(self, typed: str) -> None:
        try:
            check_digits(typed)
        except KnownError as error:
            self.message.setText(error_text(error))
        else:
            self._step, self._first = Step.REPEAT, typed

    def _start(self, work: Callable[[], PinAnswer | None]) -> None:
        self._checking.start(work, self._take_answer, self._take_problem)

    def _take_answer(self, answer: PinAnswer | None) -> None:
        if answer is PinAnswer.WRONG:
            self.message.setText(self.tr("That was not the PIN."))
            self.refused.emit()
        elif answer is None or (answer is PinAnswer.RIGHT and not self._left):
            self.accept()  # a PIN that has been set is set, even for who has left meanwhile
        self._go_on()

    def _take_problem(self, problem: KnownError) -> None:
        self.message.setText(error_text(problem))
        self._go_on()

    def _go_on(self) -> None:
        if self._left and self.isVisible():
            self.reject()
        self._render()

    def done(self, result: int) -> None:
        """Closes the dialog, once the check that runs has ended."""
        if self._checking.is_busy():
            self._left = True
            return
        self._countdown.stop()
        super().done(result)

    def _is_busy(self) -> bool:
        return self._checking.is_busy() or (self._step is Step.ASK and self._lock.wait_s() > 0)

    def _render(self) -> None:
        titles = {
            Step.ASK: self.tr("Enter the PIN"),
            Step.SET: self.tr("Choose a PIN"),
            Step.REPEAT: self.tr("Repeat the PIN"),
        }
        explanations = {
            Step.ASK: self.tr("It leads to the administrator's panel."),
            Step.SET: self.tr(
                "{least} to {most} digits. You will need it for the administrator's panel and to leave the kiosk."
            ).format(least=MIN_DIGITS, most=MAX_DIGITS),
            Step.REPEAT: self.tr("So that there is no slip in it."),
        }
        self.title.setText(titles[self._step])
        wait_s = self._lock.wait_s() if self._step is Step.ASK else 0.0
        self.words.setText(
            self.tr("Too many wrong tries. Wait {time}.").format(time=whole_seconds(wait_s))
            if wait_s > 0
            else explanations[self._step]
        )
        self.dots.show_number(len(self._typed))
        self.enter.setText(self.tr("Checking…") if self._checking.is_busy() else self.tr("OK"))
        for button in self.pad.values():
            button.setEnabled(not self._is_busy())
        self.enter.setEnabled(not self._is_busy() and len(self._typed) >= MIN_DIGITS)
