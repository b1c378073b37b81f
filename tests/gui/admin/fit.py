"""Finds what is cut off in a window of the panel: labels, buttons, choices, painted texts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from gui.admin.parts import ElidedLabel


def cut_off(window: QWidget) -> list[str]:
    """Every visible text that has less room than it needs, but for those that end in an ellipsis then, and buttons
    that reach out of the window's width."""
    window.grab()  # paints everything, so that painted widgets have measured their texts
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        look = getattr(widget, "look", None)
        if look is not None:
            found += [f"{type(widget).__name__}: {text}" for text in look.cut_texts]
        needed = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ElidedLabel):
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 1:
                    found.append(f"label too low: {widget.text()}")
            elif needed.width() > widget.width() or needed.height() > widget.height():
                found.append(f"label too small: {widget.text()}")
        if isinstance(widget, QPushButton | QComboBox):
            words = widget.text() if isinstance(widget, QPushButton) else widget.currentText()
            if needed.width() > widget.width():
                found.append(f"too narrow: {words} ({needed.width()} > {widget.width()})")
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            if widget.minimumSizeHint().height() > widget.height():
                found.append(f"too low: {words} ({widget.minimumSizeHint().height()} > {widget.height()})")
            if place.left() < 0 or place.right() > window.width():
                found.append(f"outside the window: {words}")
    return found
