"""Registers a party."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.party_facts import PartyFacts, check_facts, tidy
from customers.services.permit import permit
from customers.services.write_party_rows import new_version, write_party_rows
from customers.signals import party_changed
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid

_LONGEST_ID = 80


@transaction.atomic
def register_party(
    *,
    external_id: str,
    facts: PartyFacts,
    business_unit: BusinessUnit | None = None,
    lifecycle: str = Party.Lifecycle.ACTIVE,
    cause: str = "",
    by: User,
) -> Party:
    """Store a new party with its first version, and let screening know.

    ``external_id`` is the organisation's own key, unique in the business unit (None: the default unit). Raises
    NotAllowed, Invalid with the fields at fault, or Conflict where the key is taken.
    """
    unit = business_unit or BusinessUnit.objects.default()
    permit(Permission.EDIT_PARTIES, unit_id=unit.pk, by=by)
    key = external_id.strip()
    check_external_id(key)
    if lifecycle not in Party.Lifecycle.values:
        raise Invalid(_("A party is a prospect, active or exited."), fields={"lifecycle": _("Unknown state.")})
    check_facts(facts)
    facts = tidy(facts)
    try:
        with transaction.atomic():
            party = Party.objects.create(
                business_unit=unit, external_id=key, type=facts.type, display_name=facts.display_name,
                lifecycle=lifecycle, birth_date=facts.birth_date, incorporation_date=facts.incorporation_date,
                gender=facts.gender,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(
            _("There is already a party %(id)s in this business unit.") % {"id": key},
            fields={"external_id": _("This ID is taken.")},
        ) from None
    write_party_rows(party, facts)
    new_version(party, facts, cause=cause, by=by).save()
    record(Verb.PARTY_REGISTERED, target=party, by=by, cause=cause, version=1)
    party_changed.send(sender=Party, party_id=party.pk)
    return party


def check_external_id(key: str) -> None:
    """Raise Invalid unless the key can be stored."""
    if not key or len(key) > _LONGEST_ID or not key.isprintable():
        raise Invalid(
            _("An ID has 1 to 80 printable characters."),
            fields={"external_id": _("An ID has 1 to 80 printable characters.")},
        )
