"""Counts by category and tier as horizontal bars: the worst tier at the axis, so that it compares along one line."""

from __future__ import annotations

from collections.abc import Sequence

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.scale import tick_text, ticks
from dd_portal.common.charts.tiers import TIERS, outline
from dd_portal.common.charts.words import ENGLISH, ChartWords

_LABELS, _COUNTS, _ROW, _BAR, _TOP = 172, 70, 30, 18, 34
_ROOM = 17  # narrowest segment that holds its number
_TOTAL = 44


def stacked_bars(
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    unit: str,
    title: str,
    caption: str,
    words: ChartWords = ENGLISH,
) -> Chart:
    """One bar a category; each row is a label and five counts from Minimal to Critical.

    Counts of Critical and High also stand in columns beside the labels, where thin segments cannot hold them.
    """
    axis = _LABELS + _COUNTS
    marks = ticks(max((sum(counts) for _, counts in rows), default=0))
    step = (svg.WIDTH - axis - _TOTAL) / marks[-1]
    bottom = _TOP + len(rows) * _ROW
    parts = []
    for tick in marks:
        x = axis + tick * step
        parts.append(svg.rule(x, _TOP - 6, x, bottom))
        parts.append(svg.text(x, _TOP - 12, tick_text(tick), anchor="middle", ink="ink-3"))
    for level, at in ((4, _LABELS + 18), (3, _LABELS + 46)):
        tier = TIERS[level]
        parts.append(
            f'<g class="ch-t{level}" transform="translate({at - 7} {_TOP - 24}) scale(.85)" fill="{tier.fill}" '
            f'stroke="{tier.line}">{_badge(level)}</g>'
        )
    for row, (label, counts) in enumerate(rows):
        parts += _bar(label, counts, y=_TOP + row * _ROW, axis=axis, step=step)
    parts.append(svg.rule(axis, _TOP - 6, axis, bottom, css="ch-axis", stroke=svg.LINE_CONTROL))
    parts.append(svg.text(axis, bottom + 16, unit, ink="ink-3"))
    return Chart(
        svg=svg.drawing(parts, height=bottom + 24, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=("", *(words.tiers[level] for level in reversed(range(5))), words.total),
        rows=tuple((label, *reversed(counts), sum(counts)) for label, counts in rows),
        legend=tuple((f"t{level}", words.tiers[level]) for level in reversed(range(5))),
    )


def _badge(level: int) -> str:
    return (
        outline(TIERS[level], ink=TIERS[level].text, css=f"ch-on-t{level}")
        if level != 4
        else (
            TIERS[4].shape + f'<path class="ch-mark-t4" d="M8 4.3v4.4" stroke="{TIERS[4].text}" stroke-width="1.8"/>'
            f'<circle class="ch-on-t4" cx="8" cy="11.4" r="1.05" stroke="none" fill="{TIERS[4].text}"/>'
        )
    )


def _bar(label: str, counts: Sequence[int], *, y: float, axis: float, step: float) -> list[str]:
    base = y + _ROW / 2 + 4
    parts = [svg.text(_LABELS - 4, base, svg.clip(label, _LABELS - 8), anchor="end", ink="ink-2")]
    for level, at in ((4, _LABELS + 18), (3, _LABELS + 46)):
        some = counts[level] > 0
        parts.append(
            svg.text(at, base, f"{counts[level]:,}", anchor="middle", ink="ink" if some else "ink-3", bold=some)
        )
    x = axis
    for level in reversed(range(5)):
        width = counts[level] * step
        if not width:
            continue
        tier = TIERS[level]
        parts.append(
            svg.rect(x, y + (_ROW - _BAR) / 2, width, _BAR, css=f"ch-t{level}", fill=tier.fill, stroke=tier.line)
        )
        if width >= max(_ROOM, len(f"{counts[level]:,}") * svg.DIGIT + 4):
            parts.append(svg.on_fill(x + width / 2, base, f"{counts[level]:,}", css=f"ch-on-t{level}", fill=tier.text))
        x += width
    parts.append(svg.text(x + 6, base, f"{sum(counts):,}", bold=True))
    return parts
