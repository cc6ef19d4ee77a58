"""The release gate of a product as its page shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import Engagement, Product, method_in_force
from customers.selectors.visible import visible_engagements
from customers.services.release_gate import closed_gates
from dd_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class GateLine:
    """A capability that is closed to new engagements, since when, and the assessments of the product under way."""

    code: str
    title: str
    since: dt.datetime
    under_way: tuple[Engagement, ...]


def gate_lines(product: Product, *, user: User) -> tuple[GateLine, ...]:
    """The closed gates of the product; none means that engagements may use it with all that it can do."""
    method = method_in_force()
    live = Engagement.objects.live().filter(kind=Engagement.Kind.PRODUCT, products=product)
    under_way = tuple(visible_engagements(user).filter(pk__in=live.values("pk")).order_by("-pk"))
    return tuple(
        GateLine(
            code=gate.code,
            title=_(method.capabilities[gate.code].title) if gate.code in method.capabilities else gate.code,
            since=gate.gain.gained_at,
            under_way=tuple(one for one in under_way if not _made_before(one, gate.gain.gained_at)),
        )
        for gate in closed_gates([product])
    )


def _made_before(engagement: Engagement, moment: dt.datetime) -> bool:
    """Whether all of its assessments are older, so that none can cover what was gained then."""
    return not engagement.assessments.filter(made_at__gte=moment).exists()
