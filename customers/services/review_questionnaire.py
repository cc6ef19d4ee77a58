"""Closes a questionnaire after a person read its answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.questionnaire import facts_from_answers
from customers.models import Engagement, Questionnaire
from customers.services.answer_question import open_for_answers
from customers.services.assess_engagement import assess_engagement
from customers.services.change_engagement import change_engagement
from customers.services.engagement_facts import facts_of_engagement
from customers.services.permit import permit
from customers.services.questionnaire_questions import answered_values, asked_blocks, method_of, missing_numbers
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def review_questionnaire(
    *, questionnaire: Questionnaire, note: str, due_diligence_done: bool = False, by: User
) -> Questionnaire:
    """Freeze the questionnaire and state what was not disclosed as facts of the engagement, which feed RL-4.

    Ratings never follow from answers: people rate, with the answers beside the question. A questionnaire with
    questions that nobody answered needs a note that says why it is closed all the same. The links end with it. Raises
    NotAllowed, Conflict or Invalid.
    """
    stored = open_for_answers(questionnaire)
    engagement = stored.engagement
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    missing = missing_numbers(stored)
    if missing and not note.strip():
        text = _("%(n)s questions have no answer. Ask for them, or say why the review ends without.") % {
            "n": len(missing)
        }
        raise Invalid(text, fields={"note": text})
    stored.blocks = list(asked_blocks(stored))
    stored.state, stored.asked_again = Questionnaire.State.REVIEWED, []
    stored.reviewed_by, stored.reviewed_at, stored.review_note = by, timezone.now(), note.strip()
    stored.save(update_fields=["blocks", "state", "asked_again", "reviewed_by", "reviewed_at", "review_note"])
    stored.links.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    undisclosed = undisclosed_facts(stored)
    record(
        Verb.QUESTIONNAIRE_REVIEWED, target=stored, parent=engagement, by=by, number=stored.number,
        missing=list(missing), undisclosed=sorted(undisclosed), note=stored.review_note,
    )  # fmt: skip
    _state_facts(engagement, undisclosed, due_diligence_done=due_diligence_done, by=by)
    return stored


def undisclosed_facts(questionnaire: Questionnaire) -> dict[str, Any]:
    """The facts of the engagement that hold because no source disclosed an answer: field and its value.

    An end user whom the engagement already names stays named.
    """
    found = facts_from_answers(answered_values(questionnaire), methodology=method_of(questionnaire))
    fields: dict[str, Any] = {}
    if "end_user_undisclosed" in found and questionnaire.engagement.end_user_id is None:
        fields["end_user_status"] = Engagement.EndUserStatus.UNDISCLOSED
    if "end_use_undisclosed" in found:
        fields["end_use_undisclosed"] = True
    if "refuses_use_limits" in found:
        fields["limits_refused"] = True
    if "refuses_audit" in found:
        fields["audit_refused"] = True
    return fields


def _state_facts(engagement: Engagement, undisclosed: dict[str, Any], *, due_diligence_done: bool, by: User) -> None:
    before = facts_of_engagement(engagement)
    values = dict(undisclosed)
    if due_diligence_done:
        values["enhanced_due_diligence_done"] = True
    changed = change_engagement(
        engagement=engagement, facts=replace(before, **values), expected_version=engagement.version, by=by
    )
    if changed.version == engagement.version:
        assess_engagement(engagement=engagement, cause=_("A questionnaire was reviewed"), by=by)
