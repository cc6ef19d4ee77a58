"""Asks the customer for what is missing in a questionnaire."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Questionnaire
from customers.services.answer_question import open_for_answers
from customers.services.permit import permit
from customers.services.questionnaire_questions import is_for_customer, questions_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def ask_again(*, questionnaire: Questionnaire, questions: Iterable[int], note: str, by: User) -> Questionnaire:
    """Mark questions as wanting and take answers again; their links that still run open the page anew.

    ``note`` is shown to the customer. Raises NotAllowed, Conflict where it is reviewed, Invalid with fields at fault.
    """
    stored = open_for_answers(questionnaire)
    permit(Permission.RATE, unit_id=stored.engagement.business_unit_id, by=by)
    wanted = sorted(set(questions))
    known = {question.number for question in questions_of(stored) if is_for_customer(question)}
    if not wanted or not set(wanted) <= known:
        text = _("Choose the questions to ask again, among those that the customer is asked.")
        raise Invalid(text, fields={"questions": text})
    stored.state, stored.asked_again, stored.note_to_customer = Questionnaire.State.SENT, wanted, note.strip()
    stored.save(update_fields=["state", "asked_again", "note_to_customer"])
    record(Verb.QUESTIONNAIRE_ASKED_AGAIN, target=stored, parent=stored.engagement, by=by, questions=wanted, note=note)
    return stored
