"""Which camera the kiosk watches through, and what it sees now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from engine.errors import KnownError
from engine.sources.camera import CameraInfo, list_cameras
from engine.sources.capture import CaptureState
from engine.sources.demo import DEMO
from engine.types import Analysis, Frame
from gui.admin.files import choose_file
from gui.admin.page import AdminContext
from gui.admin.parts import Card, mark_wrong
from gui.background import Background
from gui.camera_view import CameraView
from gui.capture_words import chip_text
from gui.messages import error_text
from gui.theme import Metrics, Theme

OTHER = "\0other"


class SourceCard(Card):
    """The camera: which, and what it sees now."""

    def __init__(self, context: AdminContext, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cameras: tuple[CameraInfo, ...] = ()
        self._listing = Background(self)
        self.view = CameraView(theme, sizes, self)
        self.state = QLabel(self)
        self.state.setProperty("role", "muted")
        self.label = QLabel(self)
        self.label.setProperty("role", "muted")
        self.which = QComboBox(self)
        self.which.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.which.activated.connect(lambda _place: self._choose())
        self.again = QPushButton(self)
        self.again.clicked.connect(self.list_cameras)
        self.address = QLineEdit(self)
        self.address.editingFinished.connect(self._take_address)
        self.file = QPushButton(self)
        self.file.clicked.connect(self._choose_film)
        self.hint = QLabel(self)
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.which, 1)
        row.addWidget(self.again)
        self._address_row = QHBoxLayout()
        self._address_row.addWidget(self.address, 1)
        self._address_row.addWidget(self.file)
        fields = QVBoxLayout()
        fields.addWidget(self.label)
        fields.addLayout(row)
        fields.addLayout(self._address_row)
        fields.addWidget(self.hint)
        fields.addWidget(self.state)
        fields.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self.view, 2)
        self._both.addLayout(fields, 3)
        self.inside.addLayout(self._both)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        super().set_look(theme, sizes)
        self.view.set_look(theme, sizes)
        self.view.setFixedHeight(round(sizes.body_px * 13))
        self._both.setSpacing(sizes.padding)

    def retranslate(self) -> None:
        """Sets every text anew."""
        self.set_title(self.tr("Camera"))
        self.label.setText(self.tr("Picture from"))
        self.again.setText(self.tr("Search again"))
        self.file.setText(self.tr("Film…"))
        self.address.setPlaceholderText(self.tr("rtsp://… or the path of a film or folder"))
        self.hint.setText(
            self.tr(
                "Takes effect at once. Films and the demo are counted apart and never mix with the shop's numbers."
            )
        )
        self.fill()

    def enter(self) -> None:
        """Begins to show the picture and to look for cameras."""
        session = self._context.session
        session.frame_changed.connect(self._show_frame)
        session.picture_lost.connect(self.view.clear)
        session.capture_changed.connect(self.show_capture)
        self.show_capture(session.snapshot().capture)
        self.list_cameras()

    def leave(self) -> None:
        """Shows nothing any more."""
        session = self._context.session
        session.frame_changed.disconnect(self._show_frame)
        session.picture_lost.disconnect(self.view.clear)
        session.capture_changed.disconnect(self.show_capture)
        self.view.clear()
        self._listing.forget()

    def list_cameras(self) -> None:
        """Looks for cameras, off the GUI thread."""
        self.again.setEnabled(False)
        self._listing.start(list_cameras, self._take_cameras)

    def _take_cameras(self, cameras: tuple[CameraInfo, ...]) -> None:
        self._cameras = cameras
        self.again.setEnabled(True)
        self.fill()

    def fill(self) -> None:
        """Offers what there is, with what is set chosen."""
        source = self._context.settings.settings().source
        self.which.blockSignals(True)
        self.which.clear()
        first = f" ({self._cameras[0].name})" if self._cameras else ""
        self.which.addItem(self.tr("First camera") + first, "")
        for camera in self._cameras:
            self.which.addItem(f"{camera.number}: {camera.name}", str(camera.number))
        self.which.addItem(self.tr("Demo, without a camera"), DEMO)
        self.which.addItem(self.tr("Network camera, film or folder…"), OTHER)
        place = self.which.findData(source)
        self.which.setCurrentIndex(place if place >= 0 else self.which.findData(OTHER))
        self.which.blockSignals(False)
        self._show_address(place < 0)
        if not self.address.hasFocus():
            self.address.setText(source if place < 0 else "")
        mark_wrong(self.address, False)

    def show_capture(self, capture: CaptureState) -> None:
        """What the camera does now, in words."""
        text = chip_text(capture, self._context.session.source_kind())
        if capture.problem is not None:
            text = error_text(capture.problem)
        self.state.setText(text)
        self.state.setWordWrap(True)

    def _show_address(self, shown: bool) -> None:
        self.address.setVisible(shown)
        self.file.setVisible(shown)

    def _show_frame(self, frame: Frame, analysis: Analysis | None) -> None:
        self.view.show_frame(frame, analysis, mirrored=self._context.settings.settings().screen.mirror)

    def _choose(self) -> None:
        chosen = self.which.currentData()
        self._show_address(chosen == OTHER)
        if chosen == OTHER:
            self.address.setFocus()
        else:
            self._set(chosen)

    def _choose_film(self) -> None:
        kinds = self.tr("Films (*.mp4 *.avi *.mov *.mkv *.webm)")
        page = self.window()
        choose_file(page, self.tr("Choose a film"), kinds, lambda path: self._set(str(path)))

    def _take_address(self) -> None:
        text = self.address.text().strip()
        if text and self.address.isModified():
            self.address.setModified(False)
            self._set(text)

    def _set(self, source: str) -> None:
        try:
            self._context.settings.change({"source": source})
        except KnownError as error:
            self.state.setText(error_text(error))
