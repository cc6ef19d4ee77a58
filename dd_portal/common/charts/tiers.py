"""The five risk tiers: order, word, mark and light colours. Colour only repeats what shape and word already say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: ``level`` 0 to 4, its name in code, its English word, light colours as hex, its shape on 16 x 16."""

    level: int
    name: str
    word: str
    fill: str
    text: str
    line: str
    shape: str


_CIRCLE = '<circle cx="8" cy="8" r="{r}"/>'

TIERS: tuple[Tier, ...] = (
    Tier(0, "minimal", "Minimal", "#eff2f4", "#3f4b58", "#727d89", _CIRCLE.format(r="4")),
    Tier(1, "low", "Low", "#b9d3e7", "#12344d", "#3a74a1", _CIRCLE.format(r="5.25")),
    Tier(2, "medium", "Medium", "#e8b040", "#332200", "#8a6400", '<path d="M8 1.6 14.4 8 8 14.4 1.6 8z"/>'),
    Tier(3, "high", "High", "#c04f17", "#ffffff", "#a33f0d", '<path d="M8 1.9 15 14H1z"/>'),
    Tier(
        4,
        "critical",
        "Critical",
        "#6f0d2b",
        "#ffffff",
        "#6f0d2b",
        '<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/>',
    ),
)
_BAR = '<path d="M2.75 8h10.5"/>'
_CRY = '<path d="M8 4.3v4.4"/><circle cx="8" cy="11.4" r="1.05" stroke="none" fill="{ink}"{style}/>'

# Severity down from 4, likelihood up from 0: methodology 5.3, because ordinal products would let a frequent minor
# harm outrank a rare grave one.
MATRIX: tuple[tuple[int, ...], ...] = (
    (0, 0, 0, 0, 0),
    (1, 1, 1, 2, 2),
    (1, 1, 2, 2, 3),
    (2, 2, 3, 3, 4),
    (3, 3, 4, 4, 4),
)


def tier_of(tier: int | str) -> Tier:
    """The tier for a level (0-4, also as text) or a name in any case ("CRITICAL").

    :raises ValueError: neither a level nor a name.
    """
    text = str(getattr(tier, "value", tier)).strip().lower()
    for one in TIERS:
        if text in (one.name, str(one.level)):
            return one
    raise ValueError(f"{tier!r} is no risk tier")


def mark_svg(tier: Tier, *, css: str = "tier__mark") -> str:
    """The coloured mark of a tier for running text; always beside its word, so hidden from readers of the page."""
    inner = (
        f'<g class="mark__fill--{tier.level}" fill="{"none" if tier.level == 0 else tier.fill}" '
        f'stroke="{tier.line}">{tier.shape}</g>'
    )
    if tier.level == 1:
        inner += f'<g class="mark__line--1" stroke="{tier.line}" fill="none">{_BAR}</g>'
    if tier.level == 4:
        cry = _CRY.format(ink="#ffffff", style=' class="mark__ink--4"')
        inner += f'<g class="mark__cry--4" stroke="#ffffff" stroke-width="1.8" fill="none">{cry}</g>'
    return (
        f'<svg class="{css}" viewBox="0 0 16 16" width="16" height="16" stroke-width="1.4" stroke-linejoin="round" '
        f'stroke-linecap="round" aria-hidden="true" focusable="false">{inner}</svg>'
    )


def outline_svg(tier: Tier, *, css: str = "tier__mark") -> str:
    """The mark in one colour, that of the text around it: for the filled big form."""
    return (
        f'<svg class="{css}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" '
        f'stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true" '
        f'focusable="false">{outline(tier, ink="currentColor")}</svg>'
    )


def outline(tier: Tier, *, ink: str, css: str = "") -> str:
    """The shape of a tier without colours of its own, to be set inside another drawing at 16 x 16."""
    style = f' class="{css}"' if css else ""
    if tier.level == 1:
        return tier.shape + _BAR
    if tier.level == 4:
        return tier.shape + _CRY.format(ink=ink, style=style)
    return tier.shape
