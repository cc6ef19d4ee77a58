"""States a safeguard that is in place for an engagement."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, EngagementSafeguard, method_in_force
from customers.services.assess_engagement import assess_engagement
from customers.services.expect_version import ChangedMeanwhile
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid


@transaction.atomic
def state_safeguard(
    *,
    engagement: Engagement,
    code: str,
    description: str,
    design: int,
    operating: int | None = None,
    scope_limiting: bool = False,
    acceptance_only: bool = False,
    verified_on: dt.date | None = None,
    shown_at: dt.datetime | None = None,
    assess: bool = False,
    by: User,
) -> EngagementSafeguard:
    """Store or replace the safeguard of that code, and assess the engagement again where ``assess`` says so.

    ``operating`` None: never tested.

    Raises NotAllowed, Invalid, or ChangedMeanwhile where somebody else stated it after the form was ``shown_at``.
    """
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    _check(code, description, design, operating, verified_on, scope_limiting=scope_limiting)
    present = engagement.safeguards.select_for_update().filter(code=code).first()
    if present and shown_at and present.stated_at > shown_at and present.stated_by_id != by.pk:
        raise ChangedMeanwhile(
            _("Somebody else stated this safeguard in the meantime. Look at theirs, then try again.")
        )
    stated, _created = EngagementSafeguard.objects.update_or_create(
        engagement=engagement, code=code,
        defaults={
            "description": description.strip(), "design": design, "operating": operating,
            "scope_limiting": scope_limiting, "acceptance_only": acceptance_only, "verified_on": verified_on,
            "stated_by": by, "stated_at": timezone.now(),
        },
    )  # fmt: skip
    record(
        Verb.SAFEGUARD_STATED, target=stated, parent=engagement, by=by, code=code, design=design, operating=operating,
        description=stated.description, verified_on=verified_on.isoformat() if verified_on else "",
    )  # fmt: skip
    if assess:
        assess_engagement(engagement=engagement, cause=_("A safeguard was stated"), by=by)
    return stated


def _check(
    code: str,
    description: str,
    design: int,
    operating: int | None,
    verified_on: dt.date | None,
    *,
    scope_limiting: bool,
) -> None:
    known = method_in_force().safeguards
    faults = {}
    if code not in known:
        faults["code"] = _("Choose a safeguard of the catalogue.")
    elif scope_limiting and not known[code].may_limit_scope:
        faults["scope_limiting"] = _("This kind of safeguard cannot limit whom the product reaches.")
    if not description.strip():
        faults["description"] = _("Describe the safeguard.")
    if design not in range(5) or (operating is not None and operating not in range(5)):
        faults["design"] = _("Design and operation are scored 0 to 4.")
    if verified_on and verified_on > today():
        faults["verified_on"] = _("It cannot be verified in the future.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
