"""The table of a chart as a file (UTF-8 with BOM, as spreadsheets expect it)."""

from __future__ import annotations

import csv

from django.http import HttpResponse

from dd_portal.common.charts.chart import Chart

# Characters with which a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def chart_csv(chart: Chart, *, name: str) -> HttpResponse:
    """The columns and rows of the chart; nothing in it is taken for a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(_plain(cell) for cell in chart.columns)
    writer.writerows([_plain(cell) for cell in row] for row in chart.rows)
    return response


def _plain(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else "" if cell is None else cell
