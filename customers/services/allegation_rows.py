"""Reads one row of a CSV file of allegations into facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from customers.models import Party
from customers.models.allegation import AllegationState
from customers.services.take_in_allegation import AllegationFact, SourceFact
from dd_portal.accounts.models import BusinessUnit
from dd_portal.common.errors import Invalid

REQUIRED = ("party", "claim", "alleged_by", "as_of", "detection_source")
OPTIONAL = (
    "business_unit", "state", "facts_stand", "party_response", "source_title", "source_publisher", "source_origin",
    "source_reliability", "source_credibility", "source_url", "source_published_on",
)  # fmt: skip
_YES, _NO = {"yes", "true", "1"}, {"", "no", "false", "0"}


def read_allegation_row(row: Mapping[str, str]) -> AllegationFact:
    """The facts of a row. An empty ``party`` is the vendor itself. Raises Invalid with the reason."""
    cell = {column: row.get(column, "").strip() for column in REQUIRED + OPTIONAL}
    stands = cell["facts_stand"].lower()
    if stands not in _YES | _NO:
        raise Invalid(_("facts_stand is yes or no, not “%(text)s”.") % {"text": cell["facts_stand"]})
    return AllegationFact(
        party=_party(cell["party"], unit=cell["business_unit"]),
        claim=cell["claim"],
        alleged_by=cell["alleged_by"],
        as_of=_day(cell["as_of"], "as_of"),
        detection_source=cell["detection_source"].lower(),
        state=cell["state"].lower() or AllegationState.ALLEGED,
        facts_stand=stands in _YES,
        party_response=cell["party_response"],
        sources=_sources(cell),
    )


def _party(key: str, *, unit: str) -> Party | None:
    if not key:
        return None
    where = BusinessUnit.objects.filter(code=unit).first() if unit else BusinessUnit.objects.default()
    if where is None:
        raise Invalid(_("There is no business unit “%(code)s”.") % {"code": unit})
    party = Party.objects.filter(external_id=key, business_unit=where).first()
    if party is None:
        raise Invalid(_("There is no party with the ID “%(key)s”.") % {"key": key})
    return party


def _sources(cell: Mapping[str, str]) -> tuple[SourceFact, ...]:
    named = [name for name in cell if name.startswith("source_") and cell[name]]
    if not named:
        return ()
    grade = cell["source_credibility"]
    return (
        SourceFact(
            title=cell["source_title"],
            publisher=cell["source_publisher"],
            origin=cell["source_origin"].lower(),
            reliability=cell["source_reliability"].upper(),
            credibility=int(grade) if grade.isascii() and grade.isdigit() and len(grade) < 3 else 0,
            url=cell["source_url"],
            published_on=_day(cell["source_published_on"], "source_published_on")
            if cell["source_published_on"]
            else None,
        ),
    )


def _day(text: str, column: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            _("%(column)s is a day written YYYY-MM-DD, not “%(text)s”.") % {"column": column, "text": text[:40]}
        ) from None
