"""The graph of who owns and who controls whom on one day, checked before anything is computed from it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WHOLE = Decimal(100)
ROUNDING = Decimal("0.1")  # registers round: a total up to here above 100 % is scaled to 100 %


class OwnershipError(ValueError):
    """Holdings that cannot be; the message names the parties and the reason."""


@dataclass(frozen=True, slots=True)
class Holding:
    """`owner` holds `share` per cent (above 0, at most 100) of `owned`, from `starts` to `ends`, both included."""

    owner: str
    owned: str
    share: Decimal
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """`controller` controls `controlled` by other means than shares: votes, board, contract, party or state role."""

    controller: str
    controlled: str
    means: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OwnershipGraph:
    """Shares as fractions of 1 by owned party and owner, and controls by controlled party, on one day."""

    owners: Mapping[str, Mapping[str, Fraction]]
    controllers: Mapping[str, tuple[Control, ...]]

    def parties(self) -> tuple[str, ...]:
        """Return every party in the graph, sorted."""
        found = set(self.owners) | set(self.controllers)
        found |= {owner for holders in self.owners.values() for owner in holders}
        found |= {control.controller for controls in self.controllers.values() for control in controls}
        return tuple(sorted(found))


def ownership_graph(holdings: Iterable[Holding], *, controls: Iterable[Control] = (), on: dt.date) -> OwnershipGraph:
    """Return the graph on the day `on`; several holdings of one owner in one party are added up.

    Raises OwnershipError for a share outside 0-100, for a party that owns itself, for an end before its start, and
    for owners that together hold more than all of a party.
    """
    owners: dict[str, dict[str, Fraction]] = {}
    for holding in holdings:
        _check(holding)
        if _is_in_force(holding.starts, holding.ends, on):
            held = owners.setdefault(holding.owned, {})
            held[holding.owner] = held.get(holding.owner, Fraction(0)) + Fraction(holding.share) / 100
    controllers: dict[str, tuple[Control, ...]] = {}
    for control in controls:
        if control.controller == control.controlled:
            raise OwnershipError(f"{control.controlled} cannot control itself.")
        if _is_in_force(control.starts, control.ends, on):
            controllers[control.controlled] = (*controllers.get(control.controlled, ()), control)
    return OwnershipGraph({owned: _whole(owned, held) for owned, held in owners.items()}, controllers)


def _check(holding: Holding) -> None:
    names = f"{holding.owner} in {holding.owned}"
    if holding.owner == holding.owned:
        raise OwnershipError(f"{holding.owned} cannot own itself; leave treasury shares out.")
    if not 0 < holding.share <= WHOLE:
        raise OwnershipError(f"{names}: a share is above 0 and at most 100 per cent, not {holding.share}.")
    if holding.starts and holding.ends and holding.ends < holding.starts:
        raise OwnershipError(f"{names}: ends on {holding.ends}, before it starts on {holding.starts}.")


def _is_in_force(starts: dt.date | None, ends: dt.date | None, on: dt.date) -> bool:
    return (starts is None or starts <= on) and (ends is None or on <= ends)


def _whole(owned: str, held: dict[str, Fraction]) -> dict[str, Fraction]:
    total = sum(held.values(), Fraction(0))
    if total <= 1:
        return held
    if total > 1 + Fraction(ROUNDING) / 100:
        names = ", ".join(sorted(held))
        raise OwnershipError(f"{owned}: its owners {names} hold {float(total * 100):g} per cent together.")
    return {owner: share / total for owner, share in held.items()}
