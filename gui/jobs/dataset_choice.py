"""Which of the datasets a form is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from gui.messages import count
from training.datasets.dataset import DatasetManifest


class DatasetChoice(QComboBox):
    """The datasets by name, with how many pictures each has."""

    _datasets: tuple[DatasetManifest, ...] = ()

    def offer(self, datasets: Sequence[DatasetManifest]) -> bool:
        """What there is now; the dataset that was chosen stays so where it is still there. True where it is not."""
        before = self.currentData()
        self._datasets = tuple(datasets)
        with QSignalBlocker(self):
            self.clear()
            for manifest in datasets:
                self.addItem(f"{manifest.name} ({count(manifest.n)})", manifest.name)
            self.setCurrentIndex(max(0, self.findData(before)))
        return bool(before != self.currentData())

    def manifest(self) -> DatasetManifest | None:
        """The chosen one's; None where there is no dataset."""
        return next((one for one in self._datasets if one.name == self.currentData()), None)
