"""Takes a case into one's own hands, or gives it to somebody who may work on it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Case
from screening.triage.cases.in_hand import State, move_case, require_case_right, require_under_way, touch_case


@transaction.atomic
def take_case(*, case: Case, owner: User | None = None, by: User) -> Case:
    """``owner`` is the taker by default; giving it to another person needs the right to assign. Raises CaseMoved."""
    owner = owner or by
    giving = owner.pk != by.pk
    require_case_right(Permission.ASSIGN_ALERTS if giving else Permission.WORK_ALERTS, case=case, by=by)
    if giving and not owner.may(Permission.WORK_ALERTS, unit_id=case.party.business_unit_id):
        raise Invalid(_("Not given."), fields={"owner": _("This person does not work on cases of the unit.")})
    require_under_way(case)
    if case.state == State.OPEN:
        move_case(case, event="take", owner=owner)
    else:
        touch_case(case, sources=frozenset({case.state}), owner=owner)
    record(Verb.CASE_TAKEN, target=case, parent=case, by=by, owner=owner.pk)
    return case
