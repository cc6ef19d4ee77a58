"""Changes what is stated of a party."""

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Party
from customers.services.party_facts import PartyFacts, check_facts, content_of, facts_of, screened_digest, tidy
from customers.services.permit import permit
from customers.services.write_party_rows import new_version, write_party_rows
from customers.signals import party_changed
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid


@transaction.atomic
def change_party(
    *,
    party: Party,
    facts: PartyFacts,
    expected_version: int,
    lifecycle: str | None = None,
    cause: str = "",
    by: User,
) -> Party:
    """Replace the facts of a party and keep them as its next version; nothing is written if nothing differs.

    Raises Conflict where the party is no longer at ``expected_version``, NotAllowed, or Invalid with the fields at
    fault. Screening hears of it only where something changed that it compares, or the party came back to life.
    """
    stored = Party.objects.select_for_update().get(pk=party.pk)
    permit(Permission.EDIT_PARTIES, unit_id=stored.business_unit_id, by=by)
    if stored.version != expected_version:
        raise Conflict(_("Somebody else changed this party in the meantime. Look at their change, then try again."))
    if lifecycle is not None and lifecycle not in Party.Lifecycle.values:
        raise Invalid(_("A party is a prospect, active or exited."), fields={"lifecycle": _("Unknown state.")})
    check_facts(facts)
    facts, before = tidy(facts), tidy(facts_of(stored))
    moved = lifecycle is not None and lifecycle != stored.lifecycle
    if facts == before and not moved:
        return stored
    came_back = moved and stored.lifecycle == Party.Lifecycle.EXITED
    old_lifecycle = stored.lifecycle
    stored.type, stored.display_name, stored.gender = facts.type, facts.display_name, facts.gender
    stored.birth_date, stored.incorporation_date = facts.birth_date, facts.incorporation_date
    stored.lifecycle = lifecycle or stored.lifecycle
    stored.version += 1
    stored.save(
        update_fields=[
            "type",
            "display_name",
            "gender",
            "birth_date",
            "incorporation_date",
            "lifecycle",
            "version",
            "updated_at",
        ]
    )
    if facts != before:
        write_party_rows(stored, facts)
    new_version(stored, facts, cause=cause, by=by).save()
    old, new = content_of(before), content_of(facts)
    record(
        Verb.PARTY_CHANGED, target=stored, by=by, cause=cause, version=stored.version,
        changed=sorted(key for key in new if new[key] != old[key]),
        lifecycle=[old_lifecycle, str(stored.lifecycle)] if moved else [],
    )  # fmt: skip
    if came_back or screened_digest(facts) != screened_digest(before):
        party_changed.send(sender=Party, party_id=stored.pk)
    return stored
