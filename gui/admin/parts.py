"""Pieces that several pages of the panel are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.admin.look import admin_style
from gui.theme import Metrics, Theme


def restyle(widget: QWidget) -> None:
    """Has the style sheet look again at a widget whose properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Draws a field of a form as one with a wrong value, or not; say in words beside it what is wrong."""
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        restyle(field)


class Card(QFrame):
    """A white card with a title; content goes into `inside`, small things at the title's right into `corner`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = QLabel(self)
        self.title.setProperty("role", "card-title")
        self.title.setWordWrap(True)
        self.corner = QHBoxLayout()
        self._head = QHBoxLayout()
        self._head.addWidget(self.title, 1)
        self._head.addLayout(self.corner)
        self.inside = QVBoxLayout()
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._head)
        self._outer.addLayout(self.inside, 1)
        self.title.hide()

    def set_title(self, text: str) -> None:
        """The title, in the screen's language; an empty one takes no room."""
        self.title.setText(text)
        self.title.setVisible(bool(text))

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over the sizes."""
        self._outer.setContentsMargins(sizes.padding, sizes.padding, sizes.padding, sizes.padding)
        self._outer.setSpacing(round(sizes.gap * 0.7))
        self.inside.setSpacing(round(sizes.gap * 0.6))


def scrolling(column: QWidget, *, sideways: bool = False) -> QScrollArea:
    """A column that scrolls where the window is too low for it, and `sideways` where it is too narrow."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(column)
    return area


class ElidedLabel(QLabel):
    """One line that gives way: it ends in an ellipsis where there is no room, and `text` stays whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            painter, self.contentsRect(), int(self.alignment()), self.palette(), self.isEnabled(), text,
            self.foregroundRole(),
        )  # fmt: skip


class Question(QDialog):
    """Asks before something that matters; the action's button says what it does, never "OK"."""

    def __init__(
        self, title: str, words: str, action: str, theme: Theme, sizes: Metrics, parent: QWidget, *, danger: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setStyleSheet(
            admin_style(theme, sizes) + f"QDialog {{ background: {theme.card}; border: 2px solid {theme.border}; }}"
        )
        self.title = QLabel(title, self)
        self.title.setProperty("role", "heading")
        self.words = QLabel(words, self)
        self.words.setProperty("role", "explanation")
        for label in (self.title, self.words):
            label.setWordWrap(True)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.action = QPushButton(action, self)
        self.action.setProperty("role", "danger" if danger else "primary")
        self.cancel.clicked.connect(self.reject)
        self.action.clicked.connect(self.accept)
        self.cancel.setDefault(danger)
        self.action.setDefault(not danger)
        row = QHBoxLayout()
        row.setSpacing(sizes.gap)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.action)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(4 * (sizes.padding,)))
        outer.setSpacing(sizes.gap)
        outer.addWidget(self.title)
        outer.addWidget(self.words)
        outer.addSpacing(sizes.gap)
        outer.addLayout(row)
        self.setFixedWidth(round(sizes.body_px * 34))


def ask(
    page: QWidget, title: str, words: str, action: str, then: Callable[[], None], *, danger: bool = False
) -> None:
    """Asks over a page of the panel; `then` is called when the action's button was chosen. Returns at once."""
    theme, sizes = page.theme, page.sizes  # type: ignore[attr-defined]
    question = Question(title, words, action, theme, sizes, page, danger=danger)

    def ended(result: int) -> None:
        question.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            then()

    question.finished.connect(ended)
    question.open()
