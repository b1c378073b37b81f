"""The newest grid of generated faces, as large as there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.painted import Painted
from gui.theme import Metrics, Theme, font


class SamplePicture(Painted):
    """A picture from a run's folder, scaled without blurring its pixels; words where there is none yet."""

    def __init__(self, theme: Theme, sizes: Metrics, parent: QWidget | None = None) -> None:
        super().__init__(theme, sizes, parent)
        self._file: Path | None = None
        self._image = QImage()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, file: Path | None, words: str) -> None:
        """`words`: what stands there while there is no picture, and what it is called for those who cannot see it."""
        self._words = words
        self.setAccessibleName(words)
        if file != self._file:
            self._file = file
            # Written aside and replaced by the job, so that it is never half of one.
            self._image = QImage() if file is None else QImage(str(file))
        self.update()

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self.look.sizes.body_px, 10 * self.look.sizes.body_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.setFont(font(self.look.sizes.body_px))
            painter.setPen(QColor(self.look.theme.muted))
            painter.drawText(
                QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words
            )
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        smooth = size.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
