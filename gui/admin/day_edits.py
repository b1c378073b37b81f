"""Two fields for a range of days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDateEdit, QWidget

from engine.insights.days import Days
from gui import insight_words as words


def day_edit(parent: QWidget) -> QDateEdit:
    """A field for a day, with a calendar to choose from."""
    edit = QDateEdit(parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setMaximumDate(words.to_qdate(date(2999, 12, 31)))
    edit.setKeyboardTracking(False)
    return edit


def _date_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def days_of(first: QDateEdit, last: QDateEdit) -> Days:
    """The range in two fields. Raises `KnownError` where it ends before it begins."""
    return Days(_date_of(first), _date_of(last))


def set_days(first: QDateEdit, last: QDateEdit, days: Days) -> None:
    """Puts a range into two fields, which tell nobody."""
    for edit, day in ((first, days.first), (last, days.last)):
        edit.blockSignals(True)
        edit.setDate(words.to_qdate(day))
        edit.blockSignals(False)
