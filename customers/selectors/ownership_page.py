"""Who owns, controls and directs a party, who stands behind it as a reseller, and what follows for LST-6."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.models import Engagement, Party, Relationship
from customers.ownership.aggregate import ListedShare, per_cent
from customers.ownership.components import components
from customers.ownership.graph import OwnershipError, OwnershipGraph, ownership_graph
from customers.ownership.rate import rate_ownership
from customers.ownership.rules import OwnershipRule
from customers.selectors.party_state import WORDS, PartyState, StateWords, party_states
from customers.services.follow_ownership import listed_owners, named
from customers.services.ownership_ties import OWNING, ties_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.tie_graph import Node, Tie, tie_graph

Kind = Relationship.Kind
MOST_DRAWN = 40
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class TieLine:
    """One tie, read from above: who, how, whom."""

    above: Party
    kind: str
    below: Party
    share: str
    since: dt.date | None
    until: dt.date | None
    source: str
    state: StateWords
    in_force: bool


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A chain from a listed party down to this one, with the share that it is worth in per cent."""

    steps: str
    share: str


@dataclass(frozen=True, slots=True)
class BehindLine:
    """A customer behind a reseller: through whom, and where its screening stands."""

    party: Party
    through: str
    state: StateWords
    engagements: int


@dataclass(frozen=True, slots=True)
class OwnershipPage:
    """What the page shows; ``contradiction`` stands in for figures that holdings do not allow."""

    party: Party
    on: dt.date
    rating: int | None
    sentence: str
    share: ListedShare | None
    rules: tuple[OwnershipRule, ...]
    known: str
    unknown: str
    contradiction: str
    chains: tuple[ChainLine, ...]
    circles: tuple[str, ...]
    ties: tuple[TieLine, ...]
    behind: tuple[BehindLine, ...]
    chart: Chart | None
    left_out: int
    may_edit: bool


def ownership_page(party: Party, *, on: dt.date, user: User) -> OwnershipPage:
    """The page for the day ``on``; ties that are not in force then are listed and not counted."""
    ties = ties_of(party)
    contradiction, graph, found = "", None, None
    try:
        graph = ownership_graph(ties.holdings, controls=ties.controls, on=on)
    except OwnershipError as error:
        contradiction = _with_names(str(error), ties.names)
    if graph is not None:
        listed, unresolved = listed_owners(ties.party_ids)
        found = rate_ownership(graph, str(party.pk), on=on, listed=listed, unresolved=unresolved)
    lines = _tie_lines(party, on=on)
    chart, left_out = _chart(party, lines)
    known = _known(graph, party)
    return OwnershipPage(
        party=party,
        on=on,
        rating=found.rating if found else None,
        sentence=_(named(found.sentence, ties.names)) if found else "",
        share=found.share if found else None,
        rules=found.rules if found else (),
        known=_plain(known),
        unknown=_plain(WHOLE - known) if known < WHOLE else "",
        contradiction=contradiction,
        chains=tuple(
            ChainLine(
                " → ".join(
                    f"{ties.names[key]} {_plain(share)} %"
                    for key, share in zip(path.parties[:-1], path.shares, strict=True)
                ) + f" → {party.display_name}",
                _plain(path.share),
            )
            for path in (found.paths if found else ())
        ),
        circles=_circles(graph, ties.names),
        ties=lines,
        behind=_behind(party),
        chart=chart,
        left_out=left_out,
        may_edit=user.may(Permission.EDIT_PARTIES, unit_id=party.business_unit_id),
    )  # fmt: skip


def _with_names(text: str, names: dict[str, str]) -> str:
    """A sentence of the engine with names in place of keys; numbers that are no key stay."""
    return re.sub(r"(?<!\S)(\d+)(?=[ :,])", lambda found: names.get(found[1], found[1]), text)


def _known(graph: OwnershipGraph | None, party: Party) -> Decimal:
    """How much of the party its known direct owners hold, in per cent."""
    if graph is None:
        return Decimal(0)
    return per_cent(sum(graph.owners.get(str(party.pk), {}).values()))  # type: ignore[arg-type]


def _plain(share: Decimal) -> str:
    return f"{share.normalize():f}"


def _circles(graph: OwnershipGraph | None, names: dict[str, str]) -> tuple[str, ...]:
    if graph is None:
        return ()
    found = components(graph.parties(), before={owned: list(held) for owned, held in graph.owners.items()})
    return tuple(" · ".join(names[key] for key in circle) for circle in found if len(circle) > 1)


def _tie_lines(party: Party, *, on: dt.date) -> tuple[TieLine, ...]:
    """Ties above the party at any depth, and directly below it; directors and the like one step deep."""
    above = _reach(party.pk, kinds=OWNING, upward=True)
    rows = Relationship.objects.filter(
        Q(kind__in=(*OWNING, Kind.DIRECTS, Kind.ACTS_FOR), object__in=above) | Q(subject=party) | Q(object=party)
    ).select_related("subject", "object")
    ordered = sorted(rows.distinct(), key=lambda row: (row.kind not in OWNING, -(row.share or 0), row.pk))
    states = party_states({row.subject_id for row in ordered} | {row.object_id for row in ordered})
    return tuple(_tie_line(row, states, party, on) for row in ordered)


def _tie_line(row: Relationship, states: dict[int, PartyState], party: Party, on: dt.date) -> TieLine:
    other = row.object_id if row.subject_id == party.pk else row.subject_id
    return TieLine(
        above=row.subject, kind=row.get_kind_display(), below=row.object,
        share=_plain(row.share) if row.share is not None else "", since=row.starts_on, until=row.ends_on,
        source=row.source, state=WORDS[states[other]],
        in_force=(row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or on <= row.ends_on),
    )  # fmt: skip


def _reach(start: int, *, kinds: Iterable[str], upward: bool) -> set[int]:
    near, far = ("object_id", "subject_id") if upward else ("subject_id", "object_id")
    found, edge = {start}, {start}
    while edge:
        rows = Relationship.objects.filter(kind__in=tuple(kinds), **{f"{near}__in": edge})
        edge = set(rows.values_list(far, flat=True)) - found
        found |= edge
    return found


def _behind(party: Party) -> tuple[BehindLine, ...]:
    """Whom the party resells to, at any depth."""
    reached = _reach(party.pk, kinds=(Kind.RESELLS_TO,), upward=False) - {party.pk}
    through: dict[int, str] = {}
    rows = Relationship.objects.filter(kind=Kind.RESELLS_TO, object__in=reached).select_related("subject")
    for row in rows.order_by("pk"):
        through.setdefault(row.object_id, row.subject.display_name)
    states = party_states(reached)
    return tuple(
        BehindLine(
            one, through.get(one.pk, ""), WORDS[states[one.pk]], Engagement.objects.live().involving(one).count()
        )
        for one in Party.objects.filter(pk__in=reached).order_by("display_name", "pk")
    )


def _chart(party: Party, lines: tuple[TieLine, ...]) -> tuple[Chart | None, int]:
    drawn = [line for line in lines if line.in_force]
    if not drawn:
        return None, 0
    levels = _levels(party, drawn)
    shown = dict(sorted(levels.items(), key=lambda one: (abs(one[1]), one[0]))[:MOST_DRAWN])
    names = {line.above.pk: line.above.display_name for line in drawn}
    names |= {line.below.pk: line.below.display_name for line in drawn}
    states = party_states(shown)
    nodes = [
        Node(
            str(key), names[key], level, str(WORDS[states[key]].text) if states[key] is not PartyState.NO_MATCH else ""
        )
        for key, level in shown.items()
    ]
    ties = [
        Tie(
            str(line.above.pk), str(line.below.pk), f"{line.kind} {line.share} %".strip() if line.share else line.kind,
            firm=bool(line.share),
        )
        for line in drawn
        if line.above.pk in shown and line.below.pk in shown
    ]  # fmt: skip
    above = sum(level > 0 for level in levels.values())
    title = ngettext("%(n)s party stands above %(name)s", "%(n)s parties stand above %(name)s", above) % {
        "n": above,
        "name": party.display_name,
    }
    return tie_graph(
        nodes, ties, columns=(_("Above"), _("Tie"), _("Below")), title=title,
        caption=_("Owners above, what it owns, resells to or supplies below. Dashed: no share is stated, or a circle."),
    ), len(levels) - len(shown)  # fmt: skip


def _levels(party: Party, lines: list[TieLine]) -> dict[int, int]:
    """Steps above (positive) or below the party, the nearest way."""
    levels = {party.pk: 0}
    edge = [party.pk]
    while edge:
        following = []
        for line in lines:
            for near, far, step in ((line.below.pk, line.above.pk, 1), (line.above.pk, line.below.pk, -1)):
                if near in edge and far not in levels and (levels[near] * step >= 0):
                    levels[far] = levels[near] + step
                    following.append(far)
        edge = following
    for line in lines:
        for key in (line.above.pk, line.below.pk):
            levels.setdefault(key, 1)
    return levels
