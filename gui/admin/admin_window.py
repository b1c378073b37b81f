"""The administrator's panel: navigation at the left, one page at a time, and what a kiosk always shows below."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.settings import Settings
from engine.sources.capture import CaptureState, CaptureStatus
from gui.admin.look import admin_metrics, admin_style
from gui.admin.page import AdminContext, AdminPage
from gui.admin.parts import ask
from gui.background import Background
from gui.messages import built_in_notice
from gui.status_widgets import CameraChip, Notice, Toast
from gui.theme import Metrics, Theme, theme_named

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)
"""What shows that somebody is still at the panel."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its id, under which heading it stands, and where its class is; imported when first shown."""

    name: str
    section: str
    module: str
    kind: str


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "", "gui.admin.overview_page", "OverviewPage"),
    PageEntry("products", "", "gui.admin.products_page", "ProductsPage"),
    PageEntry("dataset", "improve", "gui.admin.dataset_page", "DatasetPage"),
    PageEntry("augmentation", "improve", "gui.admin.augmentation_page", "AugmentationPage"),
    PageEntry("comparison", "improve", "gui.admin.comparison_page", "ComparisonPage"),
    PageEntry("retraining", "improve", "gui.admin.retraining_page", "RetrainingPage"),
    PageEntry("experiment", "improve", "gui.admin.experiment_page", "ExperimentPage"),
    PageEntry("models", "improve", "gui.admin.models_page", "ModelsPage"),
    PageEntry("settings", "system", "gui.admin.settings_page", "SettingsPage"),
    PageEntry("access", "system", "gui.admin.access_page", "AccessPage"),
    PageEntry("doctor", "system", "gui.admin.doctor_page", "DoctorPage"),
)


class AdminWindow(QWidget):
    """The panel. Show it with `open_panel` once the PIN was right; it hides itself when it locks.

    `locked(by_itself)`: it has closed, after idle minutes or by the button; `leave_wanted`: out of the program. The
    kiosk behind it goes on counting, so the camera's state and the notice to shoppers stand at its foot.
    """

    locked = Signal(bool)
    leave_wanted = Signal()

    def __init__(
        self, context: AdminContext, *, frameless: bool = False, pages: tuple[PageEntry, ...] = PAGES
    ) -> None:
        super().__init__()
        self.context = context
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, AdminPage] = {}
        self._current: str | None = None
        self._wanted: str | None = None
        self._importing = Background(self)
        self._imported = {entry.name for entry in pages if entry.module in sys.modules}
        self._theme: Theme = theme_named(context.settings.settings().admin.look)
        self._sizes: Metrics = admin_metrics(1280, 720)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if frameless:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setMinimumSize(800, 480)
        self._make_nav(pages)
        self._make_foot()
        self.stack = QStackedWidget(self)
        self.toast = Toast(self._theme, self._sizes, self.stack)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.foot)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.nav)
        self._outer.addLayout(right, 1)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(lambda: self.close_panel(by_itself=True))
        context.settings.changed.connect(self._follow)
        context.session.capture_changed.connect(self._show_capture)
        self._set_look()
        self._render_words()

    # Making

    def _make_nav(self, pages: tuple[PageEntry, ...]) -> None:
        self.nav = QFrame(self)
        self.nav.setProperty("role", "nav")
        self.nav_title = QLabel(self.nav)
        self.nav_title.setProperty("role", "title")
        self._sections: dict[str, QLabel] = {}
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        items = QWidget()
        self._items = QVBoxLayout(items)
        self._items.setContentsMargins(0, 0, 0, 0)
        for entry in pages:
            if entry.section and entry.section not in self._sections:
                label = QLabel(items)
                label.setProperty("role", "section")
                self._sections[entry.section] = label
                self._items.addWidget(label)
            button = QPushButton(items)
            button.setProperty("role", "nav")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=entry.name: self.show_page(name))
            group.addButton(button)
            self.buttons[entry.name] = button
            self._items.addWidget(button)
        self._items.addStretch(1)
        scroll = QScrollArea(self.nav)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(items)
        self.back = QPushButton(self.nav)
        self.back.setProperty("role", "primary")
        self.leave = QPushButton(self.nav)
        self.back.clicked.connect(lambda: self.close_panel())
        self.leave.clicked.connect(self._ask_to_leave)
        self._nav_layout = QVBoxLayout(self.nav)
        self._nav_layout.addWidget(self.nav_title)
        self._nav_layout.addWidget(scroll, 1)
        self._nav_layout.addWidget(self.back)
        self._nav_layout.addWidget(self.leave)

    def _make_foot(self) -> None:
        self.foot = QFrame(self)
        self.foot.setProperty("role", "foot")
        self.chip = CameraChip(self._theme, self._sizes, self.foot)
        self.notice = Notice(self._theme, self._sizes, self.foot)
        self.pause = QPushButton(self.foot)
        self.pause.clicked.connect(self.context.session.toggle_pause)
        self._foot_layout = QHBoxLayout(self.foot)
        self._foot_layout.addWidget(self.chip)
        self._foot_layout.addWidget(self.notice, 1)
        self._foot_layout.addWidget(self.pause)

    # Opening and closing

    def open_panel(self, page: str | None = None) -> None:
        """Shows the panel, on the page where it was left, and begins to count idle time."""
        self.context.audit.record("panel_opened")
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._restart_idle()
        self._show_capture(self.context.session.snapshot().capture)
        self.show()
        self.raise_()
        self.activateWindow()
        self.show_page(page or self._current or next(iter(self._entries)))

    def close_panel(self, *, by_itself: bool = False) -> None:
        """Back to the kiosk: what is open over the panel closes, unsaved, and the PIN is asked for the next time."""
        if not self.isVisible():
            return
        self._idle.stop()
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        if self._current is not None:
            self._pages[self._current].leave()
        self.hide()
        self.context.audit.record("panel_locked", by_itself=by_itself)
        self.locked.emit(by_itself)

    def is_open(self) -> bool:
        """Whether the panel is on screen."""
        return self.isVisible()

    def _ask_to_leave(self) -> None:
        running = self.context.jobs is not None and self.context.jobs.is_running()
        words = self.tr("Nobody is counted until the program is started again.")
        if running:
            words += " " + self.tr("The training that is running stops too. It can be resumed later.")
        ask(self, self.tr("Leave the kiosk?"), words, self.tr("Leave"), self._leave, danger=True)

    def _leave(self) -> None:
        self.context.audit.record("kiosk_left")
        self.close_panel()
        self.leave_wanted.emit()

    # Pages

    @property
    def theme(self) -> Theme:
        """The panel's colours."""
        return self._theme

    @property
    def sizes(self) -> Metrics:
        """The panel's sizes."""
        return self._sizes

    def page(self, name: str) -> AdminPage:
        """A page by its id, made now if it was never shown."""
        if name not in self._pages:
            entry = self._entries[name]
            made: AdminPage = getattr(importlib.import_module(entry.module), entry.kind)(self.context, self.stack)
            made.said.connect(self.toast.say)
            made.page_wanted.connect(self.show_page)
            made.set_look(self._theme, self._sizes)
            made.refresh_words()
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    def current(self) -> str | None:
        """The id of the page on screen."""
        return self._current

    def show_page(self, name: str) -> None:
        """Goes to a page, as soon as its module has been imported: the GUI thread does not wait for that."""
        self.buttons[name].setChecked(True)
        self._wanted = name
        if name in self._imported:
            self._bring(name)
        self._import_next()

    def _import_next(self) -> None:
        """Imports the module of the page that is wanted, then the others, so that they are there when they are."""
        waiting = [name for name in (self._wanted, *self._entries) if name and name not in self._imported]
        if waiting and not self._importing.is_busy():
            name = waiting[0]
            module = self._entries[name].module
            self._importing.start(lambda: importlib.import_module(module), lambda _module: self._has_come(name))

    def _has_come(self, name: str) -> None:
        self._imported.add(name)
        if self._wanted == name and self.isVisible():
            self._bring(name)
        self._import_next()

    def _bring(self, name: str) -> None:
        page = self.page(name)
        if self._current is not None and self._current != name:
            self._pages[self._current].leave()
        self._current = name
        self.buttons[name].setFocus()
        self.stack.setCurrentWidget(page)
        page.enter()

    # Looks and words

    def _follow(self, settings: Settings) -> None:
        if theme_named(settings.admin.look) != self._theme:
            self._theme = theme_named(settings.admin.look)
            self._set_look()
        self._render_notice()
        if self.isVisible():
            self._restart_idle()

    def _set_look(self) -> None:
        theme, sizes = self._theme, self._sizes
        self.setStyleSheet(admin_style(theme, sizes))
        self.nav.setFixedWidth(sizes.panel_width)
        inset = round(sizes.padding * 0.7)
        self._nav_layout.setContentsMargins(inset, sizes.padding, inset, inset)
        self._nav_layout.setSpacing(round(sizes.gap * 0.5))
        self._items.setSpacing(2)
        for label in (self.nav_title, *self._sections.values()):
            label.setContentsMargins(round(sizes.padding * 0.6), round(sizes.gap * 0.5), 0, 2)
        self._foot_layout.setContentsMargins(sizes.margin, 5, sizes.margin, 5)
        self._foot_layout.setSpacing(sizes.gap)
        for part in (self.chip, self.notice):
            part.set_look(theme, sizes)
        self.toast.set_look(theme, sizes)
        for page in self._pages.values():
            page.set_look(theme, sizes)
        self._place_notice()

    def _render_words(self) -> None:
        self.setWindowTitle(self.tr("Mien: administration"))
        self.nav_title.setText(self.tr("Administration"))
        names = {
            "overview": self.tr("Overview"),
            "products": self.tr("Products"),
            "dataset": self.tr("Dataset"),
            "augmentation": self.tr("DCGAN augmentation"),
            "comparison": self.tr("Does it help?"),
            "retraining": self.tr("Retraining"),
            "experiment": self.tr("L9 experiment"),
            "models": self.tr("Models"),
            "settings": self.tr("Settings"),
            "access": self.tr("Access and history"),
            "doctor": self.tr("Diagnosis"),
        }
        for name, button in self.buttons.items():
            button.setText(names.get(name, name))
        sections = {"improve": self.tr("Improve the model"), "system": self.tr("System")}
        for section, label in self._sections.items():
            label.setText(sections[section])
        self.back.setText(self.tr("Back to the kiosk"))
        self.leave.setText(self.tr("Leave the kiosk"))
        self._render_notice()
        self._show_capture(self.context.session.snapshot().capture)

    def _render_notice(self) -> None:
        settings = self.context.settings.settings()
        self.notice.set_text(settings.screen.notice.strip() or built_in_notice(settings))
        self._place_notice()

    def _place_notice(self) -> None:
        """As high as its whole text needs in the width that the foot leaves it."""
        taken = self.chip.sizeHint().width() + self.pause.sizeHint().width() + 2 * self._sizes.gap
        room = self.width() - self.nav.width() - 2 * self._sizes.margin - taken
        self.notice.setFixedHeight(self.notice.height_for(max(200, room)))

    def _show_capture(self, capture: CaptureState) -> None:
        kind = self.context.session.source_kind()
        self.chip.show_capture(capture, kind)
        paused = capture.status is CaptureStatus.PAUSED
        is_camera = kind == "live"
        off = self.tr("Pause camera") if is_camera else self.tr("Pause")
        on = self.tr("Turn camera on") if is_camera else self.tr("Go on")
        self.pause.setText(on if paused else off)
        self.pause.setEnabled(capture.status not in (CaptureStatus.ENDED, CaptureStatus.STOPPED))
        self._place_notice()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_outer"):
            self._render_words()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = admin_metrics(self.width(), self.height())
        if sizes != self._sizes:
            self._sizes = sizes
            self._set_look()
        self._place_notice()

    # Idle, keys, closing

    def _restart_idle(self) -> None:
        self._idle.start(self.context.settings.settings().admin.lock_after_min * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES and self._idle.isActive():
            self._restart_idle()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            return  # a slip of the hand does not close a form
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window is going back to the kiosk."""
        if self.isVisible():
            self.close_panel()
        event.accept()
