"""Why is this, or is this not, a potential match: one party or typed name against one listed entity."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import Party, PartyVersion
from customers.services.party_facts import PartyFacts, check_facts, content_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed, NotFound
from screening.entities import Subject
from screening.matching.explain import Explanation
from screening.matching.explain import explain_pair as explain
from screening.models import ListedEntity, PotentialMatch
from screening.services.ensure_settings import config_of, ensure_settings
from screening.services.party_subject import party_subject
from screening.services.stored_entity import stored_entity


@dataclass(frozen=True, slots=True)
class Explained:
    """The explanation, the entity as stored, whether it is still listed, and the pair if it is a stored one."""

    explanation: Explanation
    entity: ListedEntity
    is_current: bool
    settings_number: int
    pair: PotentialMatch | None = None


def explain_party(*, party: Party, entity_id: str, by: User) -> Explained:
    """Explain the present version of a party. Raises NotFound for an entity that was never listed, or NotAllowed."""
    if not by.may(Permission.EXPLAIN_PAIRS) or not by.may(Permission.SEE_PARTIES, unit_id=party.business_unit_id):
        raise NotAllowed(_("Explaining a pair with a customer needs a role that sees the customer."))
    content = PartyVersion.objects.get(party=party, number=party.version).content
    pair = PotentialMatch.objects.filter(party=party, entity_id=entity_id).first()
    return _explained(party_subject(content), entity_id, pair)


def explain_name(*, facts: PartyFacts, entity_id: str, by: User) -> Explained:
    """Explain what somebody typed. Raises Invalid for facts that cannot be read, NotFound, or NotAllowed."""
    if not by.may(Permission.EXPLAIN_PAIRS):
        raise NotAllowed(_("Your roles do not include explaining pairs."))
    check_facts(facts)
    return _explained(party_subject(content_of(facts)), entity_id, None)


def _explained(subject: Subject, entity_id: str, pair: PotentialMatch | None) -> Explained:
    states = ListedEntity.objects.filter(entity_id=entity_id).select_related("watchlist", "last_version")
    entity = states.order_by("-first_version__number").first()
    if entity is None:
        raise NotFound(_("No list that was ever loaded holds %(id)s.") % {"id": entity_id})
    settings_version = ensure_settings()
    explanation = explain(subject, stored_entity(entity), config=config_of(settings_version))
    return Explained(explanation, entity, entity.last_version_id is None, settings_version.number, pair)
