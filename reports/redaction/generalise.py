"""Coarser values: subregions for countries, quarters for dates, bands for amounts, orders for people."""

import datetime as dt
from decimal import Decimal
from gettext import gettext as _

from reports.document import (
    Cell,
    Day,
    Generalisation,
    Moment,
    Nothing,
    Number,
    Unknown,
    Withheld,
    Words,
    plain,
    prose,
)
from reports.redaction.subregions import SUBREGION

BANDS = (10_000, 50_000, 250_000, 1_000_000, 5_000_000, 25_000_000)


def subregion(country: str) -> str:
    """UN subregion of an ISO 3166 alpha-2 code; `unknown subregion` for anything else, never the country."""
    return SUBREGION.get(country.strip().upper(), _("unknown subregion"))


def quarter_of(day: dt.date) -> str:
    """The calendar quarter of a day: `2026Q1`."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def band(amount: float | Decimal, unit: str = "") -> str:
    """The band an amount of money falls into, the lower edge included: `50,000 to under 250,000 EUR`."""
    after = f"\N{NO-BREAK SPACE}{unit}" if unit else ""
    if amount < BANDS[0]:
        return _("under %(edge)s") % {"edge": f"{BANDS[0]:,}"} + after
    if amount >= BANDS[-1]:
        return _("%(edge)s or more") % {"edge": f"{BANDS[-1]:,}"} + after
    high = next(edge for edge in BANDS if amount < edge)
    low = BANDS[BANDS.index(high) - 1]
    return _("%(low)s to under %(high)s") % {"low": f"{low:,}", "high": f"{high:,}"} + after


def order_of_magnitude(people: float | Decimal) -> str:
    """How many people, to the power of ten: `hundreds`."""
    words = (_("none"), _("fewer than ten"), _("tens"), _("hundreds"), _("thousands"), _("tens of thousands"))
    if people <= 0:
        return words[0]
    digits = len(str(int(people)))
    return words[digits] if digits < len(words) else _("hundreds of thousands or more")


def generalise(cell: Cell, how: Generalisation) -> Cell:
    """The cell as the public edition may show it; a value of the wrong kind is withheld, never passed on."""
    if isinstance(cell, Nothing | Unknown | Withheld):
        return cell
    match how, cell:
        case "subregion", Words(text=text):
            return Words(prose(", ".join(sorted({subregion(each) for each in plain(text).split(",")}))))
        case "quarter", Day(value=value) | Moment(value=value):
            return Words(prose(quarter_of(value)))
        case "band", Number(value=amount, unit=unit):
            return Words(prose(band(amount, unit)))
        case "magnitude", Number(value=people):
            return Words(prose(order_of_magnitude(people)))
    return Withheld()
