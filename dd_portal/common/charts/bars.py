"""Counts by category as upright bars, stacked by up to five series, with an optional line between two categories."""

from __future__ import annotations

from collections.abc import Sequence

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.scale import tick_text, ticks
from dd_portal.common.charts.words import ENGLISH, ChartWords

_LEFT, _TOP, _HEIGHT, _MOST = 44, 24, 150, 5
_LINE = 15


def bars(
    categories: Sequence[str],
    *,
    series: Sequence[tuple[str, Sequence[int]]],
    unit: str,
    title: str,
    caption: str,
    mark: tuple[int, str] | None = None,
    words: ChartWords = ENGLISH,
) -> Chart:
    """Upright bars; ``series`` from the axis up, each a name and one count a category.

    ``unit`` names what the categories are; ``mark`` (index, text) draws a dashed line before that category.

    :raises ValueError: more than five series, which belong in a table, or a series of another length.
    """
    if len(series) > _MOST or any(len(values) != len(categories) for _, values in series):
        raise ValueError("bars take at most five series, each as long as the categories")
    totals = [sum(values[at] for _, values in series) for at in range(len(categories))]
    marks = ticks(max(totals, default=0))
    bottom = _TOP + _HEIGHT
    scale = _HEIGHT / marks[-1]
    room = (svg.WIDTH - _LEFT) / max(1, len(categories))
    labels = [svg.wrapped(category, room - 4) for category in categories]
    foot = bottom + 17 + _LINE * max((len(lines) for lines in labels), default=1)
    parts = []
    for tick in marks:
        y = bottom - tick * scale
        parts.append(svg.rule(_LEFT, y, svg.WIDTH, y))
        parts.append(svg.text(_LEFT - 8, y + 4, tick_text(tick), anchor="end", ink="ink-3"))
    for at, label in enumerate(labels):
        x, width = _LEFT + at * room + room * 0.18, room * 0.64
        y = float(bottom)
        for place, (_, values) in enumerate(series):
            y -= values[at] * scale
            parts += _segment(x, y, width, count=values[at], place=place, height=values[at] * scale)
        middle = x + width / 2
        parts.append(svg.text(middle, y - 6, f"{totals[at]:,}", anchor="middle", bold=True))
        for line, says in enumerate(label):
            parts.append(svg.text(middle, bottom + 17 + line * _LINE, says, anchor="middle", ink="ink-2"))
    parts.append(svg.rule(_LEFT, bottom, svg.WIDTH, bottom, css="ch-axis", stroke=svg.LINE_CONTROL))
    if mark:
        parts += _mark(_LEFT + mark[0] * room, bottom, mark[1])
    parts.append(svg.text(_LEFT, foot + 3, unit, ink="ink-3"))
    return Chart(
        svg=svg.drawing(parts, height=foot + 10, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=("", *(name for name, _ in series), words.total),
        rows=tuple(
            (category, *(values[at] for _, values in series), totals[at]) for at, category in enumerate(categories)
        ),
        legend=tuple((f"c{place + 1}", name) for place, (name, _) in enumerate(series)) if len(series) > 1 else (),
    )


def _segment(x: float, y: float, width: float, *, count: int, place: int, height: float) -> list[str]:
    if not count:
        return []
    fill, line, ink = svg.SERIES[place]
    css = f"c{place + 1}"
    parts = [svg.rect(x, y, width, height, css=f"ch-{css}", fill=fill, stroke=line)]
    if place:
        parts.append(svg.rule(x, y + height, x + width, y + height, css="ch-gap", stroke=svg.SURFACE))
    if height >= _LINE:
        parts.append(
            svg.on_fill(
                x + width / 2,
                y + height / 2 + 4.4,
                f"{count:,}",
                css=f"ch-on-{css}",
                fill=ink,
                bold=ink == svg.SURFACE,
            )
        )
    return parts


def _mark(x: float, bottom: float, says: str) -> list[str]:
    line = svg.rule(x, 4, x, bottom, css="ch-edge", stroke=svg.INK, extra='stroke-dasharray="3 3" stroke-width="1.5"')
    return [line, svg.text(x + 6, 13, says, ink="ink-2")]
