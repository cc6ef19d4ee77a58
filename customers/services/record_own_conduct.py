"""Records what the vendor did itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Engagement, Product
from customers.services.assess_engagement import assess_engagement
from customers.services.engagement_facts import EngagementFacts
from customers.services.register_engagement import register_engagement
from dd_portal.accounts.models import User


@transaction.atomic
def record_own_conduct(
    *, title: str, end_use: str, products: Iterable[Product] = (), starts_on: dt.date | None = None, by: User
) -> Engagement:
    """Store it as an engagement without a counterparty and assess it; nothing is ever recommended of it.

    Raises NotAllowed or Invalid with the fields at fault.
    """
    facts = EngagementFacts(
        title=title, kind=Engagement.Kind.OWN_CONDUCT, state=Engagement.State.RUNNING, end_use=end_use,
        products=tuple(products), starts_on=starts_on, owner=by,
    )  # fmt: skip
    stored = register_engagement(facts=facts, by=by)
    assess_engagement(engagement=stored, cause=_("Recorded"), by=by)
    return stored
