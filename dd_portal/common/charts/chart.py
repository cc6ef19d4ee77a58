"""The frozen value every chart is: a drawing, the finding it shows, and every number behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    ``svg`` is the drawing (its texts escaped), ``title`` the finding in a sentence, ``caption`` what is counted and
    as of when, ``legend`` pairs of class and word, ``columns`` and ``rows`` the table that holds every number of
    the picture (rows are as long as columns).
    """

    svg: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
