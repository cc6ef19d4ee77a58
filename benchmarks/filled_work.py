"""Fills a large portal with what people did: answers on closed and waiting alerts, suppressions and cases."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from benchmarks.filled_portal import person
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import RoleName
from screening.models import Alert, Case, CaseAlert, PotentialMatch, Resolution, Suppression

_BATCH = 2_000
_SUPPRESSIONS, _CASES = 5_000, 2_000
# One in so many closed alerts was a true match.
_TRUE = 50


def fill_work(chance: random.Random) -> None:
    """A final answer on every match of a closed alert, a proposed one where an alert waits, 5,000 pairs kept quiet,
    and 2,000 cases on escalated alerts.
    """
    makers = [person("analyst", RoleName.ANALYST), person("second", RoleName.ANALYST)]
    checker = person("checking", RoleName.SENIOR)
    closed = list(Alert.objects.filter(state="closed_false_positive").order_by("pk"))
    true = [alert.pk for alert in closed[::_TRUE]]
    Alert.objects.filter(pk__in=true).update(state="closed_true_match")
    matches = PotentialMatch.objects.select_related("alert").order_by("pk")
    final = list(matches.filter(alert__state__startswith="closed"))
    waiting = list(matches.filter(alert__state="pending_approval"))
    PotentialMatch.objects.filter(pk__in=[one.pk for one in final]).update(state="false_positive", is_new=False)
    PotentialMatch.objects.filter(alert__in=true).update(state="true_match")
    set_true = set(true)
    answers = Resolution.objects.bulk_create(
        [
            *(_answer(one, chance.choice(makers), checker, one.alert_id in set_true) for one in final),
            *(_answer(one, chance.choice(makers), None, is_true=False) for one in waiting),
        ],
        batch_size=_BATCH,
    )
    _suppressions([one for one in answers if one.approved_by_id and one.identity == "false_positive"], checker)
    _cases(checker)


def _answer(match: PotentialMatch, by: User, checker: User | None, is_true: bool) -> Resolution:
    at = match.alert.closed_at or match.alert.opened_at + timedelta(hours=1)
    return Resolution(
        potential_match=match, evidence_id=match.evidence_id, identity="true_match" if is_true else "false_positive",
        consequence="adverse_information" if is_true else "", reasons=["TM-MULTI" if is_true else "FP-DOB"],
        rationale="The dates of birth are thirteen years apart.", state="final" if checker else "proposed",
        proposed_by=by, proposed_at=at, approved_by=checker, approved_at=at if checker else None,
    )  # fmt: skip


def _suppressions(answers: list[Resolution], checker: User) -> None:
    now = timezone.now()
    Suppression.objects.bulk_create(
        [
            Suppression(
                potential_match=answer.potential_match, resolution=answer, evidence_id=answer.evidence_id,
                state="active", relied_on=["birth_date"], fingerprint=f"{number:064}", reason="Known namesake.",
                expires_at=now + timedelta(days=1 + number % 360), proposed_by=answer.proposed_by,
                proposed_at=answer.proposed_at, approved_by=checker, approved_at=answer.proposed_at,
            )
            for number, answer in enumerate(answers[:_SUPPRESSIONS])
        ],
        batch_size=_BATCH,
    )  # fmt: skip


def _cases(by: User) -> None:
    alerts = list(Alert.objects.filter(state="escalated").order_by("pk")[:_CASES])
    made = Case.objects.bulk_create([_case(alert, by, timezone.now()) for alert in alerts], batch_size=_BATCH)
    CaseAlert.objects.bulk_create(
        [
            CaseAlert(case=case, alert=alert, added_by=by, added_at=case.opened_at)
            for case, alert in zip(made, alerts, strict=True)
        ],
        batch_size=_BATCH,
    )


def _case(alert: Alert, by: User, now: datetime) -> Case:
    values: dict[str, Any] = {"party_id": alert.party_id, "tier": alert.tier, "opened_by": by, "owner": by}
    return Case(title=f"Ownership of A-{alert.pk}", reason="Who owns it is not clear.", opened_at=now, **values)
