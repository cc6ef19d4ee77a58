"""Small pieces of SVG: light colours as attributes, classes beside them that take over on screen."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

WIDTH = 672
# 12 px at the narrowest width a drawing is shown at (640 px of 672 units).
TEXT = 12.6
DIGIT = 7.2  # width of a figure at that size
_FIRST_WIDE = 0x2E80  # from here on East Asian letters, as wide as they are high

INK = "#17202a"
INK_2 = "#3f4b58"
INK_3 = "#566270"
LINE = "#d5dae0"
LINE_CONTROL = "#727d89"
SURFACE = "#ffffff"
TOWARD = "#2b409f"
AWAY = "#893800"
ALARM = "#a3112b"
ALARM_BG = "#fce9eb"
# Series in order: fill, line, text on the fill. The third is an outline.
SERIES = (
    ("#0b5563", "#0b5563", SURFACE),
    ("#2e7887", "#2e7887", SURFACE),
    (SURFACE, "#6d8790", INK),
    ("#5a4a96", "#5a4a96", SURFACE),
    ("#7a7365", "#7a7365", SURFACE),
)
INKS = {"ink": INK, "ink-2": INK_2, "ink-3": INK_3}


def number(value: float) -> str:
    """A coordinate with at most two decimals and no needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def text(
    x: float,
    y: float,
    content: object,
    *,
    anchor: str = "start",
    ink: str = "ink",
    bold: bool = False,
    size: float = TEXT,
) -> str:
    """One line of text with its baseline at ``y``; the content is escaped."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="ch-{ink}" x="{number(x)}" y="{number(y)}" fill="{INKS[ink]}" font-size="{number(size)}" '
        f'text-anchor="{anchor}"{weight}>{escape(str(content))}</text>'
    )


def on_fill(
    x: float, y: float, content: object, *, css: str, fill: str, bold: bool = False, anchor: str = "middle"
) -> str:
    """Text on a coloured ground, in the colour that belongs to that ground."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="{css}" x="{number(x)}" y="{number(y)}" fill="{fill}" font-size="{number(TEXT)}" '
        f'text-anchor="{anchor}"{weight}>{escape(str(content))}</text>'
    )


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    css: str,
    fill: str,
    stroke: str = "none",
    extra: str = "",
) -> str:
    """A rectangle; ``extra`` are further attributes, written by the charts alone."""
    return (
        f'<rect class="{css}" x="{number(x)}" y="{number(y)}" width="{number(max(0, width))}" '
        f'height="{number(height)}" fill="{fill}" stroke="{stroke}"{" " + extra if extra else ""}/>'
    )


def rule(
    x1: float, y1: float, x2: float, y2: float, *, css: str = "ch-grid", stroke: str = LINE, extra: str = ""
) -> str:
    """A straight hairline."""
    return (
        f'<path class="{css}" d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" fill="none" '
        f'stroke="{stroke}"{" " + extra if extra else ""}/>'
    )


def drawing(parts: Iterable[str], *, height: float, name: str, width: float = WIDTH) -> str:
    """The finished picture with its name; ``width`` in units that are pixels where the page has room."""
    size = "wide" if width == WIDTH else "small"
    return (
        f'<svg class="drawing drawing--{size}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {number(width)} {number(height)}" font-family="Noto Sans, sans-serif" role="img" '
        f'aria-label="{escape(name)}">{"".join(parts)}</svg>'
    )


def width_of(content: str) -> float:
    """About how wide a text is at :data:`TEXT`, from classes of letters: enough to decide whether a label fits."""
    return TEXT * sum(_width(char) for char in content)


def _width(char: str) -> float:
    if char in "iljtfrI.,:;'|()[]! -–":
        return 0.34
    if char in "mwMW@%":
        return 0.88
    if ord(char) >= _FIRST_WIDE:
        return 1.0
    return 0.66 if char.isupper() else 0.57


def clip(label: str, width: float) -> str:
    """A label cut to ``width`` units with an ellipsis; the table beside the drawing holds it whole."""
    if width_of(label) <= width:
        return label
    while label and width_of(label) > width - TEXT:
        label = label[:-1]
    return label.rstrip() + "…"


def wrapped(label: str, width: float, *, most: int = 3) -> list[str]:
    """A label in up to ``most`` lines broken between words; a word too wide, or what is left over, is cut."""
    lines: list[str] = []
    for word in label.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and (len(lines) == most or width_of(joined) <= width):
            lines[-1] = joined
        else:
            lines.append(word)
    return [clip(line, width) for line in lines]
