"""Figures of a large portal are counted once in a while, and say when; those of a small one always afresh."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

from django.conf import settings
from django.core.cache import cache

from screening.selectors.indicators.indicator import Figure, Indicator, Scope, measure

KEPT = 300  # seconds: a number for a meeting, not for picking work, so five minutes old is good enough
_Numbers = tuple[dt.datetime, int, int | None, dt.timedelta | None, dt.timedelta | None]


def measure_or_recall(indicator: Indicator, scope: Scope) -> Figure:
    """The figure as counted now, or as counted in the last five minutes for the same person where counting is slow."""
    key = f"figure:{indicator.code}:{scope.by.pk}:{scope.days}"
    kept: _Numbers | None = cache.get(key)
    if kept is not None:
        as_of, value, whole, median, late = kept
        return Figure(indicator, value, whole, median, late, as_of)
    started = time.perf_counter()
    figure = measure(indicator, scope)
    if time.perf_counter() - started >= settings.FIGURE_KEPT_FROM:
        cache.set(key, (scope.now, figure.value, figure.whole, figure.median, figure.late), KEPT)
        return replace(figure, as_of=scope.now)
    return figure
