"""Answers a complaint, and rates how well the channel did by the criteria of UNGP 31."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Grievance
from customers.models.grievance import CRITERIA
from customers.services.expect_version import expect_version
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid

OPEN = (Grievance.State.RECEIVED, Grievance.State.EXAMINED)


@transaction.atomic
def change_grievance(
    *,
    grievance: Grievance,
    state: str,
    answer: str,
    closed_on: dt.date | None = None,
    satisfied: bool | None = None,
    criteria: Mapping[str, int] | None = None,
    expected_version: int | None = None,
    by: User,
) -> Grievance:
    """Store state, answer and criteria (0-4 each). A closing state needs an answer and a day.

    ``satisfied`` None: the people were not asked, or did not say. Raises NotAllowed,
    ChangedMeanwhile where it is no longer at ``expected_version``, or Invalid with fields at fault.
    """
    stored = Grievance.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=grievance.pk)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id if stored.engagement else None, by=by)
    scores = dict(criteria or {})
    closing = state not in OPEN
    _check(stored, state, answer, closed_on, scores, closing=closing)
    expect_version(stored, expected_version)
    before = stored.state
    stored.state, stored.answer, stored.closed_on = state, answer.strip(), closed_on if closing else None
    stored.satisfied, stored.criteria = satisfied, scores
    stored.save(update_fields=["state", "answer", "closed_on", "satisfied", "criteria", "version"])
    record(
        Verb.GRIEVANCE_CHANGED, target=stored, parent=stored.engagement, by=by, before=before, after=state,
        criteria=scores,
    )  # fmt: skip
    return stored


def _check(
    grievance: Grievance,
    state: str,
    answer: str,
    closed_on: dt.date | None,
    scores: Mapping[str, int],
    *,
    closing: bool,
) -> None:
    faults = {}
    if state not in Grievance.State.values:
        faults["state"] = _("Choose where it stands.")
    elif closing and not answer.strip():
        faults["answer"] = _("Say what the people were answered.")
    if closing and (closed_on is None or closed_on < grievance.received_on):
        faults["closed_on"] = _("Name the day of the answer, not before it came in.")
    for code, score in scores.items():
        if code not in CRITERIA or score not in range(5):
            faults[code] = _("A criterion is scored 0 to 4.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
