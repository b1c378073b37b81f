"""Colours, sizes and fonts in one place, and the style sheet made from them.

Everything that is drawn takes its colours from a `Theme` and its sizes from a `Metrics`; no other module knows a
colour or a size by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont

FONT_FAMILIES = ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei UI", "Microsoft JhengHei", "PingFang TC")
"""Families that have both scripts, best first: Debian's fonts-noto-cjk, Windows, macOS."""

EXPRESSION_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "happy": "#f2b84b",
        "surprise": "#5bb5f0",
        "neutral": "#77838f",
        "fear": "#9b83e6",
        "disgust": "#79b356",
        "anger": "#e5645f",
        "uncertain": "#3a444e",
    }
)
"""The same on every screen, plot and report."""

OTHER_EXPRESSION_COLOUR = "#8f7f6d"
"""For a class that a model has and this program does not know."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one look, as #rrggbb."""

    name: str
    background: str
    card: str
    border: str
    tile: str
    track: str
    text: str
    muted: str
    accent: str
    on_accent: str
    button: str
    button_pressed: str
    good: str
    bad: str
    middle: str
    warning: str
    shade: str
    """Behind text that lies on a picture."""


DARK = Theme(
    name="dark",
    background="#0e1216",
    card="#161c22",
    border="#242c34",
    tile="#1b2329",
    track="#222b33",
    text="#edf2f6",
    muted="#93a0ab",
    accent="#4cc2a0",
    on_accent="#0b1a15",
    button="#242c35",
    button_pressed="#303b46",
    good="#4cc2a0",
    bad="#e5645f",
    middle="#77838f",
    warning="#f2b84b",
    shade="#0e1216",
)

LIGHT = Theme(
    name="light",
    background="#f4f6f8",
    card="#ffffff",
    border="#e1e6eb",
    tile="#f4f6f8",
    track="#e6ebf0",
    text="#141c24",
    muted="#566470",
    accent="#16866a",
    on_accent="#ffffff",
    button="#ffffff",
    button_pressed="#e6ebf0",
    good="#16866a",
    bad="#c8433e",
    middle="#9aa5b0",
    warning="#b07a10",
    shade="#0e1216",
)


def theme_named(look: str) -> Theme:
    """The theme of `ScreenSettings.look`."""
    return LIGHT if look == "light" else DARK


def expression_colour(name: str) -> QColor:
    """The colour of a class or of "uncertain"."""
    return QColor(EXPRESSION_COLOURS.get(name, OTHER_EXPRESSION_COLOUR))


def luminance(colour: QColor) -> float:
    """WCAG's relative luminance, 0 (black) to 1 (white)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(first: QColor, second: QColor) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: QColor) -> QColor:
    """Near-black or white, whichever reads better on `colour`."""
    black, white = QColor("#10161b"), QColor("#ffffff")
    return black if contrast(black, colour) >= contrast(white, colour) else white


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the second colour in the first, 0 to 1."""
    return QColor.fromRgbF(
        first.redF() * (1 - share) + second.redF() * share,
        first.greenF() * (1 - share) + second.greenF() * share,
        first.blueF() * (1 - share) + second.blueF() * share,
    )


def font(size_px: int, *, bold: bool = False) -> QFont:
    """A font for both scripts whose digits all have one width."""
    result = QFont()
    result.setFamilies(list(FONT_FAMILIES))
    result.setPixelSize(size_px)
    result.setBold(bold)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in logical pixels for one size of window. `compact`: a small screen, where words make way; `upright`:
    higher than wide, so that the panel stands under the view."""

    compact: bool
    upright: bool
    margin: int
    gap: int
    padding: int
    radius: int
    touch: int
    header_height: int
    strip_height: int
    panel_width: int
    small_px: int
    body_px: int
    title_px: int
    heading_px: int
    number_px: int
    large_px: int


FULL_WIDTH, FULL_HEIGHT = 1920, 1080
COMPACT_BELOW = 0.56
"""Share of the full size under which a window is compact: 1024 x 600 and smaller."""


def metrics_for(width: int, height: int) -> Metrics:
    """The sizes for a window of `width` x `height` logical pixels.

    Text shrinks less than the window, and never below what is readable at arm's length; touch targets never below
    48 pixels.
    """
    upright = height > width
    across, down = (FULL_HEIGHT, FULL_WIDTH) if upright else (FULL_WIDTH, FULL_HEIGHT)
    scale = max(0.4, min(3.0, min(width / across, height / down)))
    text = scale if scale >= 1 else scale**0.72
    compact = scale < COMPACT_BELOW

    def area(at_full: float, least: int) -> int:
        return max(least, round(at_full * scale))

    def type_size(at_full: float, least: int) -> int:
        return max(least, round(at_full * text))

    return Metrics(
        compact=compact,
        upright=upright,
        margin=area(24, 8),
        gap=area(16, 8),
        padding=area(26, 10),
        radius=area(16, 8),
        touch=area(56, 48),
        header_height=area(56, 48),
        strip_height=66 if compact else area(196, 126),
        panel_width=292 if compact else area(600, 400),
        small_px=type_size(18, 12),
        body_px=type_size(20, 13),
        title_px=type_size(25, 16),
        heading_px=type_size(30, 16),
        number_px=type_size(38, 19),
        large_px=type_size(40, 22),
    )


def style_sheet(theme: Theme, sizes: Metrics) -> str:
    """The Qt style sheet of one look at one size; widgets are addressed by their `role` property."""
    return f"""
    QWidget {{ color: {theme.text}; font-size: {sizes.body_px}px; }}
    QWidget[role="window"], QDialog {{ background: {theme.background}; }}
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: {sizes.title_px}px; font-weight: bold; }}
    QLabel[role="heading"] {{ font-size: {sizes.heading_px}px; font-weight: bold; }}
    QLabel[role="muted"] {{ color: {theme.muted}; font-size: {sizes.small_px}px; }}
    QLabel[role="large"] {{ font-size: {sizes.large_px}px; font-weight: bold; }}
    QLabel[role="explanation"] {{ color: {theme.muted}; font-size: {sizes.body_px}px; }}
    QLabel[role="warning"] {{ color: {theme.warning}; font-size: {sizes.body_px}px; }}
    QLabel[role="error"] {{ color: {theme.bad}; font-size: {sizes.body_px}px; }}
    QFrame[role="card"] {{
        background: {theme.card}; border: 1px solid {theme.border}; border-radius: {sizes.radius}px;
    }}
    QFrame[role="bar"] {{
        background: {theme.tile}; border: 1px solid {theme.border}; border-radius: {sizes.radius}px;
        border-left: 4px solid {theme.warning};
    }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QPushButton {{
        background: {theme.button}; color: {theme.text}; border: 1px solid {theme.border};
        border-radius: {round(sizes.radius * 0.6)}px; padding: 0 {sizes.padding}px; min-height: {sizes.touch - 2}px;
        font-weight: bold;
    }}
    QPushButton:pressed {{ background: {theme.button_pressed}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; }}
    QPushButton:disabled {{ color: {theme.muted}; }}
    QPushButton[role="primary"] {{
        background: {theme.accent}; color: {theme.on_accent}; border: 1px solid {theme.accent};
    }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton[role="primary"]:disabled {{
        background: {theme.track}; color: {theme.muted}; border-color: {theme.track};
    }}
    QPushButton[role="quiet"] {{
        background: transparent; border: 1px solid transparent; color: {theme.muted}; padding: 0;
        min-width: {sizes.touch}px;
    }}
    QPushButton[role="quiet"]:focus {{ border: 2px solid {theme.accent}; }}
    """


def touch_targets(sizes: Metrics) -> str:
    """What `style_sheet` lacks for buttons that are touched: as wide as a finger, however short their text.

    Not for the panel, whose windows may be small: with a least width of its own Qt lets a button shrink to it, below
    the width of its text.
    """
    return f"QPushButton {{ min-width: {max(0, sizes.touch - 2 * sizes.padding)}px; }}"
