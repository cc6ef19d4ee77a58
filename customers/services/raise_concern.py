"""Takes in a concern of staff, with or without a name."""

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import StaffConcern
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid, NotAllowed

LONGEST = 20_000


@transaction.atomic
def raise_concern(
    *, text: str, about: str = "", retaliation: bool = False, anonymous: bool = False, by: User
) -> StaffConcern:
    """Store the concern of any signed-in person. Raises NotAllowed for systems, Invalid with the fields at fault.

    The event names nobody and says nothing of the content, because more people read the audit trail than may read
    concerns; who raised it stands, if they wish, in the row alone.
    """
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("Only people raise concerns."))
    faults = {}
    if not text.strip() or len(text) > LONGEST:
        faults["text"] = _("Say what worries you, in at most %(most)s characters.") % {"most": LONGEST}
    if len(about) > 200:
        faults["about"] = _("At most 200 characters.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    raised = StaffConcern.objects.create(
        text=text.strip(), about=about.strip(), retaliation=retaliation, raised_by=None if anonymous else by,
        raised_on=today(),
    )  # fmt: skip
    # Who was signed in at that second is known elsewhere. Links are made over the numbers of events, never over their
    # times, so a coarse time is sealed like any other; what stays is the place among events of the same day.
    record(Verb.CONCERN_RAISED, target=raised, by=User.objects.system(), day_only=True)
    return raised
