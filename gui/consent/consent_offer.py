"""The button on the kiosk with which a shopper may give a picture; there only where the administrator wants it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from engine.audit import AuditLog
from engine.kiosk import KioskSnapshot
from engine.paths import Paths
from engine.sources.capture import CaptureState, CaptureStatus
from gui.consent.consent_dialog import ConsentDialog
from gui.kiosk_window import KioskWindow
from gui.live_session import LiveSession
from gui.theme import metrics_for, theme_named


class ConsentOffer(QObject):
    """Keeps the button at the bottom right of the kiosk's picture, while a live camera runs and asking is on."""

    def __init__(self, window: KioskWindow, session: LiveSession, paths: Paths, audit: AuditLog) -> None:
        super().__init__(window)
        self._window, self._session, self._paths, self._audit = window, session, paths, audit
        self._dialog: ConsentDialog | None = None
        self.button = QPushButton(window.view)
        self.button.hide()
        self.button.clicked.connect(self.open)
        window.view.installEventFilter(self)
        window.installEventFilter(self)
        session.snapshot_changed.connect(self._follow)
        session.capture_changed.connect(self._follow_capture)
        self._render_words()

    def open(self) -> None:
        """Asks the shopper."""
        if self._dialog is not None:
            return
        settings = self._session.snapshot().settings
        window = self._window
        dialog = ConsentDialog(
            self._session,
            self._paths.datasets,
            settings.consent.give_up_s,
            theme_named(settings.screen.look),
            metrics_for(window.width(), window.height()),
            window,
        )
        self._dialog = dialog

        def ended(_result: int) -> None:
            self._dialog = None
            dialog.deleteLater()

        dialog.kept.connect(lambda label: self._audit.record("face_kept", label=label))
        dialog.withdrawn.connect(lambda: self._audit.record("face_withdrawn"))
        dialog.finished.connect(ended)
        dialog.open()

    def dialog(self) -> ConsentDialog | None:
        """What is asked now, if anything."""
        return self._dialog

    def _follow(self, snapshot: KioskSnapshot) -> None:
        self._show(snapshot.settings.consent.offered, snapshot.capture)

    def _follow_capture(self, capture: CaptureState) -> None:
        self._show(self._session.snapshot().settings.consent.offered, capture)

    def _show(self, offered: bool, capture: CaptureState) -> None:
        # Nobody stands before a film, and the demo's people cannot agree.
        live = capture.status is CaptureStatus.RUNNING and self._session.source_kind() == "live"
        self.button.setVisible(offered and live)
        if not offered and self._dialog is not None:
            self._dialog.reject()
        self._place()

    def _render_words(self) -> None:
        self.button.setText(self.tr("Help it learn…"))
        self._place()

    def _place(self) -> None:
        self.button.adjustSize()
        view, gap = self._window.view, 12
        self.button.move(view.width() - self.button.width() - gap, view.height() - self.button.height() - gap)
        self.button.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window.view:
            self._place()
        elif event.type() == QEvent.Type.LanguageChange and watched is self._window:
            self._render_words()
        return False
