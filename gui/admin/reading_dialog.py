"""Something to read over a page of the panel: a title, what is to be read, and a button that puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.admin.look import admin_style
from gui.theme import Metrics, Theme


class ReadingDialog(QDialog):
    """`body` is what a dialog of this kind fills, and `end` its row of buttons; it is gone when it is closed."""

    def __init__(self, title: str, theme: Theme, sizes: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setStyleSheet(
            admin_style(theme, sizes) + f"QDialog {{ background: {theme.card}; border: 2px solid {theme.border}; }}"
        )
        self.heading = QLabel(title, self)
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.gap)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.end = end = QHBoxLayout()
        end.addStretch(1)
        end.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(4 * (sizes.padding,)))
        outer.setSpacing(sizes.gap)
        outer.addWidget(self.heading)
        outer.addLayout(self.body, 1)
        outer.addLayout(end)
        self.resize(round(parent.width() * 0.92), round(parent.height() * 0.88))
