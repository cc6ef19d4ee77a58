"""Gives an allegation its new status; the old ones stay as history."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Allegation, AllegationStatus
from customers.models.allegation import AllegationState
from customers.services.expect_version import expect_version
from customers.services.permit import permit
from customers.services.state_allegation import look_again_after_allegation
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def change_allegation(
    *,
    allegation: Allegation,
    state: str,
    as_of: dt.date,
    note: str = "",
    facts_stand: bool | None = None,
    party_response: str | None = None,
    expected_version: int | None = None,
    by: User,
) -> Allegation:
    """Store the new status with its day and note. None leaves a value as it is.

    An annulled, withdrawn or unfounded allegation caps the ratings that rest on it, so engagements are assessed
    again. Raises NotAllowed, Invalid, or ChangedMeanwhile where it is no longer at ``expected_version``.
    """
    stored = Allegation.objects.select_for_update().get(pk=allegation.pk)
    permit(Permission.RATE, unit_id=stored.party.business_unit_id if stored.party else None, by=by)
    if state not in AllegationState.values:
        raise Invalid(_("This status is not known."), fields={"state": _("Choose one of the list.")})
    if as_of > today():
        text = _("A status cannot be of a day to come.")
        raise Invalid(text, fields={"as_of": text})
    expect_version(stored, expected_version)
    before = stored.state
    stored.state, stored.as_of = state, as_of
    if facts_stand is not None:
        stored.facts_stand = facts_stand
    if party_response is not None:
        stored.party_response = party_response
    stored.save(update_fields=["state", "as_of", "facts_stand", "party_response", "version"])
    AllegationStatus.objects.create(allegation=stored, state=state, as_of=as_of, note=note, noted_by=by)
    record(
        Verb.ALLEGATION_CHANGED, target=stored, parent=stored.party, by=by, before=before, after=str(state), note=note
    )
    look_again_after_allegation(stored, by=by)
    return stored
