"""From shares to the factor LST-6: ownership or control by a listed party."""

import datetime as dt
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _
from customers.ownership.aggregate import ListedShare, listed_shares
from customers.ownership.graph import OwnershipGraph
from customers.ownership.paths import OwnershipPath, ownership_paths
from customers.ownership.rules import OwnershipRule, rules_on

MINORITY = Decimal(25)  # per cent from which a minority share counts


@dataclass(frozen=True, slots=True)
class OwnershipRating:
    """Rating 0-4 of LST-6 for one party, why, the chains behind it, and the rules in force that day."""

    party: str
    rating: int
    sentence: Sentence
    share: ListedShare
    paths: tuple[OwnershipPath, ...]
    rules: tuple[OwnershipRule, ...]


def rate_ownership(
    graph: OwnershipGraph,
    party: str,
    *,
    on: dt.date,
    listed: AbstractSet[str],
    unresolved: AbstractSet[str] = frozenset(),
    rules: Sequence[OwnershipRule] | None = None,
) -> OwnershipRating:
    """Return the rating of LST-6 on the day `on`.

    4 at the threshold of a rule in force, or controlled by a listed party where a rule counts control; 3 from 25 %,
    or controlled; 2 if owners with an unresolved potential match would make it 3 or 4; 1 for a smaller share; else 0.
    listed: parties with an approved true match. unresolved: parties with an open potential match.
    A party that is itself listed is rated by its own match, not here: 0 unless others own it.
    """
    share = _share(graph, party, on, listed - {party}, rules)
    rating, sentence = _rated(share, rules_on(on, rules=rules))
    if rating < 2 and unresolved - {party}:
        possible = _share(graph, party, on, (listed | unresolved) - {party}, rules)
        if _rated(possible, rules_on(on, rules=rules))[0] > 2:
            rating = 2
            sentence = _("Owners with an unresolved potential match hold {share} %.", share=_plain(possible.share))
    paths = ownership_paths(graph, party, listed=(listed | unresolved) - {party})
    return OwnershipRating(party, rating, sentence, share, paths, rules_on(on, rules=rules))


def _share(
    graph: OwnershipGraph,
    party: str,
    on: dt.date,
    listed: AbstractSet[str],
    rules: Sequence[OwnershipRule] | None,
) -> ListedShare:
    nothing = ListedShare(party, Decimal(0), Decimal(0), reached=False)
    return listed_shares(graph, on=on, listed=listed, rules=rules).get(party, nothing)


def _rated(share: ListedShare, rules: Sequence[OwnershipRule]) -> tuple[int, Sentence]:
    words = {"share": _plain(share.share)}
    threshold = min((rule.threshold for rule in rules), default=None)
    if threshold is not None and (share.reached or share.share >= threshold):
        return 4, _("Listed parties own {share} % in aggregate.", **words)
    if share.controlled_by:
        control = share.controlled_by[0]
        counts = any(rule.control_counts for rule in rules)
        return (
            4 if counts else 3,
            _(
                "Controlled by other means ({means}) from {controller}.",
                means=control.means or "not stated",
                controller=control.controller,
            ),
        )
    if share.share >= MINORITY:
        return 3, _("Listed parties own {share} %, less than the threshold.", **words)
    if share.share > 0:
        return 1, _("Listed parties own {share} %, a remote link.", **words)
    return 0, _("No listed party is known to own or control it.")


def _plain(share: Decimal) -> str:
    return f"{share.normalize():f}"
