"""Adds a graded source to an allegation."""

from django.db import transaction

from customers.models import Allegation
from customers.services.permit import permit
from customers.services.state_allegation import look_again_after_allegation
from customers.services.take_in_allegation import SourceFact, add_source
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


@transaction.atomic
def source_allegation(*, allegation: Allegation, source: SourceFact, by: User) -> Allegation:
    """Store the source and tie it to the allegation; live engagements of the party are looked at again.

    Raises NotAllowed or Invalid with the fields at fault.
    """
    stored = Allegation.objects.select_for_update(of=("self",)).select_related("party").get(pk=allegation.pk)
    permit(Permission.RATE, unit_id=stored.party.business_unit_id if stored.party else None, by=by)
    stored.evidence.add(add_source(source, party=stored.party, by=by))
    look_again_after_allegation(stored, by=by)
    return stored
