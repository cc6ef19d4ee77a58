"""What an engagement is about in one neutral sentence: no names, and what is only alleged told as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from customers.methodology.catalogue import Methodology
from customers.models import Allegation, Engagement, Party
from customers.models.allegation import AllegationState
from dd_portal.common.countries import country_name

MOST_NAMED = 3
_IN_SCOPE = 2  # rating from which a group is present in numbers


def pattern_of(engagement: Engagement, *, method: Methodology) -> str:
    """A [kind of party] uses [capability] for [end use], affecting [groups], in [place]; what is alleged or found."""
    party = engagement.end_user or engagement.counterparty
    uses = [_(method.end_uses[code].title).lower() for code in engagement.end_uses if code in method.end_uses]
    words = {
        "party": _party(party, engagement, method),
        "capability": _some(_capabilities(engagement, method)) or _("no stated capability"),
        "use": _some(uses) or _("the end use below"),
        "groups": _some(_groups(engagement, method)) or _("groups not stated"),
        "places": _some(_places(engagement)) or _("a place not stated"),
    }
    sentence = _("%(party)s uses %(capability)s for %(use)s, affecting %(groups)s, in %(places)s.") % words
    said = _said(engagement)
    return f"{sentence} {said}" if said else sentence


def _party(party: Party | None, engagement: Engagement, method: Methodology) -> str:
    if party is None:
        return _("The vendor itself")
    kind = party.get_type_display()
    mandates = [_(method.mandates[code].title).lower() for code in engagement.mandates if code in method.mandates]
    if engagement.end_user_status == Engagement.EndUserStatus.UNDISCLOSED:
        return _("An end user who is not disclosed, through a party of the kind “%(kind)s”,") % {"kind": kind.lower()}
    return f"{kind} ({_some(mandates)})" if mandates else kind


def _capabilities(engagement: Engagement, method: Methodology) -> list[str]:
    codes = [
        *engagement.hosted_workloads,
        *engagement.products.order_by("name").values_list("capabilities__code", flat=True),
    ]
    known = dict.fromkeys(code for code in codes if code in method.capabilities)
    gravest = sorted(known, key=lambda code: -method.capabilities[code].potential)
    return [_(method.capabilities[code].title).lower() for code in gravest]


def _groups(engagement: Engagement, method: Methodology) -> list[str]:
    rated: Counter[str] = Counter()
    for groups in engagement.impacts.values_list("groups", flat=True):
        for code, value in groups.items():
            rated[code] = max(rated[code], value)
    return [
        _(method.factors[code].title).lower()
        for code, value in sorted(rated.items(), key=lambda one: (-one[1], one[0]))
        if value >= _IN_SCOPE and code in method.factors
    ]


def _places(engagement: Engagement) -> list[str]:
    found = engagement.places.filter(kind="use").order_by("pk").values_list("country", "territory")
    return list(dict.fromkeys(territory or country_name(country) for country, territory in found))


def _said(engagement: Engagement) -> str:
    """How many claims stand in which status; each is told below with its source and the party's reply."""
    claims = Allegation.objects.filter(party_id__in=engagement.involved_party_ids())
    counts = Counter(claims.values_list("state", flat=True))
    if not counts:
        return ""
    told = [f"{counts[state]} {state.label.lower()}" for state in AllegationState if counts[state]]
    return _("Claims on file: %(claims)s.") % {"claims": ", ".join(told)}


def _some(words: Iterable[str]) -> str:
    """The first few words, and how many more there are."""
    found = list(words)
    shown = ", ".join(found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return _("%(some)s and %(n)s more") % {"some": shown, "n": more} if more > 0 else shown
