"""Leaves alerts in several states: a visitor finds some to decide, some to approve, one already closed."""

from __future__ import annotations

from dataclasses import dataclass

from dd_portal.accounts.models import User
from screening.models import Alert, PotentialMatch
from screening.triage.claim import claim
from screening.triage.decide import decide


@dataclass(frozen=True, slots=True)
class Answer:
    """How one alert is answered in the demo world."""

    party: str
    by: str
    identity: str
    reasons: tuple[str, ...]
    rationale: str
    consequence: str = ""


ANSWERS = (
    Answer(
        "P-3008",
        "bo",
        "false_positive",
        ("FP-NAME", "FP-DATA"),
        "Listed: Lucien Abayomi-Roux, a broker. Ours is Lucien Roux, director of a bakery chain; the register shows another "
        "second family name. The day of birth on our side was a guess and is being corrected.",
    ),
    Answer(
        "C-1126",
        "bo",
        "false_positive",
        ("FP-OWN", "FP-NAME"),
        "Ours is a Dutch shipping agency of 2003, owned by two families in Delfzijl (register, Oct 2026); the listed company is "
        "in Pyongyang and has another registration number.",
    ),
    Answer(
        "C-3391",
        "sol",
        "true_match",
        ("TM-MULTI", "TM-DOC"),
        "Same name, same free zone, same owner in the licence of 2012; the trade licence names the listed vessel.",
        consequence="prohibited",
    ),
)


def answer_some_alerts(*, people: dict[str, User]) -> None:
    """Answer the alerts of the table, each by its reviewer; policy decides which then wait for a second person."""
    for answer in ANSWERS:
        alert = Alert.objects.open().get(party__external_id=answer.party)
        reviewer = people[answer.by]
        claim(alert=alert, by=reviewer)
        for match in PotentialMatch.objects.filter(alert=alert).select_related("evidence"):
            alert.refresh_from_db()
            assert match.evidence is not None
            decide(
                potential_match=match,
                identity=answer.identity,
                consequence=answer.consequence,
                reasons=answer.reasons,
                rationale=answer.rationale,
                evidence_digest=match.evidence.digest,
                alert_version=alert.version,
                by=reviewer,
            )
