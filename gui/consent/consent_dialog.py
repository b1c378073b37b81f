"""The steps by which a shopper gives a picture: agree, look, choose the expression, confirm; or takes one back.

Until the last of them the picture is in this dialog's memory only, and goes with it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.emotions import in_display_order
from engine.types import Analysis, Frame, Image
from gui.background import Background
from gui.consent import steps
from gui.consent.steps import Step
from gui.icons import icon_file
from gui.laying_out import take_out
from gui.live_session import LiveSession
from gui.messages import error_text, expression_word, whole_seconds
from gui.theme import Metrics, Theme, style_sheet, touch_targets
from training.datasets.consented import CODE_DIGITS, FacePicture, keep_picture, picture_of, withdraw

TOUCHES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})
WARN_S = 10.0
SHOW_CODE_S = 90.0


class ConsentDialog(QDialog):
    """`kept(label)` once a picture was kept, `withdrawn()` once one was deleted.

    Without a touch for `give_up_s` everything is dropped and the dialog closes. Exactly one face must be in the
    picture: nobody else's is taken along.
    """

    kept = Signal(str)
    withdrawn = Signal()

    def __init__(
        self, session: LiveSession, datasets: Path, give_up_s: float, theme: Theme, sizes: Metrics, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._datasets, self._give_up_s = session, datasets, give_up_s
        self._theme, self._sizes = theme, sizes
        self._step = Step.AGREE
        self._live: FacePicture | None = None
        self._picture: FacePicture | None = None
        self._guess = ""
        self._label: str | None = None
        self._code = ""
        self._typed = ""
        self._left_s = give_up_s
        self._working = Background(self)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setStyleSheet(
            style_sheet(theme, sizes)
            + touch_targets(sizes)
            + f"QDialog {{ background: {theme.card}; border: 2px solid {theme.border}; }}"
            + f"QPushButton:checked {{ border: 3px solid {theme.accent}; color: {theme.accent}; }}"
            + f"QCheckBox {{ spacing: {sizes.gap}px; }}"
            + f"QCheckBox::indicator {{ width: {sizes.touch // 2}px; height: {sizes.touch // 2}px;"
            + f" border: 2px solid {theme.middle}; border-radius: 4px; background: {theme.tile}; }}"
            + f"QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};"
            + f' image: url("{icon_file("tick").as_posix()}"); }}'
        )
        self.title, self.words, self.message, self.picture, self.code = (QLabel(self) for _ in range(5))
        self.title.setProperty("role", "heading")
        self.message.setProperty("role", "warning")
        self.code.setProperty("role", "large")
        for label in (self.title, self.words, self.message):
            label.setWordWrap(True)
        for label in (self.picture, self.code):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = round(sizes.body_px * 12)
        self.picture.setFixedSize(side, side)
        self.adult = QCheckBox(self)
        self.adult.toggled.connect(lambda _on: self._render())
        self.choices: dict[str, QPushButton] = {}
        self._choices = QGridLayout()
        self.keys: dict[str, QPushButton] = {}
        self._keys = QGridLayout()
        for place, key in enumerate(("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "⌫")):
            button = QPushButton(key, self)
            button.clicked.connect(lambda _on=False, key=key: self._press(key))
            self.keys[key] = button
            self._keys.addWidget(button, place // 4, place % 4)
        self.no, self.other, self.yes = (QPushButton(self) for _ in range(3))
        self.yes.setProperty("role", "primary")
        for button in (self.no, self.other, self.yes):
            button.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        self.other.clicked.connect(self._go_other)
        self.yes.clicked.connect(self._go_on)
        self._arrange()
        self._second = QTimer(self)
        self._second.setInterval(500)
        self._second.timeout.connect(self._tick)
        self._second.start()
        session.frame_changed.connect(self._look)
        session.picture_lost.connect(self._lose)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._go(Step.AGREE)

    def _arrange(self) -> None:
        sizes = self._sizes
        text = QVBoxLayout()
        text.setSpacing(sizes.gap)
        for label in (self.title, self.words):
            text.addWidget(label)
        text.addWidget(self.adult)
        text.addWidget(self.code)
        text.addLayout(self._choices)
        text.addLayout(self._keys)
        text.addStretch(1)
        text.addWidget(self.message)
        top = QHBoxLayout()
        top.setSpacing(sizes.padding)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(text, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.gap)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        buttons.addWidget(self.other)
        buttons.addWidget(self.yes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(4 * (sizes.padding,)))
        outer.setSpacing(sizes.gap)
        outer.addLayout(top, 1)
        outer.addLayout(buttons)
        over = self.parentWidget()
        room = over.width() - 2 * sizes.margin if over is not None else 900
        self.setFixedWidth(min(room, round(sizes.body_px * 48)))

    # What the shopper does

    def step(self) -> Step:
        """Where the shopper is."""
        return self._step

    def holds_picture(self) -> bool:
        """Whether a picture is in memory that could be kept."""
        return self._picture is not None

    def _go_on(self) -> None:
        if self._step is Step.AGREE and self.adult.isChecked():
            self._go(Step.LOOK)
        elif self._step is Step.LOOK and self._live is not None:
            self._picture, self._label = self._live, None
            self._go(Step.CONFIRM)
        elif self._step is Step.CONFIRM:
            self._keep()
        elif self._step is Step.TAKE_BACK:
            self._withdraw()
        elif self._step in (Step.KEPT, Step.TAKEN_BACK):
            self.accept()

    def _go_other(self) -> None:
        if self._step is Step.AGREE:
            self._go(Step.TAKE_BACK)
        elif self._step is Step.CONFIRM:
            self._picture = None
            self._go(Step.LOOK)

    def _keep(self) -> None:
        picture, label, datasets = self._picture, self._label, self._datasets
        if picture is None or label is None or self._working.is_busy():
            return

        def done(code: str) -> None:
            self._code, self._picture = code, None
            self.kept.emit(label)
            self._go(Step.KEPT)

        self._working.start(lambda: keep_picture(datasets, picture, label), done, self._fail)
        self._render()

    def _withdraw(self) -> None:
        code, datasets = self._typed, self._datasets
        if len(code) < CODE_DIGITS or self._working.is_busy():
            return

        def done(found: bool) -> None:
            self._typed = ""
            if found:
                self.withdrawn.emit()
                self._go(Step.TAKEN_BACK)
            else:
                self.message.setText(self.tr("There is no picture with this code. Look at it once more."))
                self._render()

        self._working.start(lambda: withdraw(datasets, code), done, self._fail)
        self._render()

    def _fail(self, problem: object) -> None:
        self.message.setText(error_text(problem))  # type: ignore[arg-type]
        self._render()

    def _press(self, key: str) -> None:
        self._typed = self._typed[:-1] if key == "⌫" else (self._typed + key)[:CODE_DIGITS]
        self.message.clear()
        self._render()

    def _choose(self, name: str) -> None:
        self._label = name
        self._render()

    # The live picture

    def _look(self, frame: Frame, analysis: Analysis | None) -> None:
        if self._step is not Step.LOOK:
            return
        faces = analysis.faces if analysis is not None else ()
        fits = analysis is not None and analysis.frame_size_px == (frame.width_px, frame.height_px)
        if len(faces) == 1 and fits:
            self._live, self._guess = picture_of(frame.image, faces[0].box), faces[0].label
            self._show(self._live.larger, mirrored=True)
        else:
            self._live = None
            self.picture.clear()
        self._render()

    def _lose(self) -> None:
        if self._step is Step.LOOK:
            self._live = None
            self.picture.clear()
            self._render()

    def _show(self, grey: Image, *, mirrored: bool = False) -> None:
        height, width = grey.shape
        content = np.ascontiguousarray(grey)
        image = QImage(content.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        if mirrored:
            image = image.flipped(Qt.Orientation.Horizontal)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(QPixmap.fromImage(image).scaled(self.picture.size(), keep, smooth))

    # Time

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._left_s = self._limit_s()
        return False

    def _limit_s(self) -> float:
        return max(SHOW_CODE_S, self._give_up_s) if self._step is Step.KEPT else self._give_up_s

    def reject(self) -> None:
        """Drops everything and closes; not while a confirmed picture is being kept: its code must be seen."""
        if not self._working.is_busy():
            super().reject()

    def _tick(self) -> None:
        if self._working.is_busy():
            return
        self._left_s -= self._second.interval() / 1000
        if self._left_s <= 0:
            self.reject()
        else:
            self._render()

    def done(self, result: int) -> None:
        """Closes, and forgets every picture."""
        self._second.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._session.frame_changed.disconnect(self._look)
        self._session.picture_lost.disconnect(self._lose)
        self._live = self._picture = None
        self._code = self._typed = ""
        self.picture.clear()
        self.code.clear()
        super().done(result)

    # What the dialog says

    def _go(self, step: Step) -> None:
        self._step = step
        self._left_s = self._limit_s()
        self.message.clear()
        if step is not Step.CONFIRM:
            self._live = None
        self.picture.clear()
        if step is Step.CONFIRM and self._picture is not None:
            self._show(self._picture.larger, mirrored=True)
            self._offer_choices()
        self._render()
        self.adjustSize()
        self._place()

    def _offer_choices(self) -> None:
        for button in self.choices.values():
            take_out(button, self._choices)
            button.deleteLater()
        self.choices = {}
        classes = in_display_order(tuple(self._session.snapshot().classes))
        if self._guess in classes:
            self._label = self._guess
        for place, name in enumerate(classes):
            button = QPushButton(expression_word(name), self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, name=name: self._choose(name))
            self.choices[name] = button
            self._choices.addWidget(button, place // 3, place % 3)

    def _render(self) -> None:
        step, busy = self._step, self._working.is_busy()
        self.title.setText(steps.title(step))
        self.words.setText(steps.explanation(step))
        self.adult.setText(self.tr("I am an adult, and the face is mine. I agree."))
        self.adult.setVisible(step is Step.AGREE)
        self.picture.setVisible(step in (Step.LOOK, Step.CONFIRM))
        self.code.setVisible(step in (Step.KEPT, Step.TAKE_BACK))
        shown = self._code if step is Step.KEPT else self._typed.ljust(CODE_DIGITS, "·")
        self.code.setText(f"{shown[:4]} {shown[4:]}")
        for name, button in self.choices.items():
            button.setVisible(step is Step.CONFIRM)
            button.setChecked(name == self._label)
        for button in self.keys.values():
            button.setVisible(step is Step.TAKE_BACK)
            button.setEnabled(not busy)
        self._render_buttons(step, busy)
        if self._left_s <= WARN_S and step is not Step.TAKEN_BACK:
            self.message.setText(
                self.tr("Without a touch this closes in {time}, and nothing is kept.").format(
                    time=whole_seconds(self._left_s)
                )
                if step is not Step.KEPT
                else self.tr("The code goes in {time}.").format(time=whole_seconds(self._left_s))
            )
        elif step is Step.LOOK:
            self.message.setText(
                "" if self._live is not None else self.tr("One face must be in the picture, and no other.")
            )

    def _render_buttons(self, step: Step, busy: bool) -> None:
        for button, word in ((self.no, steps.no_word(step)), (self.other, steps.other_word(step))):
            button.setText(word or "")
            button.setVisible(word is not None)
        self.other.setEnabled(not busy)
        self.yes.setText(steps.yes_word(step))
        ready = {
            Step.AGREE: self.adult.isChecked(),
            Step.LOOK: self._live is not None,
            Step.CONFIRM: self._label is not None,
            Step.TAKE_BACK: len(self._typed) == CODE_DIGITS,
        }
        self.yes.setEnabled(ready.get(step, True) and not busy)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_second"):
            self._render()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def _place(self) -> None:
        """In the middle, but under the header: the notice stays to be read."""
        over = self.parentWidget()
        if over is not None:
            header = self._sizes.margin + self._sizes.header_height + self._sizes.gap
            top = max(0, min(max(header, (over.height() - self.height()) // 2), over.height() - self.height()))
            self.move(over.mapToGlobal(QPoint((over.width() - self.width()) // 2, top)))
