"""Taking things out of layouts, so that nothing of them stays behind."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def take_out(thing: QWidget | QLayout, *layouts: QLayout) -> None:
    """Takes a widget or a layout out of those of `layouts` that hold it.

    For `removeWidget` and `removeItem`, which delete the layout's item in C++. Where PySide 6.11 has wrapped the item
    (it does when the layout gets a parent), the wrapper stays at the freed address. An object that comes to lie there
    next is then thought to have a wrapper still when its own is already freed, and the program crashes. An item that
    `takeAt` has handed over is deleted together with its wrapper.
    """
    for layout in layouts:
        place = layout.indexOf(thing)
        if place >= 0:
            layout.takeAt(place)
