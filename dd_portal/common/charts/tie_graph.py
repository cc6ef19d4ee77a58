"""Who stands above and below whom: boxes in levels, ties as lines with their share; the one asked about is filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dd_portal.common.charts import svg
from dd_portal.common.charts.chart import Chart

_BOX_W, _BOX_H, _GAP_X, _GAP_Y, _TOP, _A_ROW = 156, 46, 14, 58, 6, 4


@dataclass(frozen=True, slots=True)
class Node:
    """A party: ``level`` counts upward from the one asked about (0); ``flag`` is a word such as "Match on a list"."""

    key: str
    name: str
    level: int
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """``above`` stands over ``below`` ("owns 60 %"); ``firm`` ties are drawn whole, others dashed."""

    above: str
    below: str
    word: str
    firm: bool = True


def tie_graph(
    nodes: Sequence[Node], ties: Sequence[Tie], *, columns: tuple[str, str, str], title: str, caption: str
) -> Chart:
    """The graph; ``columns`` head the table of its ties (above, tie, below). Ties to unknown nodes are an error.

    :raises KeyError: a tie names a node that is not there.
    """
    at, bottom = _places(nodes)
    names = {node.key: node.name for node in nodes}
    parts = [_tie(at[tie.above], at[tie.below], tie) for tie in ties]
    parts += [_word(at[tie.above], at[tie.below], tie.word) for tie in ties]
    parts += [_box(at[node.key], node) for node in nodes]
    return Chart(
        svg=svg.drawing(parts, height=bottom, name=f"{title}. {caption}"),
        title=title,
        caption=caption,
        columns=columns,
        rows=tuple((names[tie.above], tie.word, names[tie.below]) for tie in ties),
    )


def _places(nodes: Sequence[Node]) -> tuple[Mapping[str, tuple[float, float]], float]:
    """The upper left corner of each box, the highest level on top; and the height of all."""
    at: dict[str, tuple[float, float]] = {}
    y: float = _TOP
    for level in sorted({node.level for node in nodes}, reverse=True):
        row = [node for node in nodes if node.level == level]
        for start in range(0, len(row), _A_ROW):
            line = row[start : start + _A_ROW]
            left = (svg.WIDTH - len(line) * _BOX_W - (len(line) - 1) * _GAP_X) / 2
            for number, node in enumerate(line):
                at[node.key] = (left + number * (_BOX_W + _GAP_X), y)
            y += _BOX_H + (_GAP_Y if start + _A_ROW >= len(row) else _GAP_X)
    return at, max(y - _GAP_Y + _TOP, _BOX_H)


def _box(place: tuple[float, float], node: Node) -> str:
    x, y = place
    own = node.level == 0
    ground = svg.rect(
        x, y, _BOX_W, _BOX_H, css="ch-disc" if not own else "ch-c1", fill=svg.SERIES[0][0] if own else svg.SURFACE,
        stroke=svg.SERIES[0][1] if own else svg.LINE_CONTROL, extra='rx="4"',
    )  # fmt: skip
    label = svg.clip(node.name, _BOX_W - 16)
    first = y + (28 if not node.flag else 20)
    middle = x + _BOX_W / 2
    if own:
        shown = svg.on_fill(middle, first, label, css="ch-on-c1", fill=svg.SERIES[0][2], bold=True)
        flag = svg.on_fill(middle, y + 37, node.flag, css="ch-on-c1", fill=svg.SERIES[0][2]) if node.flag else ""
    else:
        shown = svg.text(middle, first, label, anchor="middle", bold=True)
        flag = svg.text(middle, y + 37, svg.clip(node.flag, _BOX_W - 12), anchor="middle", ink="ink-2")
    return ground + shown + (flag if node.flag else "")


def _ends(above: tuple[float, float], below: tuple[float, float]) -> tuple[float, float, float, float]:
    """From the lower edge of the box above to the upper edge of the one below; between boxes of a row, side to side."""
    half = _BOX_W / 2
    if above[1] == below[1]:
        left, right = sorted((above[0], below[0]))
        return left + _BOX_W, above[1] + _BOX_H / 2, right, below[1] + _BOX_H / 2
    if above[1] > below[1]:
        return above[0] + half + 24, above[1], below[0] + half + 24, below[1] + _BOX_H
    return above[0] + half, above[1] + _BOX_H, below[0] + half, below[1]


def _tie(above: tuple[float, float], below: tuple[float, float], tie: Tie) -> str:
    x1, y1, x2, y2 = _ends(above, below)
    backwards = above[1] >= below[1]
    extra = 'stroke-width="1.5"' + (' stroke-dasharray="5 4"' if backwards or not tie.firm else "")
    return svg.rule(x1, y1, x2, y2, css="ch-axis", stroke=svg.LINE_CONTROL, extra=extra)


def _word(above: tuple[float, float], below: tuple[float, float], word: str) -> str:
    x1, y1, x2, y2 = _ends(above, below)
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    width = svg.width_of(word) + 8
    ground = svg.rect(x - width / 2, y - 9, width, 18, css="ch-surface", fill=svg.SURFACE)
    return ground + svg.text(x, y + 4.5, word, anchor="middle", ink="ink-2")
