"""The products' pictures, read in the background and kept small."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

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
    _read = Signal(str, QImage)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pixmaps: dict[str, QPixmap | None] = {}
        self._read.connect(self._keep)

    def picture(self, name: str | None) -> QPixmap | None:
        """The picture if it is here already; else it is fetched, and `arrived` tells when it has come."""
        if not name or Path(name).name != name:
            return None
        if name not in self._pixmaps:
            self._pixmaps[name] = None
            path = self._folder / name

            def read() -> None:
                image = read_picture(path)
                try:
                    self._read.emit(name, image)
                except RuntimeError:
                    return  # the shelf is gone, and with it who wanted to see it

            QThreadPool.globalInstance().start(read)
        return self._pixmaps[name]

    def forget(self) -> None:
        """Reads every picture again when it is next asked for: the files may have changed."""
        self._pixmaps.clear()

    def _keep(self, name: str, image: QImage) -> None:
        if not image.isNull():
            self._pixmaps[name] = QPixmap.fromImage(image)
            self.arrived.emit(name)
