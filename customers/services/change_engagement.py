"""Changes what is stated of an engagement."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from customers.models import Engagement, TriggerEvent
from customers.services.assess_engagement import assess_engagement
from customers.services.engagement_facts import (
    COLUMNS,
    SCOPE,
    EngagementFacts,
    check_engagement,
    column_values,
    facts_of_engagement,
)
from customers.services.follow_listings import follow_listings
from customers.services.permit import permit
from customers.services.register_engagement import write_engagement_rows
from customers.services.release_gate import check_release_gate
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict


@transaction.atomic
def change_engagement(*, engagement: Engagement, facts: EngagementFacts, expected_version: int, by: User) -> Engagement:
    """Replace the facts of an engagement; a new scope is a trigger, and an assessed engagement is assessed again.

    Raises Conflict where the engagement is no longer at ``expected_version`` or gains a product with a capability that
    is not released, NotAllowed, or Invalid with the
    fields at fault. Nothing is written if nothing differs.
    """
    stored = Engagement.objects.select_for_update().get(pk=engagement.pk)
    permit(Permission.EDIT_ENGAGEMENTS, unit_id=stored.business_unit_id, by=by)
    if stored.version != expected_version:
        raise Conflict(
            _("Somebody else changed this engagement in the meantime. Look at their change, then try again.")
        )
    check_engagement(facts)
    before = facts_of_engagement(stored)
    changed = [name for name in (*COLUMNS, "products", "parties", "places") if _differs(before, facts, name)]
    if not changed:
        return stored
    check_release_gate(set(facts.products) - set(before.products), kind=facts.kind)
    Engagement.objects.filter(pk=stored.pk).update(version=F("version") + 1, **column_values(facts))
    stored.refresh_from_db()
    write_engagement_rows(stored, facts)
    record(Verb.ENGAGEMENT_CHANGED, target=stored, parent=stored.counterparty, by=by, changed=sorted(changed))
    follow_listings(engagement=stored, by=by)
    scope = sorted(set(changed) & set(SCOPE))
    if scope:
        trigger_reassessment(
            engagement=stored, kind=TriggerEvent.Kind.SCOPE, text=f"Changed: {', '.join(scope)}", by=by
        )
    if stored.assessments.exists():
        assess_engagement(engagement=stored, cause="The engagement was changed", by=by)
    return stored


def _differs(before: EngagementFacts, after: EngagementFacts, name: str) -> bool:
    old, new = getattr(before, name), getattr(after, name)
    if name in ("products", "parties", "places"):
        return set(old) != set(new)
    return bool(old != new)
