"""Screens one name now and keeps the question with its answer as evidence."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.party_facts import PartyFacts, check_facts, content_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Enquiry, Watchlist
from screening.services.answer_body import answer_body, entities_of_answers, lists_of
from screening.services.current_screener import current_screener
from screening.services.late_lists import unreliable_sources
from screening.services.party_subject import party_subject
from screening.services.plan_pairs import LIMIT


def screen_name(
    *, facts: PartyFacts, reference: str = "", lists: Collection[str] = (), limit: int = LIMIT, by: User
) -> Enquiry:
    """Screen what is stated of somebody against the live lists (or only ``lists``, by code) and keep the answer.

    Raises Invalid with the fields at fault, NotAllowed, or NotReady where no list is live: never an empty answer
    for want of a list; nothing found on a late one is ``incomplete``. Makes no party and no alert.
    """
    if not by.may(Permission.SCREEN):
        raise NotAllowed(_("Screening needs a role that screens."))
    check_facts(facts)
    chosen = check_lists(lists)
    content = content_of(facts)
    pinned = current_screener()
    (answer,) = pinned.screener.screen([party_subject(content)], limit=limit, lists=chosen)
    now = timezone.now()
    body = answer_body(
        answer, pinned=pinned, lists=lists_of(pinned), entities=entities_of_answers([answer]), at=now,
        unreliable=unreliable_sources(of_lists=chosen),
    )  # fmt: skip
    with transaction.atomic():
        enquiry = Enquiry.objects.create(
            reference=reference[:120], subject=content, answer=body, asked_by=by, asked_at=now, answered_at=now
        )
        record(Verb.NAME_SCREENED, target=enquiry, by=by, outcome=body["outcome"], evidence=body["evidence_hash"])
    return enquiry


def check_lists(codes: Collection[str]) -> frozenset[str] | None:
    """The codes of lists, given as codes of lists or of sources; None for all. Raises Invalid for an unknown one."""
    if not codes:
        return None
    known: dict[str, set[str]] = {}
    for code, source in Watchlist.objects.values_list("code", "source"):
        known.setdefault(code, set()).add(code)
        known.setdefault(source, set()).add(code)
    unknown = sorted(set(codes) - known.keys())
    if unknown:
        text = _("%(code)s is no list that is loaded.") % {"code": unknown[0]}
        raise Invalid(text, fields={"lists": text})
    return frozenset().union(*(known[code] for code in codes))
