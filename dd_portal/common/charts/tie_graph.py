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


def _is_back(above: tuple[float, float], below: tuple[float, float]) -> bool:
    """Whether the tie runs upward in the drawing, as one tie of every circle does."""
    return above[1] > below[1]


def _ends(above: tuple[float, float], below: tuple[float, float]) -> tuple[float, float, float, float]:
    """From the lower edge of the box above to the upper edge of the one below; in a row, from side to side."""
    half = _BOX_W / 2
    if above[1] == below[1]:
        left, right = sorted((above[0], below[0]))
        return left + _BOX_W, above[1] + _BOX_H / 2, right, below[1] + _BOX_H / 2
    return above[0] + half, above[1] + _BOX_H, below[0] + half, below[1]


def _turn(above: tuple[float, float], below: tuple[float, float]) -> float:
    """Where a tie that runs upward goes round the boxes, right of both."""
    return min(max(above[0], below[0]) + _BOX_W + 28, svg.WIDTH - 2)


def _tie(above: tuple[float, float], below: tuple[float, float], tie: Tie) -> str:
    dashed = ' stroke-dasharray="5 4"' if above[1] >= below[1] or not tie.firm else ""
    extra = f'stroke-width="1.5"{dashed}'
    if _is_back(above, below):
        x, half = svg.number(_turn(above, below)), _BOX_H / 2
        way = (
            f"M{svg.number(above[0] + _BOX_W)} {svg.number(above[1] + half)}H{x}V{svg.number(below[1] + half)}"
            f"H{svg.number(below[0] + _BOX_W)}"
        )
        return f'<path class="ch-axis" d="{way}" fill="none" stroke="{svg.LINE_CONTROL}" {extra}/>'
    x1, y1, x2, y2 = _ends(above, below)
    return svg.rule(x1, y1, x2, y2, css="ch-axis", stroke=svg.LINE_CONTROL, extra=extra)


def _word(above: tuple[float, float], below: tuple[float, float], word: str) -> str:
    width = svg.width_of(word) + 8
    if _is_back(above, below):
        x = min(_turn(above, below), svg.WIDTH - width / 2)
        y = below[1] + _BOX_H + _GAP_Y / 2
    else:
        x1, y1, x2, y2 = _ends(above, below)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
    ground = svg.rect(x - width / 2, y - 9, width, 18, css="ch-surface", fill=svg.SURFACE)
    return ground + svg.text(x, y + 4.5, word, anchor="middle", ink="ink-2")
