"""Where one assessment stands in the risk matrix: letters in white discs, R residual, I inherent, W at its worst."""

from __future__ import annotations

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.tiers import MATRIX, TIERS
from dd_portal.common.charts.words import ENGLISH, ChartWords

_WIDTH, _LEFT, _CELL_W, _CELL_H, _TOP = 384, 44, 68, 38, 12
Place = tuple[int, int]


def matrix_position(
    residual: Place | None,
    *,
    inherent: Place,
    worst: Place,
    title: str,
    caption: str,
    words: ChartWords = ENGLISH,
) -> Chart:
    """The matrix with the places of one assessment, each (severity, likelihood); residual may not be known yet."""
    letters = [("R", residual, words.residual), ("I", inherent, words.inherent), ("W", worst, words.worst)]
    known = [(letter, place, word) for letter, place, word in letters if place is not None]
    parts = []
    for severity in reversed(range(5)):
        y = _TOP + (4 - severity) * _CELL_H
        parts.append(svg.text(_LEFT - 8, y + _CELL_H / 2 + 4, severity, anchor="end", ink="ink-2"))
        for likelihood in range(5):
            tier = TIERS[MATRIX[severity][likelihood]]
            x = _LEFT + likelihood * _CELL_W
            here = residual == (severity, likelihood)
            parts.append(
                svg.rect(x, y, _CELL_W - 2, _CELL_H - 2, css=f"ch-t{tier.level}", fill=tier.fill, stroke=tier.line)
            )
            word = words.tiers[tier.level]
            parts.append(
                svg.on_fill(x + _CELL_W / 2, y + _CELL_H / 2 + 4, word, css=f"ch-on-t{tier.level}", fill=tier.text)
            )
            if here:
                edge = 'stroke-width="2.5"'
                box = svg.rect(x - 1, y - 1, _CELL_W, _CELL_H, css="ch-edge", fill="none", stroke=svg.INK, extra=edge)
                parts.append(box)
    for place in dict.fromkeys(place for _, place, _ in known):
        group = [letter for letter, where, _ in known if where == place]
        parts += [_disc(place, letter, at) for at, letter in enumerate(group)]
    bottom = _TOP + 5 * _CELL_H
    for likelihood in range(5):
        parts.append(
            svg.text(_LEFT + (likelihood + 0.5) * _CELL_W, bottom + 16, likelihood, anchor="middle", ink="ink-2")
        )
    parts.append(svg.text(_LEFT + 2.5 * _CELL_W, bottom + 33, words.likelihood, anchor="middle", ink="ink-2"))
    middle = svg.number(_TOP + 2.5 * _CELL_H)
    axis = svg.text(10, _TOP + 2.5 * _CELL_H + 4, words.severity, anchor="middle", ink="ink-2")
    parts.append(f'<g transform="rotate(-90 10 {middle})">{axis}</g>')
    said = ", ".join(f"{letter} {word}: {words.tiers[MATRIX[s][n]]}" for letter, (s, n), word in known)
    return Chart(
        svg=svg.drawing(parts, height=bottom + 40, name=f"{title}. {said}", width=_WIDTH),
        title=title,
        caption=caption,
        columns=(words.position, words.severity, words.likelihood, words.tier),
        rows=tuple((f"{letter} {word}", s, n, words.tiers[MATRIX[s][n]]) for letter, (s, n), word in known),
    )


def _disc(place: Place, letter: str, at: int) -> str:
    x = _LEFT + place[1] * _CELL_W + 3 + at * 17
    y = _TOP + (4 - place[0]) * _CELL_H + 2
    return (
        f'<circle class="ch-disc" cx="{svg.number(x)}" cy="{svg.number(y)}" r="8" fill="{svg.SURFACE}" '
        f'stroke="{svg.INK}"/>{svg.text(x, y + 4.3, letter, anchor="middle", bold=True, size=12)}'
    )
