"""Makes the address at which the customer answers a questionnaire."""

import datetime as dt

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Questionnaire, QuestionnaireLink
from customers.services.answer_question import open_for_answers
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid

PURPOSE = "customers.questionnaire.link"
LONGEST_DAYS = 90


@transaction.atomic
def send_questionnaire(*, questionnaire: Questionnaire, recipient: str, days: int = 30, by: User) -> QuestionnaireLink:
    """Store a link that ends after ``days`` (1 to 90); a person sends its address by the way they trust.

    Raises NotAllowed, Conflict where the questionnaire is reviewed, or Invalid with the fields at fault.
    """
    stored = open_for_answers(questionnaire)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    faults = {}
    if not recipient.strip() or len(recipient) > 200:
        faults["recipient"] = _("Say for whom the address is made, in at most 200 characters.")
    if days not in range(1, LONGEST_DAYS + 1):
        faults["days"] = _("An address works for 1 to %(most)s days.") % {"most": LONGEST_DAYS}
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    now = timezone.now()
    link = QuestionnaireLink.objects.create(
        questionnaire=stored, recipient=recipient.strip(), made_by=by, made_at=now,
        expires_at=now + dt.timedelta(days=days),
    )  # fmt: skip
    if stored.state != Questionnaire.State.SENT:
        stored.state = Questionnaire.State.SENT
        stored.save(update_fields=["state"])
    record(
        Verb.QUESTIONNAIRE_SENT, target=link, parent=stored.engagement, by=by, recipient=link.recipient,
        expires_at=link.expires_at.isoformat(),
    )  # fmt: skip
    return link


def token_of(link: QuestionnaireLink) -> str:
    """What stands in the address: the link's key, signed for this purpose alone."""
    return signing.Signer(salt=PURPOSE).sign_object({"link": link.pk})
