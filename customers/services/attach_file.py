"""Attaches a file to a question of a questionnaire."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import AnswerFile, Questionnaire, QuestionnaireLink
from customers.services.answer_question import open_for_answers
from customers.services.permit import permit
from customers.services.questionnaire_questions import is_for_customer, questions_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid
from dd_portal.common.kept_files import checked_type, keep_file, kept_content, refused, shown_name

MOST_FILES = 60


@transaction.atomic
def attach_file(
    *, questionnaire: Questionnaire, question: int, name: str, content: bytes, by: User | QuestionnaireLink
) -> AnswerFile:
    """Store the bytes under their SHA-256 and note them at the question; the same file twice is one file.

    The kind is told from the bytes, never from the name. Raises NotAllowed, Conflict where the questionnaire takes no
    answers any more, or Invalid for a file that is empty, too large, one too many or of a kind that is not taken.
    """
    stored = open_for_answers(questionnaire)
    asked = {one.number for one in questions_of(stored) if isinstance(by, User) or is_for_customer(one)}
    if isinstance(by, User):
        permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    elif by.questionnaire_id != stored.pk or stored.state != Questionnaire.State.SENT:
        raise Conflict(_("The answers were handed in already."))
    kind = _check(stored, question, content, asked)
    checksum = keep_file(content)
    attached, created = AnswerFile.objects.get_or_create(
        questionnaire=stored, question=question, sha256=checksum,
        defaults={
            "name": shown_name(name, kind), "media_type": kind, "size": len(content), "added_at": timezone.now(),
            "added_by": by if isinstance(by, User) else None,
            "link": by if isinstance(by, QuestionnaireLink) else None,
        },
    )  # fmt: skip
    if created:
        record(
            Verb.FILE_ATTACHED, target=attached, parent=stored.engagement, by=by, question=question, sha256=checksum,
            kind=kind, size=len(content),
        )  # fmt: skip
    return attached


def file_content(attached: AnswerFile) -> bytes:
    """The bytes as they were attached. Raises Invalid where they are gone or do not have their checksum any more."""
    return kept_content(attached.sha256)


def _check(questionnaire: Questionnaire, question: int, content: bytes, asked: set[int]) -> str:
    if question not in asked:
        raise Invalid(_("This questionnaire does not ask question %(number)s.") % {"number": question})
    kind = checked_type(content)
    if questionnaire.files.count() >= MOST_FILES:
        raise refused(_("A questionnaire takes at most %(most)s files.") % {"most": MOST_FILES})
    return kind
