"""Which weights the convolutions have on which a head is trained."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gui.admin.files import choose_file
from training.recognizer.config import BUNDLED_BACKBONE, IMAGENET_BACKBONE

OWN_FILE = "file"


class BackboneChoice(QComboBox):
    """The program's own, ImageNet's, or a file's, which is asked for when it is chosen; `edited` once it is known."""

    edited = Signal()

    def __init__(self, dialogs_over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs_over = dialogs_over
        self._file = ""
        for value in (BUNDLED_BACKBONE, IMAGENET_BACKBONE, OWN_FILE):
            self.addItem(value, value)
        self.activated.connect(self._activated)

    def backbone(self) -> str:
        """A name, or the path of a file."""
        chosen = self.currentData()
        return self._file if chosen == OWN_FILE else str(chosen)

    def show_backbone(self, backbone: str) -> None:
        """Chooses what a configuration says."""
        known = backbone in (BUNDLED_BACKBONE, IMAGENET_BACKBONE)
        self._file = "" if known else backbone
        self.setCurrentIndex(self.findData(backbone if known else OWN_FILE))

    def _activated(self) -> None:
        if self.currentData() != OWN_FILE:
            return

        def take(file: Path) -> None:
            self._file = str(file)
            self.edited.emit()

        def ended() -> None:
            if not self._file:
                self.setCurrentIndex(0)
            self.edited.emit()

        title, kinds = self.tr("A file of weights"), self.tr("Weights") + " (*.npz)"
        choose_file(self._dialogs_over, title, kinds, take).finished.connect(ended)

    def retranslate(self) -> None:
        """Sets every text anew."""
        words = {
            BUNDLED_BACKBONE: QCoreApplication.translate("Jobs", "The program's own"),
            IMAGENET_BACKBONE: self.tr("ImageNet (download)"),
            OWN_FILE: self.tr("A file …"),
        }
        for index in range(self.count()):
            self.setItemText(index, words[self.itemData(index)])
