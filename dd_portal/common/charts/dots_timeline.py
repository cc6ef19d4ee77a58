"""Versions of each list over time: a dot made live, a cross held, a line within the limit, a barred box past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.words import ENGLISH, ChartWords

_LEFT, _TOP, _ROW = 178, 30, 20.5
_DAYS_APART = 2


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list: its versions made live and held, and since when it has been past its limit, if it is (UTC)."""

    name: str
    live: tuple[dt.datetime, ...]
    held: tuple[dt.datetime, ...] = ()
    late_since: dt.datetime | None = None


def dots_timeline(
    rows: Sequence[ListRow],
    *,
    start: dt.datetime,
    end: dt.datetime,
    title: str,
    caption: str,
    words: ChartWords = ENGLISH,
) -> Chart:
    """One line a list from ``start`` to ``end``; times outside are left out of the picture, not of the table."""
    width = svg.WIDTH - _LEFT - 8

    def place(moment: dt.datetime) -> float:
        return _LEFT + width * ((moment - start) / (end - start))

    bottom = _TOP + len(rows) * _ROW
    parts = []
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while day <= end:
        if day >= start and (end - day) > dt.timedelta(hours=20):
            parts.append(svg.rule(place(day), _TOP - 10, place(day), bottom))
            parts.append(svg.text(place(day), _TOP - 15, f"{day:%-d %b}", anchor="middle", ink="ink-3"))
        day += dt.timedelta(days=_DAYS_APART)
    parts.append(svg.rule(place(end), _TOP - 10, place(end), bottom))
    parts.append(svg.text(place(end), _TOP - 15, words.now, anchor="end", ink="ink-3"))
    for at, row in enumerate(rows):
        y = _TOP + (at + 0.5) * _ROW
        late = row.late_since is not None
        label = svg.clip(row.name, _LEFT - 14)
        parts.append(svg.text(_LEFT - 10, y + 4, label, anchor="end", ink="ink" if late else "ink-2", bold=late))
        parts += _row(row, y, start=start, end=end, place=place)
    return Chart(
        svg=svg.drawing(parts, height=bottom + 8, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=(words.source, words.version, words.state),
        rows=tuple(
            (row.name, f"{moment:%-d %b %Y %H:%M} UTC", word)
            for row in rows
            for moment, word in sorted([(m, words.made_live) for m in row.live] + [(m, words.held) for m in row.held])
        ),
    )


def _row(
    row: ListRow, y: float, *, start: dt.datetime, end: dt.datetime, place: Callable[[dt.datetime], float]
) -> list[str]:
    until = row.late_since or end
    seen = [moment for moment in row.live if start <= moment <= end]
    earlier = any(moment < start for moment in row.live)
    parts = []
    if seen or earlier:
        begin = start if earlier else min(seen)
        if begin < until:
            parts.append(
                svg.rule(
                    place(begin),
                    y,
                    place(until),
                    y,
                    css="ch-line",
                    stroke=svg.INK_2,
                    extra='stroke-width="1.6"',
                )
            )
    if row.late_since is not None:
        x = place(max(start, row.late_since))
        barred = 'stroke-dasharray="3 2" stroke-width="1.5"'
        css = "ch-alarm ch-alarm-bg"
        box = svg.rect(x, y - 5.5, place(end) - x, 11, css=css, fill=svg.ALARM_BG, stroke=svg.ALARM, extra=barred)
        parts.append(box)
    parts += [
        f'<circle class="ch-surface ch-line" cx="{svg.number(place(moment))}" cy="{svg.number(y)}" r="3" '
        f'fill="{svg.SURFACE}" stroke="{svg.INK_2}" stroke-width="1.5"/>'
        for moment in seen
    ]
    for moment in row.held:
        if start <= moment <= end:
            x = place(moment)
            d = f"M{svg.number(x - 3)} {svg.number(y - 3)}l6 6m0-6l-6 6"
            parts.append(f'<path class="ch-alarm" d="{d}" stroke="{svg.ALARM}" stroke-width="1.8" fill="none"/>')
    return parts
