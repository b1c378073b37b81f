"""What every page of the administrator's panel gets, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.audit import AuditLog
from engine.errors import KnownError
from engine.paths import Paths
from engine.pin import PinLock
from gui.admin.look import admin_metrics
from gui.admin.parts import ElidedLabel
from gui.admin.settings_keeper import SettingsKeeper
from gui.admin.store_access import StoreAccess
from gui.live_session import LiveSession
from gui.status_widgets import MessageBar
from gui.theme import LIGHT, Metrics, Theme

SCROLL_BAR_PX = 14
"""The scroll bar's width in the style sheet, and a little air."""


class Jobs(Protocol):
    """What the shell needs of the job controller."""

    def is_running(self) -> bool: ...


@dataclass(frozen=True)
class AdminContext:
    """What the pages work with. All of it outlives the panel, and is the kiosk's own.

    `store.get()` waits for the disk: call it in `gui.background.Background`. Whatever changes something notes it in
    `audit`; settings do so themselves.
    """

    paths: Paths
    session: LiveSession
    settings: SettingsKeeper
    audit: AuditLog
    store: StoreAccess
    pin: PinLock
    jobs: Jobs | None = None


class AdminPage(QWidget):
    """A page: a header with title, subtitle and actions, a line for problems, and `body`, which scrolls.

    Made when it is first shown, never before. A page that fills the window itself says `scrolls = False`.
    Pages override `title`, `retranslate`, `enter`, `leave` and, where they hold painted widgets, `set_look`.
    """

    scrolls = True
    said = Signal(str)
    """A sentence that the window shows for a few seconds: what has just been done."""
    page_wanted = Signal(str)
    """The id of another page to go to, such as "models"."""

    def __init__(self, context: AdminContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.theme: Theme = LIGHT
        self.sizes: Metrics = admin_metrics(1280, 720)
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        self.subtitle = ElidedLabel(self)
        self.subtitle.setProperty("role", "subtitle")
        self.header_actions = QHBoxLayout()
        self._header = QHBoxLayout()
        self._header.addWidget(self.heading)
        self._header.addWidget(self.subtitle, 1)
        self._header.addLayout(self.header_actions)
        self.problems = MessageBar(self.theme, self.sizes, self)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._header)
        self._problem_row = QHBoxLayout()
        self._problem_row.addWidget(self.problems)
        self._outer.addLayout(self._problem_row)
        self.body = QVBoxLayout()
        if self.scrolls:
            self._scroll = QScrollArea(self)
            self._scroll.setWidgetResizable(True)
            self._scroll.setFrameShape(QFrame.Shape.NoFrame)
            self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            inner = QWidget()
            inner.setLayout(self.body)
            self._scroll.setWidget(inner)
            self._outer.addWidget(self._scroll, 1)
            self._scroll.verticalScrollBar().rangeChanged.connect(
                lambda _low, high: self._make_room_for_bar(high > 0)
            )
        else:
            self._outer.addLayout(self.body, 1)

    # What a page overrides

    def title(self) -> str:
        """The page's name, in the screen's language."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Sets every text anew; called once before the page is first shown, and when the language changes."""

    def enter(self) -> None:
        """The page is on screen now: begin to read what it shows."""

    def leave(self) -> None:
        """Something else is on screen: stop timers, close previews."""

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes; called once before the page is first shown, and when they change."""
        self.theme, self.sizes = theme, sizes
        right = max(0, sizes.margin - SCROLL_BAR_PX)
        self._outer.setContentsMargins(sizes.margin, round(sizes.margin * 0.8), right, sizes.gap)
        for row in (self._header, self._problem_row):
            row.setContentsMargins(0, 0, sizes.margin - right, 0)
        self._outer.setSpacing(sizes.gap)
        self._header.setSpacing(sizes.gap)
        self.header_actions.setSpacing(round(sizes.gap * 0.7))
        self.body.setSpacing(sizes.gap)
        self.problems.set_look(theme, sizes)
        self._make_room_for_bar(self.scrolls and self._scroll.verticalScrollBar().maximum() > 0)

    def _make_room_for_bar(self, has_bar: bool) -> None:
        """The cards end where the header ends, with the scroll bar beside them in the margin."""
        beside = self.sizes.margin - max(0, self.sizes.margin - SCROLL_BAR_PX)
        self.body.setContentsMargins(0, 0, 2 if has_bar else beside, 0)

    # What a page uses

    def add_action(self, *, primary: bool = False, danger: bool = False) -> QPushButton:
        """A button at the right of the header; `retranslate` gives it its text."""
        button = QPushButton(self)
        if primary or danger:
            button.setProperty("role", "primary" if primary else "danger")
        self.header_actions.addWidget(button)
        return button

    def say(self, text: str) -> None:
        """Tells what has just been done, for a few seconds."""
        self.said.emit(text)

    def show_problem(self, *problems: KnownError) -> None:
        """Shows what went wrong under the header until it is put away; without any, clears it."""
        self.problems.show_problems(problems)

    def refresh_words(self) -> None:
        """The title and every other text, in the language of now."""
        self.heading.setText(self.title())
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "body"):
            self.refresh_words()
        super().changeEvent(event)
