"""Taking things out of layouts, so that nothing of them stays behind."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


def take_out(thing: QWidget | QLayout, *layouts: QLayout) -> None:
    """Takes a widget or a layout out of those of `layouts` that hold it.

    For `removeWidget` and `removeItem`, which delete the layout's item in C++. Where PySide 6.11 has wrapped the item
    (it does when the layout gets a parent), the wrapper stays at the freed address. An object that comes to lie there
    next is then thought to have a wrapper still when its own is already freed, and the program crashes. And for
    `takeAt`, whose item is deleted by nobody where PySide had not wrapped it before: the widget then tells that item
    of its changes of size and never the one of its next place, which goes on with the height that it had at first.
    """
    for layout in layouts:
        place = layout.indexOf(thing)
        if place >= 0 and (item := layout.takeAt(place)) is not None:
            _delete(item)


def take_out_all(layout: QLayout) -> list[QWidget]:
    """Empties a layout; returns the widgets that it held."""
    widgets = []
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widgets.append(widget)
        _delete(item)
    return widgets


def _delete(item: QLayoutItem) -> None:
    # A layout within a layout is its own item, and whoever has taken it out goes on with it.
    if not isinstance(item, QLayout):
        shiboken6.delete(item)
