"""What a person may see: rows of the business units in which the permission holds."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from customers.models import Engagement, Party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound


def visible_parties(user: User) -> QuerySet[Party]:
    """Parties whose state or data the person may see."""
    units = user.units_where(Permission.SEE_PARTIES)
    if units is not None and not units:
        units = user.units_where(Permission.SEE_PARTY_STATE)
    return Party.objects.visible_to(user, units=units)


def visible_engagements(user: User) -> QuerySet[Engagement]:
    """Engagements that the person may see."""
    units = user.units_where(Permission.SEE_ENGAGEMENTS)
    return Engagement.objects.all() if units is None else Engagement.objects.filter(business_unit_id__in=units)


def visible_party(pk: int, *, user: User) -> Party:
    """One party. Raises NotFound, also for parties of other units, whose existence is nobody's business."""
    party = visible_parties(user).select_related("business_unit").filter(pk=pk).first()
    if party is None:
        raise NotFound(_("There is no such party, or none that you may see."))
    return party


def visible_engagement(pk: int, *, user: User) -> Engagement:
    """One engagement. Raises NotFound, also for engagements of other units."""
    found = visible_engagements(user).select_related("business_unit", "counterparty", "end_user", "owner")
    engagement = found.filter(pk=pk).first()
    if engagement is None:
        raise NotFound(_("There is no such engagement, or none that you may see."))
    return engagement
