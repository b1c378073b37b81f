"""A statistician's sentences in the screen's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from training.experiment.remarks import Remark


def remark_text(remark: Remark) -> str:
    """What a remark says; the templates are collected by tools/translations.py."""
    return QCoreApplication.translate("KnownError", remark.template).format(**remark.values)
