"""The potential matches of an alert as a list: what to answer first, and what is one entry in two lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.models import PotentialMatch, Resolution
from screening.selectors.said import type_said

# What the engine compared, as a clause of the gist: by feature and word.
_CLAUSES: dict[tuple[str, str], Promise] = {
    ("name", "same"): gettext_lazy("same name"),
    ("name", "close"): gettext_lazy("close name"),
    ("name", "different"): gettext_lazy("part of the name"),
    ("weak_alias", "same"): gettext_lazy("same as a weak alias"),
    ("weak_alias", "close"): gettext_lazy("close to a weak alias"),
    ("identifier", "same"): gettext_lazy("same number"),
    ("strong_identifier", "same"): gettext_lazy("same strong identifier"),
    ("strong_identifier", "different"): gettext_lazy("strong identifiers differ"),
    ("numbers", "different"): gettext_lazy("numbers in the names differ"),
    ("birth_date", "same"): gettext_lazy("same date of birth"),
    ("birth_date", "compatible"): gettext_lazy("dates of birth agree as far as stated"),
    ("birth_date", "close"): gettext_lazy("near dates of birth"),
    ("birth_date", "different"): gettext_lazy("dates of birth differ"),
    ("birth_date", "missing_ours"): gettext_lazy("we hold no date of birth"),
    ("birth_date", "missing_listed"): gettext_lazy("no date of birth on the list"),
    ("founded", "same"): gettext_lazy("same founding date"),
    ("founded", "different"): gettext_lazy("founding dates differ"),
    ("country", "same"): gettext_lazy("a country in common"),
    ("country", "different"): gettext_lazy("countries differ"),
    ("country", "missing_ours"): gettext_lazy("we hold no country"),
    ("country", "missing_listed"): gettext_lazy("no country on the list"),
    ("gender", "different"): gettext_lazy("genders differ"),
    ("address", "close"): gettext_lazy("close address"),
    ("type", "different"): gettext_lazy("another kind of party"),
}
_ANSWERS = {
    Resolution.Identity.FALSE_POSITIVE: gettext_lazy("False positive"),
    Resolution.Identity.TRUE_MATCH: gettext_lazy("True match"),
    Resolution.Identity.UNSURE: gettext_lazy("Unsure"),
}
_UNDECIDED = (PotentialMatch.State.OPEN, PotentialMatch.State.UNSURE)


@dataclass(frozen=True, slots=True)
class MatchCard:
    """One potential match in the list. ``shared`` names the other lists with the same publisher's key."""

    match: PotentialMatch
    name: str
    list_title: str
    kind: str
    gist: str
    shared: str
    state: str
    icon: str
    tag: str
    is_answered: bool
    is_current: bool
    key: str


def match_cards(
    matches: list[PotentialMatch],
    proposals: dict[int, Resolution],
    *,
    current: int | None,
    hidden: Collection[int] = (),
) -> list[MatchCard]:
    """Unanswered first, then list tier, then score; entries of one publisher's key stand together.

    ``hidden`` are ids of answers that the reader must not see yet.
    """
    keys = Counter(publisher_key(match) for match in matches)
    ordered = in_order(matches, proposals)
    here = next((place for place, match in enumerate(ordered) if match.pk == current), 0)
    return [
        _card(match, proposals.get(match.pk), ordered, keys, away=place - here, hidden=hidden)
        for place, match in enumerate(ordered)
    ]


def in_order(matches: list[PotentialMatch], proposals: dict[int, Resolution]) -> list[PotentialMatch]:
    """The order of the list, and of moving on after an answer."""
    best: dict[tuple[str, str], tuple[str, float, int]] = {}
    for match in sorted(matches, key=lambda one: (one.tier, -one.score, one.pk)):
        best.setdefault(publisher_key(match), (match.tier, -match.score, match.pk))
    return sorted(
        matches,
        key=lambda one: (
            is_answered(one, proposals),
            best[publisher_key(one)],
            one.tier,
            -one.score,
            one.pk,
        ),
    )


def is_answered(match: PotentialMatch, proposals: dict[int, Resolution]) -> bool:
    """Whether somebody gave an answer, final or waiting; unsure is one, but can be changed."""
    return match.state != PotentialMatch.State.OPEN or match.pk in proposals


def publisher_key(match: PotentialMatch) -> tuple[str, str]:
    """The publisher's own key and name: the same entry in two lists shares both."""
    caption = match.evidence.listed_entity.caption if match.evidence else ""
    return match.entity_id.rsplit(":", maxsplit=1)[-1].partition("#")[0], caption.casefold()


def gist(evidence: list[dict[str, Any]]) -> str:
    """What agrees and what differs, in one line."""
    clauses = [_CLAUSES.get((one["feature"], one["word"])) for one in evidence]
    text = ", ".join(str(clause) for clause in clauses if clause)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def answer_words(identity: str) -> str:
    """The answer as the timeline and the list name it: false positive, true match, unsure."""
    return str(_ANSWERS[Resolution.Identity(identity)])


def _card(
    match: PotentialMatch,
    proposal: Resolution | None,
    matches: list[PotentialMatch],
    keys: Counter[tuple[str, str]],
    *,
    away: int,
    hidden: Collection[int],
) -> MatchCard:
    entity = match.evidence.listed_entity if match.evidence else None
    key = publisher_key(match)
    others = [one.watchlist.title for one in matches if one.pk != match.pk and publisher_key(one) == key]
    state, icon = _state(match, proposal, hidden)
    return MatchCard(
        match=match,
        name=entity.caption if entity else match.entity_id,
        list_title=match.watchlist.title,
        kind=type_said(entity.type).lower() if entity else "",
        gist=gist(match.evidence.evidence) if match.evidence else "",
        shared=", ".join(others) if keys[key] > 1 else "",
        state=state,
        icon=icon,
        tag=_tag(match),
        is_answered=match.state not in _UNDECIDED or proposal is not None,
        is_current=away == 0,
        # J opens the next match, K the one before.
        key={1: "j", -1: "k"}.get(away, ""),
    )


def _state(match: PotentialMatch, proposal: Resolution | None, hidden: Collection[int]) -> tuple[str, str]:
    if proposal is not None and proposal.pk in hidden:
        return _("Answered, checked blind"), "clock"
    if proposal is not None:
        return _("%(answer)s, waiting for approval") % {"answer": answer_words(proposal.identity)}, "clock"
    if match.state == PotentialMatch.State.OPEN:
        return _("Not decided"), "pending"
    return str(PotentialMatch.State(match.state).label), (
        "unknown" if match.state == PotentialMatch.State.UNSURE else "tick"
    )


def _tag(match: PotentialMatch) -> str:
    if match.state != PotentialMatch.State.OPEN:
        return ""
    if match.change:
        return _("Changed")
    return _("New") if match.is_new else ""
