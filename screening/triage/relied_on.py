"""The attributes that a suppression can rely on: where each stands on both sides, and its fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.common.canonical import digest
from screening.triage.reasons import REASONS


def _names(value: Any) -> list[str]:
    return sorted({str(one["full"]).casefold() for one in value or ()})


def _date(value: Any) -> list[str]:
    """One of our dates is a text; listed ones are spans."""
    if isinstance(value, str):
        return [value] if value else []
    return sorted(
        {one["start"] if one["start"] == one["end"] else f"{one['start']}/{one['end']}" for one in value or ()}
    )


def _countries(value: Any) -> list[str]:
    return sorted({str(one["code"]).upper() for one in value or ()})


def _identifiers(value: Any) -> list[str]:
    return sorted({f"{one['kind']} {one['value']}" for one in value or ()})


def _addresses(value: Any) -> list[str]:
    return sorted({str(one["full"]).casefold() for one in value or ()})


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value else sorted(map(str, value or ()))


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its words, its key in our content and in the list's, and how its values are normalised."""

    code: str
    title: Promise
    ours: str
    listed: str
    normal: Callable[[Any], list[str]]

    def values(self, ours: dict[str, Any], listed: dict[str, Any]) -> tuple[list[str], list[str]]:
        """The normalised values of both sides."""
        return self.normal(ours.get(self.ours)), self.normal(listed.get(self.listed))


NAMES = "names"
OWNERS = "owners"
_ALL = (
    Attribute(NAMES, gettext_lazy("names"), "names", "names", _names),
    Attribute("birth_date", gettext_lazy("date of birth"), "birth_date", "birth_dates", _date),
    Attribute("identifiers", gettext_lazy("identifiers"), "identifiers", "identifiers", _identifiers),
    Attribute("countries", gettext_lazy("countries"), "countries", "countries", _countries),
    Attribute("gender", gettext_lazy("gender"), "gender", "gender", _texts),
    Attribute("type", gettext_lazy("kind of party"), "type", "type", _texts),
    Attribute("founded", gettext_lazy("date of founding"), "incorporation_date", "founded", _date),
    Attribute("addresses", gettext_lazy("addresses"), "addresses", "addresses", _addresses),
    # Lists do not state it; who owns the customer stands beside its content, under :data:`OWNERS`.
    Attribute("ownership", gettext_lazy("ownership"), OWNERS, "", _texts),
)
ATTRIBUTES: dict[str, Attribute] = {one.code: one for one in _ALL}
# Matching reads this on the list's side alone; a change of it is a change of the entry.
LISTED_ONLY = (
    Attribute("places_of_birth", gettext_lazy("place of birth"), "", "places_of_birth", _texts),
    Attribute("programmes", gettext_lazy("programmes"), "", "programmes", _texts),
    Attribute("legal_basis", gettext_lazy("legal basis"), "", "legal_basis", _texts),
    Attribute("ends_on", gettext_lazy("end of the listing"), "", "ends_on", _texts),
)
_BY_REASON = {
    "FP-DOB": "birth_date", "FP-ID": "identifiers", "FP-TYPE": "type", "FP-NAT": "countries",
    "FP-GENDER": "gender", "FP-ADDR": "addresses",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that changed: the attribute, ``ours`` or ``listed``, and both states as text ("" for none)."""

    attribute: str
    side: str
    before: str
    now: str

    @property
    def sentence(self) -> str:
        """What changed from what to what."""
        where = _("of the customer") if self.side == "ours" else _("on the list")
        words = {"what": title(self.attribute), "where": where, "before": self.before, "now": self.now}
        if not self.before:
            return _("%(what)s %(where)s was added: %(now)s.") % words
        if not self.now:
            return _("%(what)s %(where)s was removed: %(before)s.") % words
        return _("%(what)s %(where)s changed from %(before)s to %(now)s.") % words


def title(code: str) -> str:
    """The words of an attribute."""
    found = next((one for one in (*_ALL, *LISTED_ONLY) if one.code == code), None)
    return str(found.title) if found else code


def stated_on_both_sides(ours: dict[str, Any], listed: dict[str, Any]) -> list[str]:
    """The attributes that hold a value on both sides: nothing can be relied on that one side does not state.

    Ownership, which no list states, needs a value on our side.
    """
    stated = [(one, one.values(ours, listed)) for one in _ALL]
    return [one.code for one, (mine, theirs) in stated if mine and (theirs or not one.listed)]


def proposed_by_reasons(reasons: Iterable[str], possible: Sequence[str]) -> list[str]:
    """What an answer with these reasons rests on, as far as both sides state it; the names always."""
    reasons = set(reasons)
    wanted = {NAMES} | ({"identifiers", "ownership"} if "FP-OWN" in reasons else set())
    wanted |= {_BY_REASON[code] for code in reasons if code in _BY_REASON and code in REASONS}
    return [code for code in possible if code in wanted]


def fingerprint(attributes: Iterable[str], ours: dict[str, Any], listed: dict[str, Any]) -> str:
    """SHA-256 over the normalised values of the attributes on both sides."""
    return digest({code: list(ATTRIBUTES[code].values(ours, listed)) for code in sorted(set(attributes))})


def differences(
    attributes: Iterable[Attribute],
    *,
    ours: tuple[dict[str, Any], dict[str, Any]],
    listed: tuple[dict[str, Any], dict[str, Any]],
) -> list[Difference]:
    """What changed in the attributes between (before, now) of each side."""
    found = []
    for one in attributes:
        (ours_then, listed_then), (ours_now, listed_now) = (
            one.values(ours[0], listed[0]),
            one.values(ours[1], listed[1]),
        )
        if ours_then != ours_now:
            found.append(Difference(one.code, "ours", "; ".join(ours_then), "; ".join(ours_now)))
        if listed_then != listed_now:
            found.append(Difference(one.code, "listed", "; ".join(listed_then), "; ".join(listed_now)))
    return found
