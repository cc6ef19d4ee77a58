"""Says whether the organisation's policy requires a source: a required one that is missing or late is an alarm."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Watchlist
from screening.services.propose_list_release import require_list_person, require_reason
from screening.services.register_lists import register_lists
from screening.sources.base import Source


@transaction.atomic
def set_list_policy(*, source: Source, required: bool, reason: str, by: User) -> None:
    """Require, or no longer require, every list of a source."""
    require_list_person(by=by)
    text = require_reason(reason)
    rows = register_lists(sources=(source,))
    Watchlist.objects.filter(pk__in=[row.pk for row in rows.values()]).update(required=required)
    first = rows[source.lists[0].code]
    record(Verb.LIST_POLICY_SET, target=first, by=by, source=source.code, required=required, reason=text)
