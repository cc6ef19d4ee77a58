"""Whether a suppressed pair may stay quiet at a screening, or what has changed that somebody must look at.

The rules of the triage policy, section 6.4, after OFAC's guidance on false hit lists of 2015: no suppression swallows
what a publisher added or changed, nor a change of what was relied on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from screening.models import Suppression
from screening.triage.relied_on import ATTRIBUTES, LISTED_ONLY, Difference, differences

# A pair that scores so much more than when it was suppressed is looked at again, whatever moved.
RISE = 0.05
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Now:
    """What the screening found: both sides' content, the list tier, the score, and the evidence as JSON."""

    ours: dict[str, Any]
    listed: dict[str, Any]
    tier: str
    score: float
    evidence: list[dict[str, Any]]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """``reopens`` says in a sentence why the pair must be looked at, "" where it stays quiet.

    ``aside`` tells what differs without having been relied on.
    """

    reopens: str
    difference: tuple[Difference, ...] = ()
    expired: bool = False
    aside: str = ""


def judge_suppressed(suppression: Suppression, *, ours: dict[str, Any], now: Now) -> Judgement:
    """Judge one pair. ``ours`` is the customer's content as it was relied on; the list's comes with the evidence."""
    if suppression.expires_at <= now.at:
        return Judgement(expired_sentence(suppression), expired=True)
    before = suppression.evidence
    sides = {"ours": (ours, now.ours), "listed": (before.listed_entity.content, now.listed)}
    relied = [ATTRIBUTES[code] for code in suppression.relied_on if code in ATTRIBUTES]
    if found := differences(relied, **sides):
        return Judgement(_relied_sentence(suppression, found), tuple(found))
    others = [one for one in ATTRIBUTES.values() if one.code not in suppression.relied_on]
    rest = differences([*others, *LISTED_ONLY], **sides)
    amended = [one for one in rest if one.side == "listed"]
    if amended:
        return Judgement(_("The list entry was amended: %(what)s") % {"what": _all(amended)}, tuple(rest))
    if why := _graver(suppression, now):
        return Judgement(f"{why} {_all(rest)}".strip(), tuple(rest))
    if rest and now.tier == "T1":
        return Judgement(_("On a binding list every change counts: %(what)s") % {"what": _all(rest)}, tuple(rest))
    return Judgement("", tuple(rest), aside=_all(rest))


def expired_sentence(suppression: Suppression) -> str:
    """Why a suppression that reached its day asks for a new look."""
    day = date_format(suppression.expires_at.astimezone(dt.UTC), "j M Y")
    return _("The suppression ended on %(day)s as agreed.") % {"day": day}


def _graver(suppression: Suppression, now: Now) -> str:
    """What weighs more than it did: the list's tier, the score, or a strong identifier that agrees now."""
    before = suppression.evidence
    then = suppression.potential_match.tier
    if now.tier < then:
        return _("The list's tier went from %(before)s to %(now)s.") % {"before": then, "now": now.tier}
    if _strong(now.evidence) and not _strong(before.evidence):
        return _("A strong identifier is equal now.")
    if now.score >= before.score + RISE - _ROUNDING:
        return _("The score rose from %(before)s to %(now)s.") % {
            "before": int(before.score * 100 + _ROUNDING), "now": int(now.score * 100 + _ROUNDING),
        }  # fmt: skip
    return ""


def _strong(evidence: list[dict[str, Any]]) -> bool:
    return any(one["feature"] == "strong_identifier" and one["word"] == "same" for one in evidence)


def _relied_sentence(suppression: Suppression, found: list[Difference]) -> str:
    day = date_format((suppression.approved_at or suppression.proposed_at).astimezone(dt.UTC), "j M Y")
    return _("%(what)s The suppression of %(day)s relied on it.") % {"what": _all(found), "day": day}


def _all(found: list[Difference]) -> str:
    sentences = [one.sentence for one in found]
    return " ".join(f"{one[:1].upper()}{one[1:]}" for one in sentences)
