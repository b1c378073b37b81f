"""Sizes and style of the administrator's panel: denser than the kiosk, which is read from afar."""

from __future__ import annotations

from gui.icons import icon_file
from gui.theme import Metrics, Theme, style_sheet

FULL_WIDTH, FULL_HEIGHT = 1440, 900


def admin_metrics(width: int, height: int) -> Metrics:
    """The sizes for a panel of `width` x `height` logical pixels: 1024 x 600 to 1920 x 1080 and beyond."""
    scale = max(0.6, min(2.0, min(width / FULL_WIDTH, height / FULL_HEIGHT)))
    text = scale if scale >= 1 else scale**0.45

    def area(at_full: float, least: int) -> int:
        return max(least, round(at_full * scale))

    def type_size(at_full: float, least: int) -> int:
        return max(least, round(at_full * text))

    return Metrics(
        compact=scale < 0.75,
        upright=height > width,
        margin=area(28, 14),
        gap=area(16, 10),
        padding=area(20, 12),
        radius=area(12, 8),
        touch=area(42, 36),
        header_height=area(44, 38),
        strip_height=area(120, 90),
        panel_width=area(246, 200),
        small_px=type_size(13, 12),
        body_px=type_size(15, 13),
        title_px=type_size(16, 14),
        heading_px=type_size(24, 19),
        number_px=type_size(28, 22),
        large_px=type_size(22, 18),
    )


def admin_style(theme: Theme, sizes: Metrics) -> str:
    """The style sheet of the panel: the kiosk's, and what only forms and tables need."""
    radius = round(sizes.radius * 0.6)
    chosen = _soft(theme)
    up, down, tick = (icon_file(name).as_posix() for name in ("up", "down", "tick"))
    tick_side = round(sizes.body_px * 1.2)
    return (
        style_sheet(theme, sizes)
        + f"""
    QWidget[role="nav"] {{ background: {theme.card}; border-right: 1px solid {theme.border}; }}
    QWidget[role="foot"] {{ background: {theme.card}; border-top: 1px solid {theme.border}; }}
    QLabel[role="section"] {{ color: {theme.muted}; font-size: {sizes.small_px}px; }}
    QLabel[role="subtitle"] {{ color: {theme.muted}; font-size: {sizes.body_px}px; }}
    QLabel[role="card-title"] {{ font-size: {sizes.body_px}px; font-weight: bold; }}
    QLabel[role="figure"] {{ font-size: {sizes.number_px}px; font-weight: bold; }}
    QLabel[role="good"] {{ color: {theme.good}; font-weight: bold; }}
    QPushButton[role="nav"] {{
        background: transparent; border: 2px solid transparent; text-align: left; font-weight: normal;
        color: {theme.muted}; border-radius: {radius}px; padding: 0 {round(sizes.padding * 0.6)}px;
        min-height: {sizes.touch - 6}px;
    }}
    QPushButton[role="nav"]:hover {{ background: {theme.tile}; }}
    QPushButton[role="nav"]:checked {{ background: {chosen}; color: {theme.accent}; font-weight: bold; }}
    QPushButton[role="nav"]:focus {{ border: 2px solid {theme.accent}; }}
    QPushButton[role="danger"] {{ color: {theme.bad}; }}
    QPushButton[role="choice"] {{ font-weight: normal; padding: 0 {round(sizes.padding * 0.7)}px; }}
    QPushButton[role="choice"]:checked {{
        background: {chosen}; color: {theme.accent}; border: 1px solid {theme.accent};
    }}
    QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QDateTimeEdit, QTimeEdit, QPlainTextEdit, QTextEdit {{
        background: {theme.card}; color: {theme.text}; border: 1px solid {theme.middle};
        border-radius: {radius}px; padding: 2px {round(sizes.padding * 0.5)}px; min-height: {sizes.touch - 8}px;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
    }}
    QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateEdit:focus, QDateTimeEdit:focus,
    QTimeEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {theme.accent}; }}
    QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled {{
        background: {theme.tile}; color: {theme.muted}; border: 1px solid {theme.border};
    }}
    QLineEdit[wrong="true"], QSpinBox[wrong="true"], QDoubleSpinBox[wrong="true"], QComboBox[wrong="true"] {{
        border: 2px solid {theme.bad};
    }}
    QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit, QTimeEdit {{ padding-right: 30px; }}
    QSpinBox::up-button, QDoubleSpinBox::up-button, QDateTimeEdit::up-button, QTimeEdit::up-button {{
        subcontrol-origin: border; subcontrol-position: top right; width: 28px; border: none; background: transparent;
    }}
    QSpinBox::down-button, QDoubleSpinBox::down-button, QDateTimeEdit::down-button, QTimeEdit::down-button {{
        subcontrol-origin: border; subcontrol-position: bottom right; width: 28px; border: none;
        background: transparent;
    }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow, QTimeEdit::up-arrow {{
        image: url("{up}"); width: 14px; height: 14px;
    }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow, QTimeEdit::down-arrow,
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: 14px; height: 14px; }}
    QComboBox::drop-down, QDateEdit::drop-down {{
        subcontrol-origin: border; subcontrol-position: center right; width: 28px; border: none;
        background: transparent;
    }}
    QCheckBox::indicator, QRadioButton::indicator {{
        width: {tick_side}px; height: {tick_side}px; border: 1px solid {theme.middle}; background: {theme.card};
    }}
    QCheckBox::indicator {{ border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: {tick_side // 2 + 1}px; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; image: url("{tick}"); }}
    QRadioButton::indicator:checked {{
        background: {theme.card}; border: {tick_side // 3}px solid {theme.accent};
        width: {tick_side - 2 * (tick_side // 3) + 2}px; height: {tick_side - 2 * (tick_side // 3) + 2}px;
    }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid {theme.accent}; }}
    QComboBox QAbstractItemView {{
        background: {theme.card}; color: {theme.text}; border: 1px solid {theme.middle};
        selection-background-color: {chosen}; selection-color: {theme.text}; outline: none;
    }}
    QCheckBox, QRadioButton {{
        background: transparent; spacing: {round(sizes.gap * 0.6)}px; min-height: {sizes.touch - 12}px;
    }}
    QCheckBox:focus, QRadioButton:focus {{ color: {theme.accent}; }}
    QProgressBar {{
        background: {theme.track}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px;
        color: transparent;
    }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    QTableView, QTreeView, QListView {{
        background: transparent; alternate-background-color: {theme.tile}; border: none;
        gridline-color: {theme.border};
        selection-background-color: {chosen}; selection-color: {theme.text}; outline: none;
    }}
    QTableView::item, QTreeView::item, QListView::item {{ border-bottom: 1px solid {theme.border}; padding: 0 6px; }}
    QTableView::item:selected, QListView::item:selected {{ background: {chosen}; color: {theme.text}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{
        background: transparent; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.middle};
        font-size: {sizes.small_px}px; font-weight: normal; padding: 4px 6px;
    }}
    QTableCornerButton::section {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{
        background: {theme.middle}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabBar::tab {{
        background: transparent; color: {theme.muted}; padding: 8px {sizes.padding}px;
        border-bottom: 2px solid transparent;
    }}
    QTabBar::tab:selected {{ color: {theme.accent}; border-bottom: 2px solid {theme.accent}; font-weight: bold; }}
    QTabBar::tab:focus {{ color: {theme.text}; }}
    QTabWidget::pane {{ border: none; }}
    QToolTip {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.middle}; padding: 4px; }}
    QMenu {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.middle}; }}
    QMenu::item {{ padding: 8px {sizes.padding}px; }}
    QMenu::item:selected {{ background: {chosen}; }}
    QCalendarWidget QWidget {{
        background: {theme.card}; color: {theme.text}; alternate-background-color: {theme.tile};
    }}
    QCalendarWidget QAbstractItemView {{
        background: {theme.card}; selection-background-color: {theme.accent}; selection-color: {theme.on_accent};
    }}
    QCalendarWidget QToolButton {{ background: {theme.card}; color: {theme.text}; padding: 6px; }}
    """
    )


def _soft(theme: Theme) -> str:
    """The accent, thin enough to lie under text."""
    return "#e4f4ee" if theme.name == "light" else "#19312b"
