"""The kiosk's window: where everything is, and what a touch or a key does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.kiosk import KioskSnapshot
from engine.paths import Paths
from engine.products.products import Product
from engine.sources.capture import CaptureState, CaptureStatus
from engine.types import Analysis, Frame
from gui.camera_view import CameraView, Zone
from gui.capture_words import Way, instead_of_picture
from gui.icons import icon
from gui.idle_cursor import IdleCursor
from gui.key_reader import KeyReader
from gui.laying_out import take_out
from gui.live_session import LiveSession
from gui.messages import built_in_notice
from gui.pictures import PictureShelf
from gui.product_strip import ProductStrip
from gui.status_widgets import CameraChip, MessageBar, Notice, Toast
from gui.tally_panel import TallyPanel
from gui.theme import Metrics, Theme, metrics_for, style_sheet, theme_named, touch_targets
from gui.view_placeholder import ViewPlaceholder

QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's word for "no limit", which PySide does not name."""

GESTURE_TAPS = 5
GESTURE_S = 3.0


class TapTitle(QLabel):
    """The title; tapped several times in a row it asks for the way out, which nothing on the screen gives away."""

    tapped_often = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taps = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(GESTURE_S * 1000))
        self._timer.timeout.connect(self._forget)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._taps == 0:
            self._timer.start()
        self._taps += 1
        if self._taps >= GESTURE_TAPS:
            self._forget()
            self.tapped_often.emit()

    def _forget(self) -> None:
        self._taps = 0
        self._timer.stop()


class KioskWindow(QWidget):
    """Camera view, tally panel and product strip under a header with state, notice and pause.

    `locked`: full screen, and closing is refused until `allow_closing`. `way_out_wanted` when somebody knows the
    hidden gesture; `painted` once the window with its notice has been on screen; `closed` when it was let go.
    """

    way_out_wanted = Signal()
    painted = Signal()
    mirror_changed = Signal(object)
    closed = Signal()

    def __init__(self, session: LiveSession, paths: Paths, *, locked: bool) -> None:
        super().__init__()
        self._session, self._locked, self._may_close = session, locked, not locked
        self.before_closing: Callable[[], bool] = lambda: True
        """Asked when the window is to close; False keeps it open."""
        self._snapshot = session.snapshot()
        self._capture: CaptureState = self._snapshot.capture
        self._chosen: str | None = None
        self._was_painted = False
        self._pause_drawing: tuple[str, str, int, float] | None = None
        self._theme: Theme = theme_named(self._snapshot.settings.screen.look)
        self._sizes: Metrics = metrics_for(1280, 720)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if locked:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setMinimumSize(QSize(480, 400))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shelf = PictureShelf(paths.product_pictures, self)
        self._make_widgets()
        self._arrange()
        self.view.installEventFilter(self)
        self._keys = KeyReader(self)
        self._cursor = IdleCursor(self) if locked else None
        self._connect()
        self._set_look()
        self._render_words()
        self._render_clock()
        self._render_capture(self._capture)
        self._render_snapshot(self._snapshot)

    # Making

    def _make_widgets(self) -> None:
        theme, sizes = self._theme, self._sizes
        self.title = TapTitle(self)
        self.title.setProperty("role", "title")
        self.chip = CameraChip(theme, sizes, self)
        self.notice = Notice(theme, sizes, self)
        self.clock = QLabel(self)
        self.clock.setProperty("role", "muted")
        self.pause = QPushButton(self)
        self.pause.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view = CameraView(theme, sizes, self)
        self.placeholder = ViewPlaceholder(theme, sizes, self.view)
        self.leave_demo = QPushButton(self.view)
        self.toast = Toast(theme, sizes, self.view)
        self.messages = MessageBar(theme, sizes, self)
        self.panel = TallyPanel(theme, sizes, self)
        self.strip = ProductStrip(theme, sizes, self._shelf, self)

    def _arrange(self) -> None:
        self._header = QHBoxLayout()
        for widget in (self.title, self.chip):
            self._header.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._header.addWidget(self.notice, 1, Qt.AlignmentFlag.AlignVCenter)
        self._header.addStretch(0)
        self._header.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignVCenter)
        self._header.addWidget(self.pause, 0, Qt.AlignmentFlag.AlignVCenter)
        self._notice_row = QHBoxLayout()
        self._left = QVBoxLayout()
        self._left.addWidget(self.view, 1)
        self._left.addWidget(self.messages)
        self._middle = QHBoxLayout()
        self._middle.addLayout(self._left, 1)
        self._middle.addWidget(self.panel)
        self._outer = QVBoxLayout(self)
        self._outer.addLayout(self._header)
        self._outer.addLayout(self._notice_row)
        self._outer.addLayout(self._middle, 1)
        self._outer.addWidget(self.strip)

    def _connect(self) -> None:
        session = self._session
        session.frame_changed.connect(self._show_frame)
        session.picture_lost.connect(self.view.clear)
        session.capture_changed.connect(self._render_capture)
        session.snapshot_changed.connect(self._render_snapshot)
        session.unknown_code.connect(self._say_unknown)
        self._shelf.arrived.connect(lambda _name: self._render_snapshot(self._snapshot))
        self.pause.clicked.connect(session.toggle_pause)
        self.leave_demo.clicked.connect(session.leave_demo)
        self.placeholder.way_chosen.connect(self._take_way)
        self.strip.chosen.connect(self._choose)
        self.title.tapped_often.connect(self.way_out_wanted)
        self._keys.scanned.connect(session.show_product)
        self._keys.pressed.connect(self._command)
        self._keys.stepped.connect(self._step)
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(1000)
        self._clock_timer.timeout.connect(self._render_clock)
        self._clock_timer.start()

    # What the session tells

    def _show_frame(self, frame: Frame, analysis: Analysis | None) -> None:
        # A film shows others, and in a mirror its words could not be read: only who stands here is mirrored.
        mirrored = self._snapshot.settings.screen.mirror and self._session.source_kind() == "live"
        self.view.show_frame(frame, analysis, mirrored=mirrored)
        if self.placeholder.isVisible():
            self.placeholder.hide()

    def _render_capture(self, capture: CaptureState) -> None:
        self._capture = capture
        kind = self._session.source_kind()
        self.chip.show_capture(capture, kind)
        self.placeholder.show_instead(instead_of_picture(capture, kind))
        self.leave_demo.setVisible(self._session.can_leave_demo())
        waits = capture.status is not CaptureStatus.RUNNING
        self.placeholder.setVisible(waits or not self.view.has_picture())
        self._render_pause()

    def _render_snapshot(self, snapshot: KioskSnapshot) -> None:
        asked, before = self._snapshot.settings.consent, self._snapshot.settings.screen
        self._snapshot = snapshot
        screen = snapshot.settings.screen
        if theme_named(screen.look) != self._theme:
            self._theme = theme_named(screen.look)
            self._set_look()
        if screen != before or snapshot.settings.consent != asked:
            self._render_words()
        self.messages.show_problems(snapshot.problems)
        self.view.set_rotation(snapshot.rotation_left_s, snapshot.settings.attribution.rotation_s)
        in_zones = snapshot.mode == "zones"
        zoned = [p for p in snapshot.products if p.zone is not None and in_zones]
        self.view.set_zones(tuple(Zone(p.zone, p.name) for p in zoned if p.zone is not None))
        product = self._product_in_panel()
        code = product.code if product else None
        self.panel.show_tally(
            product,
            snapshot.tallies.get(code) if code else None,
            caption=self._caption(),
            picture=self._shelf.picture(product.picture) if product else None,
            classes=snapshot.classes,
            min_viewers=snapshot.min_viewers,
            period=screen.tally_period,
        )
        self.strip.show_products(snapshot.products, snapshot.tallies, code, snapshot.min_viewers)

    def _product_in_panel(self) -> Product | None:
        """The one on show; with shelf zones, where all are on show, the one that was touched."""
        code = self._chosen if self._snapshot.mode == "zones" else self._snapshot.on_show
        found = [p for p in self._snapshot.products if p.code == code]
        return found[0] if found else next(iter(self._snapshot.products), None)

    def _caption(self) -> str:
        captions = {"rotation": self.tr("In turn"), "zones": self.tr("On the shelf")}
        return captions.get(self._snapshot.mode, self.tr("On show"))

    def _say_unknown(self, code: str) -> None:
        self.toast.say(self.tr("No product has the code {code}.").format(code=code[:32]))

    # What the operator does

    def _choose(self, code: str) -> None:
        if self._snapshot.mode == "zones":
            self._chosen = code
            self._render_snapshot(self._snapshot)
        else:
            self._session.show_product(code)

    def _take_way(self, way: Way) -> None:
        if way is Way.DEMO:
            self._session.show_demo()
        elif way in (Way.RESUME, Way.GO_ON):
            self._session.toggle_pause()
        elif way is Way.REPLAY:
            self._session.replay()

    def _command(self, character: str) -> None:
        if character == "P":
            self._session.toggle_pause()
        elif character == "M":
            self.mirror_changed.emit(self._session.toggle_mirror())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_A and event.modifiers() & control == control:
            self.way_out_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._session.toggle_pause()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        codes = [p.code for p in self._snapshot.products]
        product = self._product_in_panel()
        if self._snapshot.mode == "zones" and product is not None:
            self._choose(codes[(codes.index(product.code) + step) % len(codes)])
        else:
            self._session.show_next(step)

    def snapshot(self) -> KioskSnapshot:
        """What the window shows."""
        return self._snapshot

    def allow_closing(self) -> None:
        """From now on the window closes when told to."""
        self._may_close = True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close and self.before_closing():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    # Looks and words

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_keys"):
            self._render_words()
            self._render_capture(self._capture)
            self._render_snapshot(self._snapshot)
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self._keys)
            if self._cursor is not None:
                handle.installEventFilter(self._cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted and self.isVisible():
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = metrics_for(self.width(), self.height())
        if sizes != self._sizes:
            self._sizes = sizes
            self._set_look()
        self._place_notice()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.Resize:
            self.placeholder.setGeometry(self.view.rect())
            self._place_leave_demo()
        return super().eventFilter(watched, event)

    def _set_look(self) -> None:
        theme, sizes = self._theme, self._sizes
        self.setStyleSheet(style_sheet(theme, sizes) + touch_targets(sizes))
        for part in (
            self.chip, self.notice, self.view, self.placeholder, self.toast, self.messages, self.panel, self.strip,
        ):  # fmt: skip
            part.set_look(theme, sizes)
        self._outer.setContentsMargins(*(4 * (sizes.margin,)))
        self._outer.setSpacing(sizes.gap)
        self._header.setSpacing(sizes.gap)
        self._middle.setSpacing(sizes.gap)
        self._left.setSpacing(sizes.gap)
        if sizes.upright:
            self._middle.setDirection(QBoxLayout.Direction.TopToBottom)
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(QWIDGETSIZE_MAX)
        else:
            self._middle.setDirection(QBoxLayout.Direction.LeftToRight)
            self.panel.setFixedWidth(sizes.panel_width)
        self._render_pause()
        self._place_notice()

    def _render_words(self) -> None:
        self.setWindowTitle(self.tr("Mien"))
        self.title.setText(self.tr("Product reactions"))
        built_in = built_in_notice(self._snapshot.settings)
        self.leave_demo.setText(self.tr("Use the camera"))
        self._place_leave_demo()
        self.notice.set_text(self._snapshot.settings.screen.notice.strip() or built_in)
        self._render_pause()
        self._place_notice()

    def _place_leave_demo(self) -> None:
        gap = self._sizes.gap
        self.leave_demo.adjustSize()
        self.leave_demo.move(gap, self.view.height() - self.leave_demo.height() - gap)

    def _render_clock(self) -> None:
        self.clock.setText(QTime.currentTime().toString("HH:mm"))

    def _render_pause(self) -> None:
        paused = self._capture.status is CaptureStatus.PAUSED
        is_camera = self._session.source_kind() == "live"
        off = self.tr("Pause camera") if is_camera else self.tr("Pause")
        on = self.tr("Turn camera on") if is_camera else self.tr("Go on")
        text = on if paused else off
        self.pause.setEnabled(self._capture.status not in (CaptureStatus.ENDED, CaptureStatus.STOPPED))
        self.pause.setAccessibleName(text)
        side = round(self._sizes.body_px * 1.3)
        drawing = ("play" if paused else "pause", self._theme.text, side, self.devicePixelRatioF())
        # Only another one is drawn: of every icon that a button has shown, Qt keeps a picture (up to 10 MB of them).
        if drawing != self._pause_drawing:
            self._pause_drawing = drawing
            self.pause.setIcon(icon(*drawing))
            self.pause.setIconSize(QSize(side, side))
        self.pause.setText("" if self._sizes.compact else text)

    def _place_notice(self) -> None:
        """In the header where it fits on a line or two, else on a row of its own."""
        if not self.notice.text():
            return
        sizes = self._sizes
        others = [self.title, self.chip, self.clock, self.pause]
        taken = sum(widget.sizeHint().width() for widget in others) + 5 * sizes.gap + 2 * sizes.margin
        room = self.width() - taken
        fits = self.notice.height_for(room) <= sizes.header_height and room > 200
        take_out(self.notice, self._header, self._notice_row)
        width = min(room, self.notice.width_for_lines(1)) if fits else self.width() - 2 * sizes.margin
        self.notice.setFixedSize(width, self.notice.height_for(width))
        if fits:
            self._header.insertWidget(2, self.notice, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._notice_row.addWidget(self.notice)
        self._outer.activate()
