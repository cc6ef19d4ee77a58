"""Makes a report and reads values out of it."""

from django.utils import timezone

from reports.board_report import board_report
from reports.document import Percent, tables
from reports.period import parse_period


def make_report(period=None):
    now = timezone.now()
    return board_report(
        parse_period(period or str(now.year)),
        organisation="Vendor",
        author="Cleo",
        zone="UTC",
        taken_at=now,
        salt="salt",
    )


def table(document, code):
    return next(each for each in tables(document) if each.code == code)


def total(document, code, column="all"):
    found = table(document, code)
    at = [each.key for each in found.columns].index(column)
    return found.total.cells[at].value


def share(document, code, row):
    found = next(each for each in table(document, code).rows if each.key == row)
    return next(cell for cell in found.cells if isinstance(cell, Percent))
