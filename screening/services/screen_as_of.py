"""Screens a name against the lists as they were on a past day, to show what could have been known then."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.party_facts import PartyFacts, check_facts, content_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Enquiry, ListedEntity, ListVersion
from screening.services.answer_body import answer_body, lists_of
from screening.services.current_screener import pinned_screener
from screening.services.ensure_settings import ensure_settings
from screening.services.party_subject import party_subject
from screening.services.plan_pairs import LIMIT


def versions_at(moment: dt.datetime) -> dict[str, int]:
    """Source code -> id of the version that was live at a moment: the last one imported until then."""
    imported = ListVersion.objects.filter(number__isnull=False, imported_at__lte=moment)
    return dict(imported.order_by("source", "number").values_list("source", "pk"))


def screen_as_of(*, facts: PartyFacts, day: dt.date, by: User) -> Enquiry:
    """The answer of today's engine and settings over the lists at the end of ``day`` (UTC), kept as evidence.

    Raises Invalid where no list was loaded by then, or for what is wrong with the facts. Makes no party, no alert.
    """
    if not by.may(Permission.EXPLAIN_PAIRS):
        raise NotAllowed(_("Screening a past day needs a role that explains matches."))
    check_facts(facts)
    versions = versions_at(dt.datetime.combine(day, dt.time.max, tzinfo=dt.UTC))
    if not versions:
        text = _("No list was loaded on this day.")
        raise Invalid(text, fields={"day": text})
    content = content_of(facts)
    pinned = pinned_screener(versions=versions, settings_version=ensure_settings())
    (answer,) = pinned.screener.screen([party_subject(content)], limit=LIMIT)
    entities = _entities({match.entity_id for match in answer.matches}, versions)
    now = timezone.now()
    body = answer_body(answer, pinned=pinned, lists=lists_of(pinned), entities=entities, at=now)
    with transaction.atomic():
        enquiry = Enquiry.objects.create(
            reference=_("As of %(day)s") % {"day": day.isoformat()}, subject=content, answer=body, asked_by=by,
            asked_at=now, answered_at=now,
        )  # fmt: skip
        record(Verb.NAME_SCREENED, target=enquiry, by=by, as_of=day.isoformat(), outcome=body["outcome"])
    return enquiry


def _entities(ids: set[str], versions: dict[str, int]) -> dict[str, ListedEntity]:
    """The state of each entry that those versions held."""
    held = Q(pk__in=[])
    for version in ListVersion.objects.filter(pk__in=versions.values()):
        later = Q(last_version=None) | Q(last_version__number__gte=version.number)
        held |= Q(later, source=version.source, first_version__number__lte=version.number)
    rows = ListedEntity.objects.filter(held, entity_id__in=ids).select_related("watchlist")
    return {row.entity_id: row for row in rows}
