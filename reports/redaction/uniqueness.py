"""A described case must fit at least five customers."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

LEAST_FITTING = 5


def fitting(description: Mapping[str, Hashable], customers: Iterable[Mapping[str, Hashable]]) -> int:
    """How many customers have every published trait of the description."""
    return sum(all(customer.get(trait) == value for trait, value in description.items()) for customer in customers)


def rare_rows(rows: Sequence[tuple[Hashable, ...]], *, least: int = LEAST_FITTING) -> list[int]:
    """Positions of the rows whose combination of values is shared by fewer than `least` rows."""
    counts = Counter(rows)
    return [at for at, row in enumerate(rows) if counts[row] < least]


def columns_to_keep(rows: Sequence[tuple[Hashable, ...]], *, least: int = LEAST_FITTING) -> list[int]:
    """The columns that can stay so that every row is like `least` - 1 others.

    The column with most different values goes first: it tells most of whom a row is about.
    """
    kept = list(range(len(rows[0]))) if rows else []
    while kept and rare_rows([tuple(row[at] for at in kept) for row in rows], least=least):
        kept.remove(max(kept, key=lambda at: (len({row[at] for row in rows}), at)))
    return kept
