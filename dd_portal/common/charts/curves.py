"""Shares over a numeric axis, such as recall over thresholds: straight lines between measured points, one mark."""

from __future__ import annotations

from collections.abc import Sequence

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart

_LEFT, _RIGHT, _TOP, _HEIGHT, _MOST = 48, 120, 20, 190, 5
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "4 4")
_SHARES = (0, 25, 50, 75, 100)
_LABELS = 9
_APART = 14


def curves(
    places: Sequence[int],
    *,
    series: Sequence[tuple[str, Sequence[float | None]]],
    unit: str,
    title: str,
    caption: str,
    mark: tuple[int, str] | None = None,
) -> Chart:
    """Lines of shares (0 to 1) over increasing whole numbers; ``None`` is a gap. Each line ends in its name.

    ``mark`` (place, text) draws a dashed upright line. The table holds the shares in per cent to one place.

    :raises ValueError: fewer than two places, more than five series, or a series of another length.
    """
    if len(places) < 2 or len(series) > _MOST or any(len(values) != len(places) for _, values in series):
        raise ValueError("curves take two places or more and at most five series, each as long as the places")
    bottom = _TOP + _HEIGHT
    span = places[-1] - places[0]
    step = (svg.WIDTH - _LEFT - _RIGHT) / span
    xs = [_LEFT + (place - places[0]) * step for place in places]
    parts = []
    for share in _SHARES:
        y = bottom - share * _HEIGHT / 100
        parts.append(svg.rule(_LEFT, y, svg.WIDTH - _RIGHT, y))
        parts.append(svg.text(_LEFT - 8, y + 4, f"{share} %", anchor="end", ink="ink-3"))
    every = max(1, round(len(places) / _LABELS))
    parts += [
        svg.text(xs[at], bottom + 18, places[at], anchor="middle", ink="ink-3") for at in range(0, len(places), every)
    ]
    taken: list[float] = []
    for number, (name, values) in enumerate(series):
        parts.append(_curve(xs, values, number, bottom=bottom))
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            y = _free(bottom - last * _HEIGHT, taken)
            taken.append(y)
            parts.append(svg.text(svg.WIDTH - _RIGHT + 10, y + 4, svg.clip(name, _RIGHT - 12)))
    if mark:
        x = _LEFT + (mark[0] - places[0]) * step
        dashed = 'stroke-dasharray="3 3" stroke-width="1.5"'
        parts.append(svg.rule(x, 6, x, bottom, css="ch-edge", stroke=svg.INK, extra=dashed))
        parts.append(svg.text(x + 6, 14, mark[1], ink="ink-2"))
    parts.append(svg.rule(_LEFT, bottom, svg.WIDTH - _RIGHT, bottom, css="ch-axis", stroke=svg.LINE_CONTROL))
    parts.append(svg.text(_LEFT, bottom + 36, unit, ink="ink-3"))
    return Chart(
        svg=svg.drawing(parts, height=bottom + 44, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=(unit, *(f"{name}, %" for name, _ in series)),
        rows=tuple(
            (place, *(None if values[at] is None else round(100 * (values[at] or 0), 1) for _, values in series))
            for at, place in enumerate(places)
        ),
    )


def _curve(xs: Sequence[float], values: Sequence[float | None], number: int, *, bottom: float) -> str:
    path, pen = "", "M"
    for x, value in zip(xs, values, strict=True):
        if value is None:
            pen = "M"
            continue
        path += f"{pen}{svg.number(x)} {svg.number(bottom - value * _HEIGHT)}"
        pen = "L"
    dashes = f' stroke-dasharray="{_DASHES[number]}"' if _DASHES[number] else ""
    color = svg.SERIES[number][1]
    return f'<path class="ch-stroke-c{number + 1}" d="{path}" fill="none" stroke="{color}" stroke-width="2"{dashes}/>'


def _free(y: float, taken: Sequence[float]) -> float:
    """The nearest height at which a name does not cover another."""
    for shift in (0, -15, 15, -30, 30, -45, 45, -60, 60):
        if all(abs(y + shift - other) >= _APART for other in taken):
            return y + shift
    return y
