"""How much of each party listed parties own, directly and through others, circles included.

Two measures, because laws and economics count differently:

*Look-through share*: what listed parties own in substance. Shares multiply along a chain and add up over chains. With
circular holdings this is a linear system, x = b + A x, where b is what listed parties hold directly and A what the
unlisted owners hold. It is solved exactly, circle by circle, over fractions: there is no tolerance, and 50 % is 50 %.
Owners hold at most 100 % of a party, so a circle either has a unique solution, or it is held wholly by itself; then
no listed party owns any of it, and the share is 0.

*Attributed share*: how the 50 per cent rule counts. A party owned by half or more, in aggregate, by listed parties
is treated as listed itself; its holdings then count in full, those of any other owner not at all. It starts with the
listed parties and adds such parties until nothing changes, which ends because parties are only ever added.

Example: listed X owns 50 % of A, A owns 50 % of B. X owns 25 % of B by look-through, but 50 % of B is attributed.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from customers.ownership.components import components
from customers.ownership.graph import Control, Holding, OwnershipGraph, ownership_graph
from customers.ownership.linear import solve
from customers.ownership.rules import OwnershipRule, rules_on, threshold_on

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ListedShare:
    """What listed parties own of a party, in per cent with four places, and whether a rule treats it as listed.

    reached: the attributed share reaches the threshold (computed exactly, before rounding). controlled_by: the chain
    of controls down to this party from a listed one, else from one treated as listed; empty if there is none.
    """

    party: str
    look_through: Decimal
    attributed: Decimal
    reached: bool
    controlled_by: tuple[Control, ...] = ()

    @property
    def share(self) -> Decimal:
        """The greater of the two measures, in per cent."""
        return max(self.look_through, self.attributed)


def aggregate_ownership(
    holdings: Iterable[Holding],
    *,
    on: dt.date,
    listed: AbstractSet[str],
    controls: Iterable[Control] = (),
    rules: Sequence[OwnershipRule] | None = None,
) -> dict[str, ListedShare]:
    """Return, for every party that is not itself listed, what listed parties own of it on the day `on`.

    rules: replaces the configured ownership rules. Raises OwnershipError for holdings that cannot be.
    """
    return listed_shares(ownership_graph(holdings, controls=controls, on=on), on=on, listed=listed, rules=rules)


def listed_shares(
    graph: OwnershipGraph,
    *,
    on: dt.date,
    listed: AbstractSet[str],
    rules: Sequence[OwnershipRule] | None = None,
) -> dict[str, ListedShare]:
    """Return the shares of listed parties in every other party of a graph."""
    substance = look_through_shares(graph, listed=listed)
    threshold = Fraction(threshold_on(on, rules=rules)) / 100
    counting = any(rule.control_counts for rule in rules_on(on, rules=rules))
    treated = _treated_as_listed(graph, listed, threshold, control_counts=counting)
    found = {}
    for party in graph.parties():
        if party not in listed:
            attributed = _held_by(graph, party, treated)
            found[party] = ListedShare(
                party,
                per_cent(substance[party]),
                per_cent(attributed),
                reached=attributed >= threshold,
                controlled_by=control_chain(graph, party, listed=listed) or control_chain(graph, party, listed=treated),
            )
    return found


def look_through_shares(graph: OwnershipGraph, *, listed: AbstractSet[str]) -> dict[str, Fraction]:
    """Return the look-through share of listed parties in every party, as a fraction of 1; a listed party counts 1."""
    shares: dict[str, Fraction] = {party: Fraction(1) for party in listed}
    before = {owned: list(held) for owned, held in graph.owners.items() if owned not in listed}
    for circle in components(graph.parties(), before=before):
        unlisted = tuple(party for party in circle if party not in listed)
        if unlisted:
            shares |= _circle_shares(graph, unlisted, shares)
    return shares


def _circle_shares(
    graph: OwnershipGraph, circle: tuple[str, ...], known: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    outside = [
        sum((share * known[owner] for owner, share in _owners(graph, party) if owner in known), Fraction(0))
        for party in circle
    ]
    if len(circle) == 1 or not any(outside):
        return dict(zip(circle, outside, strict=True))
    matrix = [
        [Fraction(row == column) - graph.owners.get(row, {}).get(column, Fraction(0)) for column in circle]
        for row in circle
    ]
    return dict(zip(circle, solve(matrix, outside), strict=True))


def _owners(graph: OwnershipGraph, party: str) -> Iterable[tuple[str, Fraction]]:
    return graph.owners.get(party, {}).items()


def _treated_as_listed(
    graph: OwnershipGraph, listed: AbstractSet[str], threshold: Fraction, *, control_counts: bool
) -> set[str]:
    owned_by = _turned(graph)
    controlled_by = _controlled(graph) if control_counts else {}
    held: dict[str, Fraction] = {}
    treated = set(listed)
    waiting = list(listed)
    while waiting:
        owner = waiting.pop()
        for owned, share in owned_by.get(owner, ()):
            held[owned] = held.get(owned, Fraction(0)) + share
        reached = [owned for owned, _share in owned_by.get(owner, ()) if held[owned] >= threshold]
        for party in (*reached, *controlled_by.get(owner, ())):
            if party not in treated:
                treated.add(party)
                waiting.append(party)
    return treated


def _turned(graph: OwnershipGraph) -> dict[str, list[tuple[str, Fraction]]]:
    found: dict[str, list[tuple[str, Fraction]]] = {}
    for owned, held in graph.owners.items():
        for owner, share in held.items():
            found.setdefault(owner, []).append((owned, share))
    return found


def _controlled(graph: OwnershipGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for party, controls in graph.controllers.items():
        for control in controls:
            found.setdefault(control.controller, []).append(party)
    return found


def _held_by(graph: OwnershipGraph, party: str, owners: AbstractSet[str]) -> Fraction:
    return sum((share for owner, share in _owners(graph, party) if owner in owners), Fraction(0))


def control_chain(graph: OwnershipGraph, party: str, *, listed: AbstractSet[str]) -> tuple[Control, ...]:
    """Return the shortest chain of controls from one of `listed` down to the party, topmost first; empty if none."""
    chains: dict[str, tuple[Control, ...]] = {party: ()}
    waiting = [party]
    for current in waiting:
        for control in graph.controllers.get(current, ()):
            chain = (control, *chains[current])
            if control.controller in listed and control.controller != party:
                return chain
            if control.controller not in chains:
                chains[control.controller] = chain
                waiting.append(control.controller)
    return ()


def per_cent(share: Fraction) -> Decimal:
    """Return a fraction of 1 as per cent with four places."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(PLACES, rounding=ROUND_HALF_UP)
