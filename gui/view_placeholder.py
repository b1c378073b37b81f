"""What stands in the camera view while there is no picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.capture_words import Instead, Way, way_text
from gui.icons import icon_pixmap
from gui.theme import Metrics, Theme


class ViewPlaceholder(QWidget):
    """An icon, a sentence, its explanation and one large button with the way out."""

    way_chosen = Signal(Way)

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._sizes = theme, sizes
        self._instead: Instead | None = None
        self.picture = QLabel(self)
        self.title = QLabel(self)
        self.title.setProperty("role", "large")
        self.explanation = QLabel(self)
        self.explanation.setProperty("role", "explanation")
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._clicked)
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(1)
        for label in (self.picture, self.title, self.explanation):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            self._layout.addWidget(label)
        self.picture.setWordWrap(False)
        self._layout.addSpacing(sizes.gap)
        self._layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)
        self.set_look(theme, sizes)

    def set_look(self, theme: Theme, sizes: Metrics) -> None:
        """Takes over colours and sizes."""
        self._theme, self._sizes = theme, sizes
        side = sizes.padding * 2
        self._layout.setContentsMargins(side, sizes.gap, side, sizes.gap)
        self._layout.setSpacing(sizes.gap)
        self._render()

    def show_instead(self, instead: Instead) -> None:
        """Says what there is instead of a picture."""
        if instead != self._instead:
            self._instead = instead
            self._render()

    def _render(self) -> None:
        if self._instead is None:
            return
        size = round(self._sizes.large_px * 2)
        self.picture.setPixmap(icon_pixmap(self._instead.icon, self._theme.muted, size, self.devicePixelRatioF()))
        self.title.setText(self._instead.title)
        self.explanation.setText(self._instead.text)
        self.explanation.setVisible(bool(self._instead.text))
        self.button.setText(way_text(self._instead.way))
        self.button.setVisible(self._instead.way is not Way.NONE)

    def _clicked(self) -> None:
        if self._instead is not None:
            self.way_chosen.emit(self._instead.way)
