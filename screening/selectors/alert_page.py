"""Everything about one alert on one page; no list is lazy, so that the template asks the database nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers.models import Engagement, PartyVersion, Product, Relationship, Restriction
from customers.selectors.risk import party_tiers
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.charts.chart import Chart
from dd_portal.common.errors import NotFound
from dd_portal.common.templatetags.look_values import age
from screening.models import (
    Alert,
    AlertFile,
    AlertNote,
    AnswerDraft,
    ListedEntity,
    MatchEvidence,
    PotentialMatch,
    Resolution,
    Suppression,
)
from screening.selectors.alert_deeds import Deeds, deeds_on, is_mine
from screening.selectors.alert_timeline import TimelineLine, alert_timeline
from screening.selectors.alert_turn import Turn, alert_turn
from screening.selectors.blind import hidden_ids, is_hidden
from screening.selectors.comparison import Comparison, comparison
from screening.selectors.content_changes import FieldChange, content_changes, content_lines
from screening.selectors.earlier_decisions import EarlierDecisions, earlier_decisions
from screening.selectors.match_cards import MatchCard, in_order, is_answered, match_cards
from screening.selectors.neighbours import Neighbours, neighbours
from screening.selectors.proposals import Proposal, proposal_of
from screening.selectors.queue_rows import native_names
from screening.selectors.reading import ReadingLine, reading
from screening.selectors.score_steps import score_chart
from screening.selectors.suppression_page import Changed, SuppressionOffer, changed, suppression_offer
from screening.triage.finish import source_ref
from screening.triage.guards import held_by_another
from screening.triage.queue import visible_alerts
from screening.triage.states import AlertState
from screening.triage.withdraw import can_withdraw


@dataclass(frozen=True, slots=True)
class Entry:
    """The list entry as published, the version it came with, and whether it is still so."""

    entity: ListedEntity
    said: str
    lines: list[FieldChange]
    url: str
    provenance: str
    files: list[Any]
    state: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs since the last decision on this pair, on both sides."""

    since: dt.datetime
    listed: list[FieldChange]
    ours: list[FieldChange]


@dataclass(frozen=True, slots=True)
class OpenMatch:
    """The potential match that is being compared."""

    match: PotentialMatch
    evidence: MatchEvidence
    entry: Entry
    comparison: Comparison
    reading: list[ReadingLine]
    chart: Chart
    earlier: EarlierDecisions
    changes: Changes | None
    answered: Resolution | None
    may_withdraw: bool
    # An answer waits that the reader checks blind, or must not see; the own one goes to it.
    hidden: Resolution | None
    gives_second_look: bool
    # What the reader wrote before and has not submitted.
    draft: AnswerDraft | None
    suppression: Suppression | None
    # The one whose end put the pair back before a person, with what changed.
    ended_suppression: Suppression | None
    difference: list[Changed]
    offer: SuppressionOffer | None
    # The same beside a false positive that is still being written.
    offer_with_answer: SuppressionOffer | None


@dataclass(frozen=True, slots=True)
class AlertPage:
    """What the page of an alert shows."""

    alert: Alert
    now: dt.datetime
    native: str
    risk: int | None
    state: str
    due: str
    is_overdue: bool
    holder: str
    is_mine: bool
    neighbours: Neighbours
    cards: list[MatchCard]
    answered: int
    open_match: OpenMatch | None
    deeds: Deeds
    turn: Turn
    proposals: list[Proposal]
    restricted: bool
    party_lines: list[FieldChange]
    related: list[tuple[str, str, int]]
    engagements: list[Engagement]
    products: list[str]
    notes: list[AlertNote]
    files: list[AlertFile]
    timeline: list[TimelineLine]


def visible_alert(alert_id: int, *, by: User) -> Alert:
    """The alert, if the person may see its party's matches; NotFound else, so that nobody learns that it exists."""
    alerts = visible_alerts(by).select_related("party__business_unit", "assignee", "locked_by", "escalated_by")
    alert = alerts.filter(pk=alert_id).first()
    if alert is None:
        raise NotFound(_("There is no such alert, or none that you may see."))
    return alert


def alert_page(alert: Alert, *, match_id: str = "", view: str = "", by: User) -> AlertPage:
    """The page with one of the matches open: the one asked for, else the first that needs an answer."""
    now = timezone.now()
    matches = list(
        alert.potential_matches.select_related(
            "watchlist", "evidence__listed_entity__watchlist", "evidence__listed_entity__first_version",
            "evidence__settings_version",
        )
    )  # fmt: skip
    for match in matches:
        match.party, match.alert = alert.party, alert
    waiting = {one.potential_match_id: one for one in _proposed(matches)}
    hidden = hidden_ids(waiting.values(), by=by)
    current = _open(matches, waiting, match_id)
    contents = _Contents(alert.party_id)
    deeds = deeds_on(alert, by=by, now=now)
    products = Product.objects.filter(engagements__in=Engagement.objects.live().involving(alert.party))
    engagements = Engagement.objects.live().involving(alert.party).order_by("reference")
    return AlertPage(
        alert=alert,
        now=now,
        native=_native(alert),
        risk=party_tiers([alert.party_id]).get(alert.party_id),
        state=_(AlertState(alert.state).words),
        due=_due(alert, now),
        is_overdue=alert.due_at < now,
        holder=_holder(alert, by=by, now=now),
        is_mine=is_mine(alert, by=by, now=now),
        neighbours=neighbours(alert, view=view, by=by),
        cards=match_cards(matches, waiting, current=current.pk if current else None, hidden=hidden),
        answered=sum(is_answered(one, waiting) for one in matches),
        open_match=_open_match(alert, current, waiting, deeds, contents, by=by) if current else None,
        deeds=deeds,
        turn=alert_turn(alert, by=by),
        proposals=[proposal_of(one, alert, by=by) for one in waiting.values()],
        # What a blind answer set at once would tell which answer it is.
        restricted=_restricted(alert, [one for one in waiting.values() if one.pk in hidden]),
        party_lines=content_lines(contents[alert.party.version]),
        related=_related(alert),
        engagements=list(engagements),
        products=sorted(set(products.values_list("name", flat=True))),
        notes=list(alert.notes.select_related("written_by").order_by("-pk")),
        files=list(alert.files.select_related("added_by").order_by("-pk")),
        timeline=alert_timeline(alert, hidden=hidden),
    )


class _Contents(dict[int, dict[str, Any]]):
    """What was known of a party in each of its versions, looked up once."""

    def __init__(self, party_id: int) -> None:
        super().__init__()
        self._party_id = party_id

    def __missing__(self, number: int) -> dict[str, Any]:
        version = PartyVersion.objects.filter(party_id=self._party_id, number=number).first()
        self[number] = version.content if version else {}
        return self[number]


def _proposed(matches: list[PotentialMatch]) -> list[Resolution]:
    known = {match.pk: match for match in matches}
    proposed = Resolution.objects.filter(potential_match__in=known, state=Resolution.State.PROPOSED)
    found = list(proposed.select_related("proposed_by", "evidence__listed_entity").order_by("pk"))
    for one in found:
        one.potential_match = known[one.potential_match_id]
    return found


def _open(matches: list[PotentialMatch], waiting: dict[int, Resolution], asked: str) -> PotentialMatch | None:
    ordered = in_order(matches, waiting)
    wanted = next((one for one in ordered if str(one.pk) == asked), None)
    return wanted or next(iter(ordered), None)


def _open_match(
    alert: Alert, match: PotentialMatch, waiting: dict[int, Resolution], deeds: Deeds, contents: _Contents, *, by: User
) -> OpenMatch | None:
    evidence = match.evidence
    if evidence is None:
        return None
    ours = contents[evidence.party_version]
    listed = evidence.listed_entity.content
    request = "#request-information" if deeds.request else ""
    shown = comparison(evidence.evidence, ours=ours, listed=listed, request_url=request)
    earlier = earlier_decisions(match)
    proposed = waiting.get(match.pk)
    hidden = proposed if proposed and is_hidden(proposed, by=by) else None
    answered = proposed or match.resolutions.filter(state="final").order_by("-pk").first()
    suppression = match.suppressions.order_by("-pk").first()
    ended = suppression if suppression and _put_back(match, suppression) else None
    return OpenMatch(
        match=match,
        evidence=evidence,
        entry=_entry(match, evidence),
        comparison=shown,
        reading=reading(match, shown, ours=ours, listed=listed, request_url=request),
        chart=score_chart(evidence),
        earlier=earlier,
        changes=_changes(earlier.last_final, evidence, contents),
        answered=answered if is_answered(match, waiting) and not hidden else None,
        hidden=hidden,
        gives_second_look=hidden is not None and proposal_of(hidden, alert, by=by).why_not == "",
        may_withdraw=bool(answered and can_withdraw(answered, alert, by=by)),
        draft=match.drafts.filter(written_by=by).first(),
        suppression=suppression,
        ended_suppression=ended,
        difference=changed(ended) if ended else [],
        offer=_offer(match, None if hidden else answered, suppression, ours=ours, listed=listed, by=by),
        offer_with_answer=suppression_offer(match, None, ours=ours, listed=listed)
        if deeds.decide and not proposed and not _waits(suppression)
        else None,
    )


def _put_back(match: PotentialMatch, suppression: Suppression) -> bool:
    ends = (Suppression.State.REOPENED, Suppression.State.EXPIRED, Suppression.State.REVOKED)
    return match.state == PotentialMatch.State.OPEN and suppression.state in ends


def _waits(suppression: Suppression | None) -> bool:
    return suppression is not None and suppression.state == Suppression.State.PROPOSED


def _offer(
    match: PotentialMatch,
    answered: Resolution | None,
    suppression: Suppression | None,
    *,
    ours: dict[str, Any],
    listed: dict[str, Any],
    by: User,
) -> SuppressionOffer | None:
    """A false positive may be suppressed, and a suppression that ends soon renewed; one proposal at a time."""
    works = by.kind == User.Kind.PERSON and by.may(Permission.WORK_ALERTS, unit_id=match.party.business_unit_id)
    if not works or answered is None or answered.identity != Resolution.Identity.FALSE_POSITIVE:
        return None
    if _waits(suppression):
        return None
    return suppression_offer(match, answered, ours=ours, listed=listed)


def _entry(match: PotentialMatch, evidence: MatchEvidence) -> Entry:
    entity = evidence.listed_entity
    version = entity.first_version
    current = ListedEntity.objects.current().filter(entity_id=match.entity_id).only("content_digest").first()
    state = ""
    if current is None:
        state = _("This entry is no longer on the list.")
    elif current.content_digest != entity.content_digest:
        state = _("The list has a newer state of this entry than the one compared here.")
    return Entry(
        entity=entity,
        said=f"{match.watchlist.title} {match.entity_id.rsplit(':', maxsplit=1)[-1]}",
        lines=content_lines(entity.content),
        url=str(entity.content.get("url", "")),
        provenance=str(entity.content.get("provenance", "")),
        files=list(version.files.all()),
        state=state,
    )


def _changes(last: Resolution | None, evidence: MatchEvidence, contents: _Contents) -> Changes | None:
    """The differences since the last final answer; None where there is none, or on the same evidence."""
    if last is None or last.evidence_id == evidence.pk:
        return None
    then = last.evidence
    return Changes(
        since=last.proposed_at,
        listed=content_changes(then.listed_entity.content, evidence.listed_entity.content),
        ours=content_changes(contents[then.party_version], contents[evidence.party_version]),
    )


def _restricted(alert: Alert, hidden: list[Resolution]) -> bool:
    refs = [source_ref(one.potential_match) for one in hidden]
    in_force = Restriction.objects.filter(party=alert.party, lifted_at=None)
    return in_force.exclude(source_ref__in=refs).exists()


def _native(alert: Alert) -> str:
    native = native_names([alert.party_id]).get(alert.party_id, "")
    return native if native != alert.party.display_name else ""


def _due(alert: Alert, now: dt.datetime) -> str:
    """When it is due, relative first and always with the exact time."""
    then = alert.due_at.astimezone(dt.UTC)
    exact = date_format(then, "H:i" if then.date() == now.date() else "j M H:i")
    if then < now:
        return _("%(time)s overdue (%(exact)s UTC)") % {"time": age(now - then), "exact": exact}
    return _("Due in %(time)s (%(exact)s UTC)") % {"time": age(then - now), "exact": exact}


def _holder(alert: Alert, *, by: User, now: dt.datetime) -> str:
    """Who works on it now, "" where nobody but the reader does."""
    return alert.locked_by.display_name if alert.locked_by and held_by_another(alert, by=by, now=now) else ""


def _related(alert: Alert) -> list[tuple[str, str, int]]:
    """(name, how it is tied, party id) of every party with a relationship to this one."""
    found = Relationship.objects.filter(Q(subject=alert.party) | Q(object=alert.party))
    lines = []
    for one in found.select_related("subject", "object"):
        share = f" {one.share.normalize():f} %" if one.share else ""
        other = one.object if one.subject_id == alert.party_id else one.subject
        says = f"{one.subject.display_name} {one.get_kind_display()}{share} {one.object.display_name}"
        lines.append((other.display_name, says, other.pk))
    return lines
