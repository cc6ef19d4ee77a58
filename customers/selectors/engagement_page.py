"""The page of an engagement: verdict and reasons, four lenses, evidence, impacts, safeguards, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.methodology.assess import result_from_json
from customers.methodology.catalogue import Methodology
from customers.methodology.result import Result
from customers.models import (
    Allegation,
    Assessment,
    Engagement,
    EngagementSafeguard,
    EvidenceItem,
    FactorRating,
    Restriction,
    TriggerEvent,
    method_in_force,
    method_of,
)
from customers.selectors.decision_panel import DecisionPanel, decision_panel
from customers.selectors.factor_rows import Entered, FactorRow, factor_rows
from customers.selectors.impact_rows import ImpactRow, impact_rows
from customers.selectors.index_offer_rows import IndexOfferRow, index_offer_rows
from customers.selectors.pattern import pattern_of
from customers.selectors.timeline import TimelineEvent, timeline_of
from customers.selectors.verdict import Verdict, verdict_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.countries import country_name

_LENS_ORDER = ("end_use", "end_user", "impacts", "role")


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group of factors; ``sum`` is its arithmetic in one line."""

    code: str
    title: str
    score: int | None
    set_by: str
    weight: str
    weighted: str
    rows: tuple[FactorRow, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """One of the four ways to look at an engagement."""

    code: str
    number: int
    title: str
    gist: tuple[str, ...]
    unknown: int
    is_open: bool
    groups: tuple[GroupBlock, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in words."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class EngagementPage:
    """What the page of an engagement shows."""

    engagement: Engagement
    pattern: str
    assessment: Assessment | None
    earlier: tuple[Assessment, ...]
    verdict: Verdict | None
    lenses: tuple[Lens, ...]
    indicators: tuple[FactorRow, ...]
    offers: dict[str, IndexOfferRow]
    impacts: tuple[ImpactRow, ...]
    safeguards: tuple[EngagementSafeguard, ...]
    evidence: tuple[EvidenceItem, ...]
    allegations: tuple[Allegation, ...]
    places: tuple[PlaceLine, ...]
    products: tuple[str, ...]
    triggers: tuple[TriggerEvent, ...]
    restrictions: tuple[Restriction, ...]
    decision: DecisionPanel
    events: tuple[TimelineEvent, ...]
    may_rate: bool
    may_note: bool
    may_edit: bool
    is_stale: bool
    rated_by_me: bool
    errors: tuple[tuple[str, str], ...] = field(default=())


def engagement_page(
    engagement: Engagement, *, lens: str = "", entered: Mapping[str, Entered] | None = None, user: User
) -> EngagementPage:
    """The page of an engagement. ``lens`` is the open one; ``entered`` keeps what could not be saved."""
    method = method_in_force()
    assessments = list(engagement.assessments.select_related("made_by").order_by("-number"))
    newest = assessments[0] if assessments else None
    result = result_from_json(newest.result) if newest else None
    ratings = list(
        engagement.ratings.current().select_related("rated_by").prefetch_related("evidence").order_by("factor", "pk")
    )
    typed = entered or {}

    def rows(codes: Iterable[str]) -> tuple[FactorRow, ...]:
        return factor_rows(codes, engagement=engagement, method=method, result=result, ratings=ratings, entered=typed)

    indicators = rows(method.involvement_indicators)
    unit = engagement.business_unit_id
    involved = engagement.involved_party_ids()
    return EngagementPage(
        engagement=engagement,
        pattern=pattern_of(engagement, method=method),
        assessment=newest,
        earlier=tuple(assessments[1:]),
        verdict=verdict_of(newest, result, method=method_of(newest.methodology)) if newest and result else None,
        lenses=_lenses(method, result, rows, open_lens=lens or _first_open(typed, method)),
        indicators=indicators,
        offers=index_offer_rows(engagement, ratings=ratings),
        impacts=impact_rows(engagement, result=result, method=method),
        safeguards=tuple(engagement.safeguards.order_by("code")),
        evidence=tuple(
            EvidenceItem.objects.filter(Q(engagement=engagement) | Q(party_id__in=involved)).order_by(
                "-retrieved_on", "pk"
            )
        ),
        allegations=tuple(
            Allegation.objects.filter(party_id__in=involved).select_related("party").prefetch_related("history")
        ),
        places=tuple(
            PlaceLine(place.get_kind_display(), place.territory or country_name(place.country))
            for place in engagement.places.order_by("kind", "pk")
        ),
        products=_products(engagement, method),
        triggers=tuple(engagement.triggers.filter(handled_by=None).order_by("occurred_at")),
        restrictions=tuple(
            Restriction.objects.filter(party_id__in=involved, lifted_at=None)
            .select_related("party")
            .order_by("party", "pk")
        ),
        decision=decision_panel(newest, result, ratings=ratings, user=user),
        events=timeline_of(engagement),
        may_rate=user.may(Permission.RATE, unit_id=unit),
        may_note=user.may(Permission.NOTE_EVENTS, unit_id=unit),
        may_edit=user.may(Permission.EDIT_ENGAGEMENTS, unit_id=unit),
        is_stale=newest is not None and _changed_since(newest, ratings),
        rated_by_me=any(rating.rated_by_id == user.pk and not rating.source_ref for rating in ratings),
        errors=tuple((code, one.error) for code, one in typed.items() if one.error),
    )


def _first_open(entered: Mapping[str, Entered], method: Methodology) -> str:
    for code, one in entered.items():
        if one.error and code in method.factors:
            return method.groups[method.factors[code].group].lens
    return "end_user"


def _changed_since(assessment: Assessment, ratings: list[FactorRating]) -> bool:
    return any(rating.rated_at > assessment.made_at for rating in ratings)


def _products(engagement: Engagement, method: Methodology) -> tuple[str, ...]:
    lines = []
    for product in engagement.products.prefetch_related("capabilities").order_by("name"):
        codes = sorted(one.code for one in product.capabilities.all() if one.code in method.capabilities)
        lines.append(f"{product.name} ({', '.join(codes)})")
    return tuple(lines)


def _lenses(method: Methodology, result: Result | None, rows: object, *, open_lens: str) -> tuple[Lens, ...]:
    lenses = []
    for number, code in enumerate(_LENS_ORDER, start=1):
        groups = tuple(
            _group(group.code, group.title, result, rows(one.code for one in method.factors_of(group.code)))  # type: ignore[operator]
            for group in method.groups.values()
            if group.lens == code
        )
        unknown = sum(row.is_unknown for group in groups for row in group.rows)
        lenses.append(
            Lens(
                code=code,
                number=number,
                title=_(method.lenses[code].title),
                gist=_gist(groups),
                unknown=unknown,
                is_open=code == open_lens,
                groups=groups,
            )
        )
    return tuple(lenses)


def _gist(groups: tuple[GroupBlock, ...]) -> tuple[str, ...]:
    scores = " · ".join(f"{group.code} {group.score}" for group in groups if group.score is not None)
    rated = sum(bool(row.counted) and not row.is_unknown for group in groups for row in group.rows)
    return (
        scores or _("Not assessed yet"),
        ngettext("%(n)s factor rated", "%(n)s factors rated", rated) % {"n": rated},
    )


def _group(code: str, title: str, result: Result | None, rows: tuple[FactorRow, ...]) -> GroupBlock:
    scores = (*result.figures.likelihood.groups, result.figures.leverage) if result else ()
    score = next((one for one in scores if one.code == code), None)
    return GroupBlock(
        code=code,
        title=_(title),
        score=score.score if score else None,
        set_by=", ".join(score.set_by) if score and score.set_by != (code,) else "",
        weight=_short(str(score.weight)) if score and score.weight else "",
        weighted=_short(str(score.weighted)) if score and score.weight else "",
        rows=rows,
    )


def _short(number: str) -> str:
    return number.removeprefix("0") if number.startswith("0.") else number
