"""Choosing files and folders over a page of the panel, in the panel's own look: a kiosk may have no window manager
that would bring a system's dialog to the front."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(
    page: QWidget,
    title: str,
    filters: str,
    then: Callable[[Path], None],
    *,
    save_as: str | None = None,
    folder: bool = False,
) -> QFileDialog:
    """Asks for a file that exists; with `save_as`, for where to write one of that name; with `folder`, for a folder.

    Returns at once; `then` is called with what was chosen. The kind that is chosen decides how a file to write ends.
    """
    dialog = QFileDialog(page, title, str(Path.home()), filters)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
    if folder:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    elif save_as is not None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(save_as).suffix.lstrip("."))
        dialog.selectFile(save_as)
        dialog.filterSelected.connect(lambda kind: _end_as(dialog, kind))
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.LookIn, QCoreApplication.translate("Files", "Folder"))
    dialog.setLabelText(label.FileName, QCoreApplication.translate("Files", "Name"))
    dialog.setLabelText(label.FileType, QCoreApplication.translate("Files", "Kind"))
    dialog.setLabelText(label.Reject, QCoreApplication.translate("Files", "Cancel"))
    chosen_word = QCoreApplication.translate("Files", "Choose")
    dialog.setLabelText(label.Accept, chosen_word if save_as is None else QCoreApplication.translate("Files", "Save"))
    # The panel's buttons are made for fingers; the dialog's own little tool buttons are not.
    dialog.resize(min(900, page.width()), min(560, page.height()))

    def ended(result: int) -> None:
        dialog.deleteLater()
        chosen = dialog.selectedFiles()
        if result == QFileDialog.DialogCode.Accepted and chosen:
            then(Path(chosen[0]))

    dialog.finished.connect(ended)
    dialog.open()
    return dialog


def _end_as(dialog: QFileDialog, kind: str) -> None:
    """Gives the name in the dialog the ending of a kind such as "HTML (*.html)"."""
    ending = re.search(r"\*\.(\w+)", kind)
    chosen = dialog.selectedFiles()
    if ending is not None and chosen:
        dialog.setDefaultSuffix(ending[1])
        dialog.selectFile(Path(chosen[0]).with_suffix(f".{ending[1]}").name)
