"""Hands out an attached file to somebody who may see its engagement."""

from django.db import transaction

from customers.models import AnswerFile
from customers.services.attach_file import file_content
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def hand_out_file(*, attached: AnswerFile, by: User) -> bytes:
    """The bytes of the file; that it was opened is recorded. Raises NotAllowed, or Invalid for a changed file."""
    engagement = attached.questionnaire.engagement
    permit(Permission.SEE_ENGAGEMENTS, unit_id=engagement.business_unit_id, by=by)
    content = file_content(attached)
    record(Verb.FILE_OPENED, target=attached, parent=engagement, by=by, sha256=attached.sha256)
    return content
