"""What people answered before: on this pair, on this entry for other parties, on this party for other entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from screening.models import PotentialMatch, Resolution
from screening.selectors.match_cards import answer_words

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """One answer: what about, what, why, by whom, and where it stands."""

    about: str
    answer: str
    reasons: str
    rationale: str
    who: str
    at: dt.datetime
    state: str
    second: str
    second_note: str


@dataclass(frozen=True, slots=True)
class EarlierDecisions:
    """The answers, newest first, how this entry was answered for other parties, and what to be careful about."""

    on_pair: list[EarlierDecision]
    on_party: list[EarlierDecision]
    on_entry: str
    warnings: list[str]
    last_final: Resolution | None

    @property
    def count(self) -> int:
        """How many answers are shown."""
        return len(self.on_pair) + len(self.on_party)


def earlier_decisions(match: PotentialMatch) -> EarlierDecisions:
    """Answers known now; a proposal that waits is not an earlier decision."""
    pair = _answers().filter(potential_match=match).exclude(state=Resolution.State.PROPOSED)
    party = _answers().filter(potential_match__party=match.party_id, state=Resolution.State.FINAL)
    on_pair = list(pair[:MOST_SHOWN])
    final = next((one for one in on_pair if one.state == Resolution.State.FINAL and one.identity != "unsure"), None)
    others = Counter(
        {
            row["state"]: row["n"]
            for row in PotentialMatch.objects.filter(entity_id=match.entity_id)
            .exclude(pk=match.pk)
            .filter(state__in=["false_positive", "true_match"])
            .values("state")
            .annotate(n=Count("pk"))
        }
    )
    return EarlierDecisions(
        on_pair=[_told(one) for one in on_pair],
        on_party=[_told(one) for one in party.exclude(potential_match=match)[:MOST_SHOWN]],
        on_entry=_tally(others),
        warnings=_warnings(final, others),
        last_final=final,
    )


def _answers() -> QuerySet[Resolution]:
    """Without what was compared: an entry's text and evidence are large, and only the last answer's are read."""
    return (
        Resolution.objects.select_related("proposed_by", "approved_by", "evidence__listed_entity__watchlist")
        .defer("evidence__evidence", "evidence__listed_entity__content", "evidence__listed_entity__technical")
        .order_by("-pk")
    )


def _told(one: Resolution) -> EarlierDecision:
    entry = one.evidence.listed_entity
    return EarlierDecision(
        about=f"{entry.caption} ({entry.watchlist.title})",
        answer=answer_words(one.identity),
        reasons=", ".join(one.reasons),
        rationale=one.rationale,
        who=one.proposed_by.display_name,
        at=one.proposed_at,
        state=one.get_state_display(),
        second=one.approved_by.display_name if one.approved_by else "",
        second_note=one.second_note,
    )


def _tally(others: Counter[str]) -> str:
    if not others:
        return ""
    return _("For other customers this entry was cleared %(fp)s times and confirmed %(tm)s times.") % {
        "fp": others["false_positive"],
        "tm": others["true_match"],
    }


def _warnings(final: Resolution | None, others: Counter[str]) -> list[str]:
    warnings = []
    if final is not None:
        day = date_format(final.proposed_at.astimezone(dt.UTC), "j M Y")
        warnings.append(
            _("On %(day)s this pair was %(answer)s with %(reasons)s. If you answer otherwise, say what changed.")
            % {"day": day, "answer": answer_words(final.identity).lower(), "reasons": ", ".join(final.reasons)}
        )
    if others["true_match"]:
        warnings.append(
            _("This entry was confirmed as a true match for %(n)s other customers.") % {"n": others["true_match"]}
        )
    return warnings
