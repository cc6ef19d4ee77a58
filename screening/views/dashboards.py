"""Dashboards: figures that open their rows, and charts whose tables can be taken along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from screening.selectors.board_readings import PERIODS
from screening.selectors.dashboard import chart_of, dashboard, scope_of
from screening.selectors.indicator_rows import indicator_rows
from screening.selectors.indicators.boards import BOARD_READERS
from screening.views.chart_csv import chart_csv


@require_safe
@needs(*BOARD_READERS)
def board(request: SignedInRequest, code: str = "") -> HttpResponse:
    """One board; the first one that the person may look at where none is named."""
    page = dashboard(code, scope=scope_of(request.user, request.GET.get("days", "")))
    return render(request, "screening/dashboard.html", {"page": page, "periods": PERIODS})


@require_safe
@needs(*BOARD_READERS)
def figure(request: SignedInRequest, code: str) -> HttpResponse:
    """The rows behind one figure."""
    scope = scope_of(request.user, request.GET.get("days", ""))
    page = indicator_rows(code, scope=scope, token=request.GET.get("page", ""))
    return render(request, "screening/figure.html", {"page": page})


@require_safe
@needs(*BOARD_READERS)
def chart_table(request: SignedInRequest, code: str) -> HttpResponse:
    """The table of a chart as a file."""
    return chart_csv(chart_of(code, scope=scope_of(request.user, request.GET.get("days", ""))), name=code)
