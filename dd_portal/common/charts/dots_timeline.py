"""Versions of each list over time: a dot made live, a cross held, a line within the limit, a barred box past it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.words import ENGLISH, ChartWords

_TOP, _ROW = 28, 38
# Places are shares of the width, so that times spread over whatever the page has and letters keep their size.
_FIRST, _LAST = 1.5, 98.5
_RULE_EVERY, _NAME_EVERY = 2, 4


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

    def place(moment: dt.datetime) -> float:
        return _FIRST + (_LAST - _FIRST) * ((moment - start) / (end - start))

    bottom = _TOP + len(rows) * _ROW
    parts = []
    day = end.replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(_RULE_EVERY, (end - start).days + 1, _RULE_EVERY):
        at = day - dt.timedelta(days=back)
        if at >= start:
            parts.append(_upright(place(at), bottom))
            if back % _NAME_EVERY == 0:
                parts.append(_words(place(at), _TOP - 13, f"{at:%-d %b}", anchor="middle", ink="ink-3"))
    parts += [_upright(_LAST, bottom), _words(_LAST, _TOP - 13, words.now, anchor="end", ink="ink-3")]
    for number, row in enumerate(rows):
        y = _TOP + number * _ROW
        late = row.late_since is not None
        parts.append(_words(0, y + 13, row.name, ink="ink" if late else "ink-2", bold=late))
        parts += _row(row, y + 26, start=start, end=end, place=place)
    return Chart(
        svg=_drawing(parts, height=bottom + 4, name=f"{title}. {caption}"),
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
                f'<line class="ch-line" x1="{svg.number(place(begin))}%" y1="{y}" x2="{svg.number(place(until))}%" '
                f'y2="{y}" stroke="{svg.INK_2}" stroke-width="1.6"/>'
            )
    if row.late_since is not None:
        x = place(max(start, row.late_since))
        parts.append(
            f'<rect class="ch-alarm ch-alarm-bg" x="{svg.number(x)}%" y="{y - 5.5}" width="{svg.number(_LAST - x)}%" '
            f'height="11" fill="{svg.ALARM_BG}" stroke="{svg.ALARM}" stroke-dasharray="3 2" stroke-width="1.5"/>'
        )
    parts += [
        f'<circle class="ch-surface ch-line" cx="{svg.number(place(moment))}%" cy="{y}" r="3" '
        f'fill="{svg.SURFACE}" stroke="{svg.INK_2}" stroke-width="1.5"/>'
        for moment in seen
    ]
    parts += [
        f'<svg x="{svg.number(place(moment))}%" y="{y}" overflow="visible"><path class="ch-alarm" '
        f'd="M-3 -3l6 6m0-6l-6 6" stroke="{svg.ALARM}" stroke-width="1.8" fill="none"/></svg>'
        for moment in row.held
        if start <= moment <= end
    ]
    return parts


def _upright(x: float, bottom: float) -> str:
    return (
        f'<line class="ch-grid" x1="{svg.number(x)}%" y1="{_TOP - 8}" x2="{svg.number(x)}%" y2="{bottom}" '
        f'stroke="{svg.LINE}"/>'
    )


def _words(x: float, y: float, content: str, *, ink: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="ch-{ink}" x="{svg.number(x)}%" y="{y}" fill="{svg.INKS[ink]}" font-size="12.6" '
        f'text-anchor="{anchor}"{weight}>{escape(content)}</text>'
    )


def _drawing(parts: list[str], *, height: float, name: str) -> str:
    """A picture as wide as its place, unlike the others, which keep their form and shrink."""
    return (
        f'<svg class="drawing drawing--fluid" xmlns="http://www.w3.org/2000/svg" width="100%" '
        f'height="{svg.number(height)}" font-family="Noto Sans, sans-serif" role="img" '
        f'aria-label="{escape(name)}">{"".join(parts)}</svg>'
    )
