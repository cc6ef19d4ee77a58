"""The pair below the line that a judge sees next: both sides, no score, no settings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import PartyVersion
from dd_portal.accounts.models import User
from dd_portal.common.errors import NotFound
from screening.models import Backtest, BelowLinePair
from screening.selectors.comparison import Comparison, comparison


@dataclass(frozen=True, slots=True)
class JudgePage:
    """One pair to judge; None where none is left for this person."""

    backtest: Backtest
    pair: BelowLinePair | None
    comparison: Comparison | None
    judged: int
    drawn: int


def judge_page(backtest: Backtest, *, by: User) -> JudgePage:
    """The next pair. Each judge starts elsewhere, so that two at work rarely meet at one pair."""
    pairs = backtest.below_line.select_related("party", "listed_entity__watchlist")
    waiting = list(pairs.filter(judged_by=None).exclude(drafted_by=by).order_by("number")[:50])
    pair = waiting[by.pk % len(waiting)] if waiting else None
    return JudgePage(
        backtest=backtest,
        pair=pair,
        comparison=compared(pair) if pair else None,
        judged=backtest.below_line.exclude(judged_by=None).count(),
        drawn=backtest.below_line.count(),
    )


def below_line_pair(backtest: Backtest, pair_id: int) -> BelowLinePair:
    """A pair of the sample. Raises NotFound."""
    found = backtest.below_line.filter(pk=pair_id).first()
    if found is None:
        raise NotFound(_("There is no such pair in this sample."))
    return found


def compared(pair: BelowLinePair) -> Comparison:
    """Both sides as they were at the test."""
    version = PartyVersion.objects.filter(party_id=pair.party_id, number=pair.party_version).first()
    return comparison(pair.evidence, ours=version.content if version else {}, listed=pair.listed_entity.content)
