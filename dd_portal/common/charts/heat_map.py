"""Engagements by severity and likelihood: colour and shape from the risk matrix, empty cells as dashed outlines."""

from __future__ import annotations

from collections.abc import Sequence

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.tiers import MATRIX, TIERS, Tier, outline
from dd_portal.common.charts.words import ENGLISH, ChartWords

_LEFT, _CELL_W, _CELL_H, _GAP, _TOP = 118, 110, 53, 3, 4


def heat_map(counts: Sequence[Sequence[int]], *, title: str, caption: str, words: ChartWords = ENGLISH) -> Chart:
    """The 5 by 5 map; ``counts[severity][likelihood]``, both from 0.

    :raises ValueError: not five rows of five.
    """
    if len(counts) != len(MATRIX) or any(len(row) != len(MATRIX) for row in counts):
        raise ValueError("a heat map takes five rows of five counts")
    parts = [_axis_name(words)]
    for severity in reversed(range(5)):
        y = _TOP + (4 - severity) * _CELL_H
        label = f"{severity} {words.severities[severity]}"
        parts.append(svg.text(_LEFT - 10, y + _CELL_H / 2 + 4, label, anchor="end", ink="ink-2"))
        parts += [
            _cell(
                _LEFT + likelihood * _CELL_W,
                y,
                counts[severity][likelihood],
                TIERS[MATRIX[severity][likelihood]],
            )
            for likelihood in range(5)
        ]
    bottom = _TOP + 5 * _CELL_H
    for likelihood in range(5):
        x = _LEFT + (likelihood + 0.5) * _CELL_W
        label = f"{likelihood} {words.likelihoods[likelihood]}"
        parts.append(svg.text(x, bottom + 18, label, anchor="middle", ink="ink-2"))
    parts.append(svg.text(_LEFT + 2.5 * _CELL_W, bottom + 38, words.likelihood, anchor="middle", bold=True))
    return Chart(
        svg=svg.drawing(parts, height=bottom + 46, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=(words.severity, words.likelihood, words.tier, words.count),
        rows=tuple(
            (
                f"{s} {words.severities[s]}",
                f"{n} {words.likelihoods[n]}",
                words.tiers[MATRIX[s][n]],
                counts[s][n],
            )
            for s in reversed(range(5))
            for n in range(5)
        ),
        legend=tuple((f"t{tier.level}", words.tiers[tier.level]) for tier in reversed(TIERS)),
    )


def _axis_name(words: ChartWords) -> str:
    y = _TOP + 2.5 * _CELL_H
    return (
        f'<g transform="rotate(-90 10 {svg.number(y)})">'
        f"{svg.text(10, y + 4, words.severity, anchor='middle', bold=True)}</g>"
    )


def _cell(x: float, y: float, count: int, tier: Tier) -> str:
    width, height = _CELL_W - _GAP, _CELL_H - _GAP
    if count:
        ground = svg.rect(
            x, y, width, height, css=f"ch-t{tier.level}", fill=tier.fill, stroke=tier.line, extra='rx="2"'
        )
        shown = svg.on_fill(
            x + width - 12,
            y + height - 10,
            f"{count:,}",
            css=f"ch-on-t{tier.level}",
            fill=tier.text,
            bold=True,
            anchor="end",
        ).replace(f'font-size="{svg.number(svg.TEXT)}"', 'font-size="16"')
        ink, css = tier.text, f"ch-mark-t{tier.level}"
    else:
        ground = svg.rect(
            x + 0.5, y + 0.5, width - 1, height - 1,
            css=f"ch-empty-t{tier.level}", fill=svg.SURFACE, stroke=tier.line, extra='rx="2" stroke-dasharray="4 3"',
        )  # fmt: skip
        shown = svg.text(x + width - 12, y + height - 10, "0", anchor="end", ink="ink-3")
        ink, css = svg.INK_3, "ch-line"
    mark = (
        f'<g class="{css}" transform="translate({svg.number(x + 6)} {svg.number(y + 6)}) scale(.8)" fill="none" '
        f'stroke="{ink}" stroke-width="1.7" stroke-linejoin="round">'
        f"{outline(tier, ink=ink, css=f'ch-on-t{tier.level}' if count else 'ch-ink-2')}</g>"
    )
    return ground + mark + shown
