"""From HTML to PDF, on A4, through Qt's own text layout: what it does not know of CSS is left out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from engine.errors import KnownError
from engine.files import write_atomically
from gui.theme import LIGHT, font

PIXELS_PER_INCH = 96
"""In which the HTML's sizes are read: A4 is 794 pixels wide, its text 657."""

TEXT_WIDTH_PX = 656
MARGINS_MM = QMarginsF(18, 16, 18, 20)
RESOLUTION = 300


def write_pdf(html: str, file: Path, *, title: str) -> None:
    """Writes `html` (pictures as data: addresses) to `file`. Needs a QGuiApplication, but no display: the platform
    plugin "offscreen" will do. Raises `KnownError` where the file cannot be written."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    spoken = QLocale()
    # In another language the font puts other glyphs for the same characters (OpenType "locl"), of which Qt does not
    # know what they stand for: the digits could be read in the PDF, but neither searched nor copied.
    QLocale.setDefault(QLocale("zh_TW"))
    try:
        _paint(html, title, QPdfWriter(buffer))
    finally:
        QLocale.setDefault(spoken)
    buffer.close()
    write_report_file(file, bytes(content.data()))


def write_report_file(file: Path, content: bytes) -> None:
    """Writes a report's file, whole or not at all. Raises `KnownError`."""
    try:
        write_atomically(file, content)
        file.chmod(0o644)  # a report is there to be read by others
    except OSError as error:
        raise KnownError(
            "The report cannot be written to {file} ({reason}). Choose another place, or close the program that has "
            "it open.",
            file=file,
            reason=error.strerror or error,
        ) from error


def _paint(html: str, title: str, writer: QPdfWriter) -> None:
    writer.setTitle(title)
    writer.setCreator(QCoreApplication.applicationName())
    writer.setResolution(RESOLUTION)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS_MM, QPageLayout.Unit.Millimeter
    )
    writer.setPageLayout(layout)
    page = layout.paintRectPixels(PIXELS_PER_INCH)
    document = QTextDocument()
    document.setDefaultFont(font(13))
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(page.width(), page.height()))
    keep_headings_with_what_follows(document, page.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    painter = QPainter(writer)
    painter.scale(RESOLUTION / PIXELS_PER_INCH, RESOLUTION / PIXELS_PER_INCH)
    for number in range(document.pageCount()):
        if number:
            writer.newPage()
        painter.save()
        top = number * page.height()
        painter.translate(0, -top)
        context.clip = QRectF(0, top, page.width(), page.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        painter.setFont(font(11))
        painter.setPen(QColor(LIGHT.muted))
        foot = QRectF(0, page.height() + 14, page.width(), 20)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{number + 1} / {document.pageCount()}")
    painter.end()


def keep_headings_with_what_follows(document: QTextDocument, page_height: float) -> None:
    """A heading whose picture or first lines lie on the next page goes there too. Qt has no such
    rule of its own. `document` has its page size."""
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            top, needed = layout.blockBoundingRect(block).top(), layout.blockBoundingRect(following)
            if int(top // page_height) != int((needed.bottom() - 1) // page_height) and needed.height() < page_height:
                cursor = QTextCursor(block)
                changed = block.blockFormat()
                changed.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.setBlockFormat(changed)
        block = block.next()
