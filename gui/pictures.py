"""The products' pictures, read in the background and kept small."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from gui.background import Post

log = logging.getLogger(__name__)

LONGEST_PX = 512
"""Pictures are kept no larger than this; no screen shows them larger."""


def read_picture(path: Path) -> QImage:
    """A picture with its sides at most `LONGEST_PX`, turned as its EXIF says; a null image when it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LONGEST_PX:
        reader.setScaledSize(size.scaled(QSize(LONGEST_PX, LONGEST_PX), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        log.warning("the product picture %s cannot be read: %s", path.name, reader.errorString())
    return image


class PictureShelf(QObject):
    """Pictures by file name out of one folder. A picture is None until it has been read, and when it cannot be."""

    arrived = Signal(str)
    """A picture has been read: its file name."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pixmaps: dict[str, QPixmap | None] = {}
        self._post = Post()
        self._post.arrived.connect(self._keep)

    def picture(self, name: str | None) -> QPixmap | None:
        """The picture if it is here already; else it is fetched, and `arrived` tells when it has come."""
        if not name or Path(name).name != name:
            return None
        if name not in self._pixmaps:
            self._pixmaps[name] = None
            path, post = self._folder / name, self._post
            QThreadPool.globalInstance().start(lambda: post.arrived.emit((name, read_picture(path))))
        return self._pixmaps[name]

    def forget(self) -> None:
        """Reads every picture again when it is next asked for: the files may have changed."""
        self._pixmaps.clear()

    def _keep(self, told: tuple[str, QImage]) -> None:
        name, image = told
        if not image.isNull():
            self._pixmaps[name] = QPixmap.fromImage(image)
            self.arrived.emit(name)
