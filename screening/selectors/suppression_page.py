"""Why a pair is suppressed: what was relied on, how often it acted, and what ended it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from customers.selectors.owners import owners_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import PotentialMatch, Resolution, Suppression, SuppressionUse
from screening.selectors.content_changes import content_lines
from screening.triage.current import evidence_moved
from screening.triage.propose_suppression import MOST_DAYS, USUAL_DAYS, sides
from screening.triage.relied_on import ATTRIBUTES, NAMES, OWNERS, proposed_by_reasons, stated_on_both_sides, title
from screening.triage.revoke_suppression import may_revoke

MOST_USES = 20


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """One attribute with both sides' values as a reader says them."""

    title: str
    ours: str
    listed: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that changed: the attribute, whose it is, before and now ("" for none)."""

    title: str
    side: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class SuppressionPage:
    """What the page of one suppression shows; ``why_not`` says why the reader cannot approve it."""

    suppression: Suppression
    now: dt.datetime
    entry: str
    list_title: str
    relied_on: list[ReliedOn]
    promise: str
    changed: list[Changed]
    uses: list[SuppressionUse]
    others: list[Suppression]
    why_not: str
    moved: str
    may_revoke: bool


@dataclass(frozen=True, slots=True)
class SuppressionOffer:
    """What the form offers: attributes stated on both sides, those that the reasons name ticked, and the last day."""

    attributes: list[tuple[str, str, bool]]
    until: dt.date
    latest: dt.date
    promise: str


def suppression_page(suppression: Suppression, *, by: User) -> SuppressionPage:
    """The page, for somebody who may see the alert."""
    match = suppression.potential_match
    waits = suppression.state == Suppression.State.PROPOSED
    return SuppressionPage(
        suppression=suppression,
        now=timezone.now(),
        entry=suppression.evidence.listed_entity.caption,
        list_title=match.watchlist.title,
        relied_on=_relied_on(suppression),
        promise=promise(suppression.relied_on),
        changed=changed(suppression),
        uses=list(suppression.uses.select_related("run").order_by("-pk")[:MOST_USES]),
        others=list(match.suppressions.exclude(pk=suppression.pk).select_related("proposed_by").order_by("-pk")),
        why_not=_why_not(suppression, by=by) if waits else "",
        moved=evidence_moved(match, suppression.evidence) if waits else "",
        may_revoke=may_revoke(suppression, by=by),
    )


def suppression_offer(
    match: PotentialMatch, resolution: Resolution | None, *, ours: dict[str, Any], listed: dict[str, Any]
) -> SuppressionOffer | None:
    """What may be relied on for a pair; None where nothing but the names stands on both sides."""
    stated = {**ours, OWNERS: owners_of([match.party_id])[match.party_id]}
    possible = [code for code in stated_on_both_sides(stated, listed) if code != NAMES]
    if not possible:
        return None
    ticked = proposed_by_reasons(resolution.reasons if resolution else (), possible)
    today = timezone.localdate()
    most = MOST_DAYS.get(match.tier, MOST_DAYS["T1"])
    return SuppressionOffer(
        attributes=[(code, title(code), code in ticked) for code in possible],
        until=today + dt.timedelta(days=USUAL_DAYS),
        latest=today + dt.timedelta(days=most),
        promise=promise(possible),
    )


def promise(relied_on: list[str]) -> str:
    """What opens the pair again before its day."""
    return _(
        "The pair comes back when the list entry changes, when the customer's %(what)s change, when the score rises by "
        "5 or more, or when a strong identifier agrees."
    ) % {"what": ", ".join(title(code) for code in dict.fromkeys([NAMES, *relied_on]))}


def changed(suppression: Suppression) -> list[Changed]:
    """What differed when a change ended it."""
    sides_said = {"ours": _("Customer"), "listed": _("List entry")}
    return [
        Changed(title(one["attribute"]), sides_said[one["side"]], one["before"], one["now"])
        for one in suppression.difference
    ]


def _relied_on(suppression: Suppression) -> list[ReliedOn]:
    ours, listed = sides(suppression.evidence, owners=suppression.owners)
    return [
        ReliedOn(title(code), _said(ours, ATTRIBUTES[code].ours), _said(listed, ATTRIBUTES[code].listed))
        for code in suppression.relied_on
        if code in ATTRIBUTES
    ]


def _said(content: dict[str, Any], key: str) -> str:
    if key == OWNERS:
        return "; ".join(content.get(key) or ())
    return "; ".join(line.now for line in content_lines({key: content.get(key)}))


def _why_not(suppression: Suppression, *, by: User) -> str:
    unit = suppression.potential_match.alert.party.business_unit_id
    if suppression.proposed_by_id == by.pk:
        return _("You proposed this suppression, so someone else must judge it.")
    if by.kind != User.Kind.PERSON or not by.may(Permission.APPROVE_T1, unit_id=unit):
        return _("The compliance lead approves suppressions.")
    if suppression.resolution.state != Resolution.State.FINAL:
        return _("The false positive itself waits for approval. Judge that first.")
    return ""
