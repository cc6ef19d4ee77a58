"""Values over time as straight lines between measured points; no smoothing, no second axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.scale import tick_text, ticks

_LEFT, _RIGHT, _TOP, _HEIGHT, _MOST = 48, 120, 14, 170, 5
_LABELS = 6
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "4 4")


def lines(
    days: Sequence[dt.date],
    *,
    series: Sequence[tuple[str, Sequence[float | None]]],
    unit: str,
    title: str,
    caption: str,
) -> Chart:
    """Lines over ``days``; ``None`` is a gap, never a zero. Each line ends in its name and differs in its dashes.

    :raises ValueError: no days, more than five series, or a series of another length.
    """
    if not days or len(series) > _MOST or any(len(values) != len(days) for _, values in series):
        raise ValueError("lines take days and at most five series, each as long as the days")
    known = [value for _, values in series for value in values if value is not None]
    marks = ticks(max(known, default=0), whole=all(value == int(value) for value in known))
    bottom = _TOP + _HEIGHT
    scale = _HEIGHT / marks[-1]
    first, span = days[0], max(1, (days[-1] - days[0]).days)
    step = (svg.WIDTH - _LEFT - _RIGHT) / span
    places = [_LEFT + (day - first).days * step for day in days]
    parts = []
    for tick in marks:
        y = bottom - tick * scale
        parts.append(svg.rule(_LEFT, y, svg.WIDTH - _RIGHT, y))
        parts.append(svg.text(_LEFT - 8, y + 4, tick_text(tick), anchor="end", ink="ink-3"))
    every = max(1, round(len(days) / _LABELS))
    parts += [
        svg.text(places[at], bottom + 18, f"{days[at]:%-d %b}", anchor="middle", ink="ink-3")
        for at in range(0, len(days), every)
    ]
    names_at: list[float] = []
    for place, (name, values) in enumerate(series):
        parts += _line(places, values, place, bottom=bottom, scale=scale)
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            y = _free(bottom - last * scale, names_at)
            names_at.append(y)
            parts.append(svg.text(svg.WIDTH - _RIGHT + 10, y + 4, svg.clip(name, _RIGHT - 12)))
    parts.append(svg.rule(_LEFT, bottom, svg.WIDTH - _RIGHT, bottom, css="ch-axis", stroke=svg.LINE_CONTROL))
    parts.append(svg.text(_LEFT, bottom + 36, unit, ink="ink-3"))
    return Chart(
        svg=svg.drawing(parts, height=bottom + 44, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=("", *(name for name, _ in series)),
        rows=tuple((day.isoformat(), *(values[at] for _, values in series)) for at, day in enumerate(days)),
    )


def _line(
    places: Sequence[float], values: Sequence[float | None], place: int, *, bottom: float, scale: float
) -> list[str]:
    color = svg.SERIES[place][1]
    path, pen = "", "M"
    dots = []
    for x, value in zip(places, values, strict=True):
        if value is None:
            pen = "M"
            continue
        y = bottom - value * scale
        path += f"{pen}{svg.number(x)} {svg.number(y)}"
        pen = "L"
        dots.append(
            f'<circle class="ch-c{place + 1}" cx="{svg.number(x)}" cy="{svg.number(y)}" r="2.2" '
            f'fill="{svg.SERIES[place][0]}" stroke="{color}"/>'
        )
    dashes = f' stroke-dasharray="{_DASHES[place]}"' if _DASHES[place] else ""
    return [
        f'<path class="ch-stroke-c{place + 1}" d="{path}" fill="none" stroke="{color}" stroke-width="2"{dashes}/>',
        *(dots if len(dots) <= 40 else dots[-1:]),
    ]


def _free(y: float, taken: Sequence[float]) -> float:
    """The nearest height at which a name does not cover another."""
    for shift in (0, 15, -15, 30, -30, 45, -45, 60, -60):
        if all(abs(y + shift - other) >= 14 for other in taken):
            return y + shift
    return y
