"""How a score was built: one bar a part, each beginning where the last one ended, against the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.words import ENGLISH, ChartWords

_LEFT, _COLUMNS, _ROW, _TOP, _BAR = 230, 112, 28, 26, 14


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a score: its label, what was found, and its points as a share of 1 (negative: away)."""

    label: str
    note: str
    points: float


def score_build_up(
    steps: Sequence[Step],
    *,
    total: float,
    threshold: float,
    title: str,
    caption: str,
    words: ChartWords = ENGLISH,
) -> Chart:
    """The waterfall from 0 to 100 with the threshold as a dashed line; ``total`` and ``threshold`` are shares of 1."""
    axis = _LEFT + _COLUMNS
    width = svg.WIDTH - axis - 12
    bottom = _TOP + (len(steps) + 1) * _ROW
    parts = [
        svg.text(_LEFT + 40, _TOP - 9, words.points, anchor="end", ink="ink-2", bold=True),
        svg.text(_LEFT + 98, _TOP - 9, words.running, anchor="end", ink="ink-2", bold=True),
        svg.rule(axis, _TOP, axis, bottom, css="ch-axis", stroke=svg.LINE_CONTROL),
        svg.rule(0, _TOP, svg.WIDTH, _TOP),
    ]
    running = 0.0
    rows: list[tuple[str | int | float | None, ...]] = []
    for at, step in enumerate(steps):
        y = _TOP + at * _ROW
        before, running = running, running + step.points
        parts += _step(step, y, before=before, after=running, axis=axis, width=width)
        rows.append((step.label, step.note, signed(step.points), hundred(running)))
    y = _TOP + len(steps) * _ROW
    parts.append(svg.text(0, y + 18, words.score, bold=True))
    parts.append(svg.text(_LEFT + 98, y + 18, hundred(total), anchor="end", bold=True))
    limit = axis + threshold * width
    parts.append(svg.rule(limit, _TOP, limit, bottom, css="ch-edge", stroke=svg.INK, extra='stroke-dasharray="3 3"'))
    parts.append(svg.text(limit, _TOP - 9, hundred(threshold), anchor="middle", ink="ink-2"))
    rows.append((words.score, "", "", hundred(total)))
    return Chart(
        svg=svg.drawing(parts, height=bottom + 4, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=(words.part, "", words.points, words.running),
        rows=tuple(rows),
    )


def _step(step: Step, y: float, *, before: float, after: float, axis: float, width: float) -> list[str]:
    low, high = sorted((max(0.0, min(1.0, before)), max(0.0, min(1.0, after))))
    css, fill = ("ch-toward", svg.TOWARD) if step.points >= 0 else ("ch-away", svg.AWAY)
    says = f"{step.label}, {step.note}" if step.note else step.label
    return [
        svg.text(0, y + 18, svg.clip(says, _LEFT)),
        svg.text(_LEFT + 40, y + 18, signed(step.points), anchor="end"),
        svg.text(_LEFT + 98, y + 18, hundred(after), anchor="end"),
        svg.rect(axis + low * width, y + 7, max(1.5, (high - low) * width), _BAR, css=css, fill=fill),
        svg.rule(
            axis + after * width,
            y + 7,
            axis + after * width,
            y + _ROW + 7,
            css="ch-axis",
            stroke=svg.LINE_CONTROL,
        ),
        svg.rule(0, y + _ROW, svg.WIDTH, y + _ROW),
    ]


def signed(points: float) -> str:
    """Points with their sign: "+70", "−6" (U+2212), "0"."""
    whole = round(points * 100)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole else "0"


def hundred(share: float) -> str:
    """A share of 1 as 0 to 100, rounded down as scores are."""
    return str(int(round(share * 100, 6) // 1))
