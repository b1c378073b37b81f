"""The small things around the picture: camera state, notice, messages."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from engine.errors import KnownError
from engine.exposures import SourceKind
from engine.sources.capture import CaptureState, CaptureStatus
from gui.capture_words import chip_text
from gui.drawing import rounded, text_width, wrapped
from gui.icons import icon, icon_pixmap
from gui.messages import error_text
from gui.painted import Painted
from gui.theme import Metrics, Theme, font

TOAST_S = 4.0

STEADY_FPS = 1.6
"""Smaller changes of the measured rate are not shown: a figure that trembles says nothing."""


def draw_pill(painter: QPainter, widget: Painted, radius: float) -> QRectF:
    """The round-ended background of a small widget; returns where it lies."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QColor(widget.look.theme.border))
    painter.setBrush(QColor(widget.look.theme.card))
    painter.drawPath(rounded(body, radius))
    return body


class CameraChip(Painted):
    """The camera's state, always on screen: a dot, a word, the measured rate."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._text = ""
        self._fps = 0.0
        self._status = CaptureStatus.STOPPED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_capture(self, state: CaptureState, kind: SourceKind) -> None:
        """Takes over a state of the capture; `kind`: what its source is."""
        if abs(state.fps - self._fps) < STEADY_FPS and state.status is self._status:
            state = replace(state, fps=self._fps)
        self._fps = state.fps
        text = chip_text(state, kind)
        if (text, state.status) != (self._text, self._status):
            wider = len(text) != len(self._text)
            self._text, self._status = text, state.status
            self.setAccessibleName(text)
            if wider:
                self.updateGeometry()
            self.update()

    def text(self) -> str:
        """What the chip says now."""
        return self._text

    def sizeHint(self) -> QSize:
        sizes = self.look.sizes
        height = 36 if sizes.compact else round(sizes.header_height * 0.86)
        return QSize(round(text_width(self._text, font(sizes.small_px)) + self._lead() + self._padding()), height)

    def _padding(self) -> float:
        return 10.0 if self.look.sizes.compact else self.look.sizes.small_px * 1.1

    def _lead(self) -> float:
        return self._padding() + self.look.sizes.small_px * 1.1

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        body = draw_pill(painter, self, self.height() / 2)
        dot = sizes.small_px * 0.56
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._dot_colour())
        painter.drawEllipse(QRectF(self._padding(), body.center().y() - dot / 2, dot, dot))
        words = QRectF(self._lead(), 0, self.width() - self._lead(), self.height())
        self.look.draw_text(painter, words, self._text, font(sizes.small_px), theme.text)
        painter.end()

    def _dot_colour(self) -> QColor:
        theme = self.look.theme
        colours = {
            CaptureStatus.RUNNING: theme.accent,
            CaptureStatus.OPENING: theme.warning,
            CaptureStatus.RETRYING: theme.bad,
        }
        return QColor(colours.get(self._status, theme.muted))


class Notice(Painted):
    """What tells shoppers that expressions are read. It is never shortened: it takes the lines that it needs."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """The notice in the screen's language, or the shop's own."""
        if text != self._text:
            self._text = " ".join(text.split())
            self.setAccessibleName(self._text)
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def width_for_lines(self, lines: int) -> int:
        """About the width in which the text takes so many lines."""
        whole = text_width(self._text, font(self.look.sizes.small_px))
        return round(whole / lines * (1.0 if lines == 1 else 1.12) + 2 * self._padding() + self._lead() + 2)

    def height_for(self, width: int) -> int:
        """The height that the whole text needs at a width."""
        sizes = self.look.sizes
        lines = len(self._lines(width))
        least = 36 if sizes.compact else round(sizes.header_height * 0.86)
        return max(least, round(lines * sizes.small_px * 1.35 + self._padding() * 0.6))

    def sizeHint(self) -> QSize:
        return QSize(self.width_for_lines(1), self.height_for(self.width()))

    def _lines(self, width: float) -> list[str]:
        return wrapped(self._text, font(self.look.sizes.small_px), width - 2 * self._padding() - self._lead(), 12)

    def _padding(self) -> float:
        return 8.0 if self.look.sizes.compact else self.look.sizes.small_px * 0.95

    def _lead(self) -> float:
        return self.look.sizes.small_px * 1.5

    def paintEvent(self, event: QPaintEvent) -> None:
        self.look.cut_texts.clear()
        theme, sizes = self.look.theme, self.look.sizes
        painter = QPainter(self)
        body = draw_pill(painter, self, sizes.header_height / 2)
        side = round(sizes.small_px * 1.15)
        lens = icon_pixmap("camera", theme.accent, side, self.devicePixelRatioF())
        painter.drawPixmap(round(self._padding()), round(body.center().y() - side / 2), lens)
        lines = self._lines(self.width())
        line_h = sizes.small_px * 1.35
        y = (self.height() - line_h * len(lines)) / 2
        left = self._padding() + self._lead()
        for line in lines:
            rect = QRectF(left, y, self.width() - left - self._padding() * 0.5, line_h)
            self.look.draw_text(painter, rect, line, font(sizes.small_px), theme.text)
            y += line_h
        painter.end()


class MessageBar(QFrame):
    """Problems, one at a time, each with its way out; they can be read through and put away."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._problems: tuple[KnownError, ...] = ()
        self._at = 0
        self.sign = QLabel(self)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.next_button = QPushButton(self)
        self.close_button = QPushButton(self)
        for button in (self.next_button, self.close_button):
            button.setProperty("role", "quiet")
        self.next_button.clicked.connect(self._next)
        self.close_button.clicked.connect(self.hide)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.sign)
        self._layout.addWidget(self.words, 1)
        self._layout.addWidget(self.next_button)
        self._layout.addWidget(self.close_button)
        self.set_look(theme, sizes)
        self.hide()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        side = round(sizes.body_px * 1.4)
        ratio = self.devicePixelRatioF()
        self.sign.setPixmap(icon_pixmap("warning", theme.warning, side, ratio))
        for button, name in ((self.next_button, "next"), (self.close_button, "close")):
            button.setIcon(icon(name, theme.muted, side, ratio))
            button.setIconSize(QSize(side, side))
        self._layout.setContentsMargins(sizes.gap, 4, 4, 4)
        self._layout.setSpacing(sizes.gap)

    def show_problems(self, problems: tuple[KnownError, ...]) -> None:
        """Shows these problems; hides without any. What was put away stays away until the problems change."""
        if [str(p) for p in problems] == [str(p) for p in self._problems]:
            return
        self._problems, self._at = problems, 0
        self._render()
        self.setVisible(bool(problems))

    def problems(self) -> tuple[KnownError, ...]:
        """The problems that are known now, shown or put away."""
        return self._problems

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)

    def _next(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._problems))
        self._render()

    def _render(self) -> None:
        number = len(self._problems)
        self.next_button.setVisible(number > 1)
        self.next_button.setAccessibleName(self.tr("Next message"))
        self.close_button.setAccessibleName(self.tr("Put this message away"))
        if number:
            place = f"{self._at + 1}/{number}  " if number > 1 else ""
            self.words.setText(place + error_text(self._problems[self._at]))


class Toast(QLabel):
    """A sentence that is said once, over the picture, and goes by itself."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.set_look(theme, sizes)
        self.hide()

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self._sizes = sizes
        self.setStyleSheet(
            f"background: {theme.shade}; color: #ffffff; font-size: {sizes.body_px}px; font-weight: bold;"
            f"border: 1px solid {theme.accent}; border-radius: {sizes.radius}px;"
            f"padding: {sizes.gap}px {sizes.padding}px;"
        )

    def say(self, text: str) -> None:
        """Shows `text` for a few seconds, at the bottom of the parent."""
        self.setText(text)
        parent = self._over
        room = parent.width() - 4 * self._sizes.gap
        wish = text_width(text, font(self._sizes.body_px, bold=True)) + 2 * self._sizes.padding + 8
        width = round(min(room, wish))
        height = self.heightForWidth(width)
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - 2 * self._sizes.gap, width, height)
        self.show()
        self.raise_()
        self._timer.start(round(TOAST_S * 1000))
