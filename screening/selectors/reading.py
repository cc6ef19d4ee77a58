"""The five questions of a name match, each with what the portal read; the last one is the reviewer's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.models import PotentialMatch
from screening.selectors.comparison import Comparison
from screening.selectors.said import type_said

_TIERS: dict[str, Promise] = {
    "T1": gettext_lazy("legally binding"),
    "T2": gettext_lazy("another official list"),
    "T3": gettext_lazy("for information"),
}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One question, what was read, and the link to the evidence ("" without one)."""

    number: int
    question: str
    reading: str
    link: str
    url: str


def reading(
    match: PotentialMatch, shown: Comparison, *, ours: dict[str, Any], listed: dict[str, Any], request_url: str
) -> list[ReadingLine]:
    """Which list, which kind of party, how much of the name, the whole entry, and overall (OFAC's steps)."""
    request = request_url if shown.missing_ours else ""
    return [
        ReadingLine(1, _("Which list?"), _list(match), _("Entry"), "#entry"),
        ReadingLine(2, _("Same kind of party?"), _kinds(ours, listed), _("Field"), "#comparison"),
        ReadingLine(3, _("How much of the name?"), _name(shown), _("Parts"), "#parts"),
        ReadingLine(4, _("The whole entry?"), _entry(shown), _("Request") if request else "", request),
        ReadingLine(5, _("Overall?"), _("Yours to answer."), "", ""),
    ]


def _list(match: PotentialMatch) -> str:
    return f"{match.watchlist.title}, {_TIERS.get(match.tier, match.tier)}."


def _kinds(ours: dict[str, Any], listed: dict[str, Any]) -> str:
    mine, theirs = type_said(ours.get("type", "")), type_said(listed.get("type", ""))
    if mine == theirs:
        return _("Both: %(kind)s.") % {"kind": mine.lower()}
    return _("Ours: %(ours)s. Listed: %(listed)s.") % {"ours": mine.lower(), "listed": theirs.lower()}


def _name(shown: Comparison) -> str:
    if not shown.parts:
        return _("The names were not what matched.")
    same = sum(part["word"] == "same" for part in shown.parts)
    close = sum(part["word"] == "close" for part in shown.parts)
    return _("%(same)s of %(all)s parts the same, %(close)s close.") % {
        "same": same,
        "all": len(shown.parts),
        "close": close,
    }


def _entry(shown: Comparison) -> str:
    return _("%(ours)s missing on our side, %(listed)s on the list.") % {
        "ours": shown.missing_ours,
        "listed": shown.missing_listed,
    }
