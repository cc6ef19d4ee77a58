"""The ratings that indices offer, beside the factors that they concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from customers.models import Engagement, FactorRating
from customers.selectors.told import told
from customers.services.accept_index_rating import is_accepted
from customers.services.index_offer import index_offers, offer_closed


@dataclass(frozen=True, slots=True)
class IndexOfferRow:
    """One offer: its rating (None: not two that agree), what each place's indices say, and what a press sends back.

    ``closed`` says why it cannot be accepted now, "" where it can; ``was`` is the key of the own rating as shown.
    """

    factor: str
    rating: int | None
    lines: tuple[tuple[str, str], ...]
    key: str
    was: int | None
    accepted: bool
    closed: str

    @property
    def may_accept(self) -> bool:
        """Whether a press would change something."""
        return self.rating is not None and not self.accepted and not self.closed


def index_offer_rows(engagement: Engagement, *, ratings: Iterable[FactorRating]) -> dict[str, IndexOfferRow]:
    """The offers by factor."""
    offers = index_offers(engagement)
    if not offers:
        return {}
    own = {one.factor: one for one in ratings if not one.source_ref}
    closed = offer_closed(engagement)
    return {
        code: IndexOfferRow(
            factor=code,
            rating=offer.rating,
            lines=tuple((one.name, told(one.suggestion.sentence)) for one in offer.places),
            key=offer.key,
            was=own[code].pk if code in own else None,
            accepted=code in own and is_accepted(offer, own[code]),
            closed=closed,
        )
        for code, offer in offers.items()
    }
