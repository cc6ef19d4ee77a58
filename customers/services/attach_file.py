"""Attaches a file to a question of a questionnaire."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import AnswerFile, Questionnaire, QuestionnaireLink
from customers.services.answer_question import open_for_answers
from customers.services.file_types import ENDINGS, file_type
from customers.services.permit import permit
from customers.services.questionnaire_questions import is_for_customer, questions_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid

LARGEST = 10 * 1024 * 1024
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
    checksum = hashlib.sha256(content).hexdigest()
    _keep(checksum, content)
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
    try:
        content = _path(attached.sha256).read_bytes()
    except FileNotFoundError:
        raise Invalid(_("The stored file is not where it was kept. Tell an administrator.")) from None
    if hashlib.sha256(content).hexdigest() != attached.sha256:
        raise Invalid(_("The stored file was changed from outside and is not handed out. Tell an administrator."))
    return content


def shown_name(name: str, kind: str) -> str:
    """The sender's name without folders and control characters, with the ending of what the file is."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem = plain.rpartition(".")[0] or plain or "file"
    return f"{stem[:180]}{ENDINGS[kind]}"


def _check(questionnaire: Questionnaire, question: int, content: bytes, asked: set[int]) -> str:
    if question not in asked:
        raise Invalid(_("This questionnaire does not ask question %(number)s.") % {"number": question})
    if not content or len(content) > LARGEST:
        raise _refused(_("A file has at most %(most)s MB and is not empty.") % {"most": LARGEST // 1024**2})
    if questionnaire.files.count() >= MOST_FILES:
        raise _refused(_("A questionnaire takes at most %(most)s files.") % {"most": MOST_FILES})
    kind = file_type(content)
    if not kind:
        raise _refused(_("This kind of file is not taken. Send PDF, PNG, JPEG, plain text, DOCX or XLSX."))
    return kind


def _refused(text: str) -> Invalid:
    return Invalid(text, fields={"file": text})


def _keep(checksum: str, content: bytes) -> None:
    """Write once; a file that is there already has the same bytes, since its name is their checksum."""
    path = _path(checksum)
    if not path.exists():
        storage = FileSystemStorage(location=path.parent, file_permissions_mode=0o600)
        storage.save(path.name, ContentFile(content))


def _path(checksum: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence" / checksum[:2] / checksum
