"""The preview of a bulk answer, and what became of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.models import PartyVersion
from dd_portal.accounts.models import User
from dd_portal.common.errors import NotFound
from screening.models import Alert, BulkAnswer, BulkLine
from screening.selectors.said import countries_said, dates_said, our_date_said
from screening.triage.judge_bulk import may_judge
from screening.triage.plan_bulk import MOST, BulkPlan, plan_bulk
from screening.triage.queue import visible_alerts


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One alert with what is compared; ``why`` says why it cannot be answered so ("" where it can)."""

    alert: Alert
    digest: str
    score: float
    ours: str
    countries: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The entry and every alert beside it."""

    caption: str
    list_title: str
    tier: str
    birth_dates: str
    countries: str
    lines: list[PreviewLine]


@dataclass(frozen=True, slots=True)
class BulkPage:
    """A bulk answer as it stands; ``why_not`` says why the reader cannot approve it."""

    bulk: BulkAnswer
    lines: list[BulkLine]
    recorded: int
    refused: int
    sampled: int
    left: int
    may_approve: bool
    why_not: str


def chosen_alerts(ids: Sequence[str], *, by: User) -> list[Alert]:
    """The alerts that were ticked, as far as the person may see them, in the order of their ids."""
    keys = {int(one) for one in ids[: MOST + 1] if one.isdecimal()}
    return list(visible_alerts(by).filter(pk__in=keys).select_related("party", "locked_by").order_by("pk"))


def bulk_preview(alerts: Sequence[Alert]) -> Preview:
    """What is looked at before anything is recorded. Raises Invalid where the alerts do not go together."""
    plan = plan_bulk(alerts)
    evidence = plan.lines[0][1].evidence
    content = evidence.listed_entity.content if evidence else {}
    watchlist = plan.lines[0][1].watchlist
    return Preview(
        caption=evidence.listed_entity.caption if evidence else plan.entity_id,
        list_title=watchlist.title,
        tier=plan.lines[0][1].tier,
        birth_dates=dates_said(content.get("birth_dates", ())),
        countries=countries_said(content.get("countries", ())),
        lines=_lines(plan),
    )


def _lines(plan: BulkPlan) -> list[PreviewLine]:
    versions = PartyVersion.objects.filter(party__in=[alert.party_id for alert, _match, _why in plan.lines])
    contents = {(one.party_id, one.number): one.content for one in versions}
    lines = []
    for alert, match, why in plan.lines:
        ours = contents.get((alert.party_id, match.evidence.party_version if match.evidence else 0), {})
        said = our_date_said(ours.get("birth_date", "") or ours.get("incorporation_date", ""))
        digest = match.evidence.digest if match.evidence else ""
        lines.append(PreviewLine(alert, digest, match.score, said, countries_said(ours.get("countries", ())), why))
    return lines


def bulk_page(bulk_id: int, *, by: User) -> BulkPage:
    """One bulk answer with the lines that the person may see; NotFound where that is none."""
    bulk = BulkAnswer.objects.select_related("made_by", "judged_by").filter(pk=bulk_id).first()
    lines = (
        list(
            bulk.lines.filter(alert__in=visible_alerts(by))
            .select_related("alert__party", "resolution", "opened_by")
            .order_by("-sampled", "pk")
        )
        if bulk
        else []
    )
    if bulk is None or not lines:
        raise NotFound(_("There is no such bulk answer, or none that you may see."))
    left = sum(one.sampled and one.opened_by_id is None and one.outcome == "proposed" for one in lines)
    why_not = _why_not(bulk, left, by=by)
    return BulkPage(
        bulk=bulk,
        lines=lines,
        recorded=sum(one.outcome != BulkLine.Outcome.REFUSED for one in lines),
        refused=sum(one.outcome == BulkLine.Outcome.REFUSED for one in lines),
        sampled=sum(one.sampled for one in lines),
        left=left,
        may_approve=bulk.judged_at is None and not why_not,
        why_not=why_not if bulk.judged_at is None else "",
    )


def _why_not(bulk: BulkAnswer, left: int, *, by: User) -> str:
    if bulk.made_by_id == by.pk:
        return _("You gave this answer, so someone else must approve it.")
    if not may_judge(by):
        return _("Your roles do not include approving answers.")
    if left:
        return _("Open the sampled alerts first: %(n)s are left.") % {"n": left}
    return ""
