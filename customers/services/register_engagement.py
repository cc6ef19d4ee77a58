"""Registers an engagement: the unit of assessment."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.models import Engagement, EngagementParty, EngagementPlace
from customers.services.engagement_facts import EngagementFacts, check_engagement, column_values
from customers.services.follow_listings import follow_listings
from customers.services.permit import permit
from customers.services.release_gate import check_release_gate
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict


@transaction.atomic
def register_engagement(
    *, facts: EngagementFacts, reference: str = "", business_unit: BusinessUnit | None = None, by: User
) -> Engagement:
    """Store a new engagement; what screening found of its parties is rated at once.

    An empty ``reference`` gets the next free number (E-0001). The unit is the counterparty's unless given. Raises
    NotAllowed, Invalid with the fields at fault, or Conflict where the reference is taken or a product has a capability
    that is not released.
    """
    unit = business_unit or (facts.counterparty.business_unit if facts.counterparty else BusinessUnit.objects.default())
    permit(Permission.EDIT_ENGAGEMENTS, unit_id=unit.pk, by=by)
    check_engagement(facts)
    check_release_gate(facts.products, kind=facts.kind)
    try:
        with transaction.atomic():
            engagement = Engagement.objects.create(
                business_unit=unit, reference=reference.strip() or _next_reference(), **column_values(facts)
            )
    except IntegrityError:
        raise Conflict(
            _("There is already an engagement “%(reference)s”.") % {"reference": reference},
            fields={"reference": _("This reference is taken.")},
        ) from None
    write_engagement_rows(engagement, facts)
    record(
        Verb.ENGAGEMENT_REGISTERED, target=engagement, parent=facts.counterparty, by=by, kind=engagement.kind,
        products=[product.code for product in facts.products],
    )  # fmt: skip
    follow_listings(engagement=engagement, by=by)
    return engagement


def write_engagement_rows(engagement: Engagement, facts: EngagementFacts) -> None:
    """Make products, further parties and places of an engagement exactly those of the facts."""
    engagement.products.set(facts.products)
    engagement.parties.all().delete()
    EngagementParty.objects.bulk_create(
        EngagementParty(engagement=engagement, party=party, role=role) for party, role in dict.fromkeys(facts.parties)
    )
    engagement.places.all().delete()
    EngagementPlace.objects.bulk_create(
        EngagementPlace(engagement=engagement, kind=place.kind, country=place.country, territory=place.territory)
        for place in dict.fromkeys(facts.places)
    )


def _next_reference() -> str:
    taken = Engagement.objects.filter(reference__regex=r"^E-[0-9]{4,9}$").values_list("reference", flat=True)
    return f"E-{max((int(one[2:]) for one in taken), default=0) + 1:04}"
