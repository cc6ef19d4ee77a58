"""Notes an event that only people or other systems can tell of: renewal, unusual use, change in a country."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from customers.models import Engagement, TriggerEvent
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.countries import COUNTRY_NAMES
from dd_portal.common.errors import Invalid, NotAllowed

NOTED = (TriggerEvent.Kind.CONTRACT, TriggerEvent.Kind.USAGE)


@transaction.atomic
def note_event(*, engagement: Engagement, kind: str, text: str, source_ref: str = "", by: User) -> TriggerEvent:
    """Note a contract's renewal or expansion, or unusual use. Raises NotAllowed or Invalid with the fields at fault."""
    permit(Permission.NOTE_EVENTS, unit_id=engagement.business_unit_id, by=by)
    faults = {}
    if kind not in NOTED:
        faults["kind"] = _("Choose what happened.")
    _check_text(text, faults)
    return trigger_reassessment(engagement=engagement, kind=kind, text=text.strip(), source_ref=source_ref, by=by)


@transaction.atomic
def note_place_event(*, country: str = "", territory: str = "", text: str, by: User) -> list[TriggerEvent]:
    """Note a change of government, coup, outbreak of conflict or emergency law: every live engagement there follows.

    ``country`` is alpha-2; ``territory`` is the name under which engagements state it. Exactly one of them is given.
    Only engagements of units in which ``by`` may note events follow. Raises NotAllowed or Invalid.
    """
    units = by.units_where(Permission.NOTE_EVENTS)
    if units is not None and not units:
        raise NotAllowed(_("Your roles do not allow this in this business unit. Ask your team lead."))
    faults = {}
    code, name = country.strip().lower(), territory.strip()
    if bool(code) == bool(name) or (code and code not in COUNTRY_NAMES):
        faults["country"] = _("Name one country or one territory.")
    _check_text(text, faults)
    place = Q(places__country=code) if code else Q(places__territory__iexact=name)
    found = Engagement.objects.live().filter(place)
    if units is not None:
        found = found.filter(business_unit_id__in=units)
    return [
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.PLACE, text=text.strip(), source_ref=f"place:{code or name}",
            by=by,
        )
        for engagement in found.distinct().order_by("pk")
    ]  # fmt: skip


def _check_text(text: str, faults: dict[str, str]) -> None:
    if not text.strip() or len(text) > 400:
        faults["text"] = _("Say what happened, in at most 400 characters.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
