"""Through whom a listed party owns a party: the chains, for people to read."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from customers.ownership.aggregate import per_cent
from customers.ownership.graph import OwnershipGraph

LEAST = Fraction(1, 1000)  # a chain worth less than 0.1 % is not shown


@dataclass(frozen=True, slots=True)
class OwnershipPath:
    """A chain of owners from a listed party (first) to the party (last); shares of each step and of the whole, in %."""

    parties: tuple[str, ...]
    shares: tuple[Decimal, ...]
    share: Decimal

    def __str__(self) -> str:
        steps = "".join(
            f" owns {share.normalize():f} % of {party}"
            if number == 0
            else f", which owns {share.normalize():f} % of {party}"
            for number, (party, share) in enumerate(zip(self.parties[1:], self.shares, strict=True))
        )
        return f"{self.parties[0]}{steps}."


def ownership_paths(
    graph: OwnershipGraph, party: str, *, listed: AbstractSet[str], most: int = 20
) -> tuple[OwnershipPath, ...]:
    """Return the chains through which listed parties own the party, largest first, at most `most`.

    A chain visits no party twice and ends at the first listed owner; what goes round in circles is in the look-through
    share, not here. Owners hold at most 100 % of a party, so at most 1,000 chains of one length are worth 0.1 %.
    """
    found = sorted(_chains(graph, party, listed), key=lambda chain: (-chain[1], chain[0]))
    return tuple(_path(graph, parties, share) for parties, share in found[:most])


def _chains(graph: OwnershipGraph, party: str, listed: AbstractSet[str]) -> Iterator[tuple[tuple[str, ...], Fraction]]:
    waiting: list[tuple[tuple[str, ...], Fraction]] = [((party,), Fraction(1))]
    while waiting:
        parties, share = waiting.pop()
        for owner, held in graph.owners.get(parties[0], {}).items():
            whole = share * held
            if owner in parties or whole < LEAST:
                continue
            if owner in listed:
                yield (owner, *parties), whole
            else:
                waiting.append(((owner, *parties), whole))


def _path(graph: OwnershipGraph, parties: tuple[str, ...], share: Fraction) -> OwnershipPath:
    steps = tuple(per_cent(graph.owners[owned][owner]) for owner, owned in pairwise(parties))
    return OwnershipPath(parties, steps, per_cent(share))
