"""Opens a questionnaire of enhanced due diligence."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.assess import result_from_json
from customers.models import Engagement, Questionnaire
from customers.services.assess_engagement import assess_engagement
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict


@transaction.atomic
def open_questionnaire(*, engagement: Engagement, by: User) -> Questionnaire:
    """Store a questionnaire with the blocks that the newest assessment asks for; without one it is assessed first.

    Raises NotAllowed, or Conflict while another questionnaire of the engagement is open.
    """
    stored = Engagement.objects.select_for_update().get(pk=engagement.pk)
    permit(Permission.RATE, unit_id=stored.business_unit_id, by=by)
    if stored.questionnaires.exclude(state=Questionnaire.State.REVIEWED).exists():
        raise Conflict(_("A questionnaire of this engagement is already open."))
    newest = stored.assessments.order_by("-number").first()
    if newest is None:
        newest = assess_engagement(engagement=stored, cause=_("A questionnaire was opened"), by=by)
    opened = Questionnaire.objects.create(
        engagement=stored,
        number=(stored.questionnaires.aggregate(last=Max("number"))["last"] or 0) + 1,
        methodology=newest.methodology,
        blocks=list(result_from_json(newest.result).question_blocks),
        opened_by=by,
        opened_at=timezone.now(),
    )
    record(Verb.QUESTIONNAIRE_OPENED, target=opened, parent=stored, by=by, number=opened.number, blocks=opened.blocks)
    return opened
