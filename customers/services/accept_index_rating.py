"""Accepts the rating that two independent indices offer for a place, with their values as its evidence."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from customers.indices.combine import MappedValue
from customers.indices.mapping import measures
from customers.models import Engagement, EvidenceItem, FactorRating, IndexScore
from customers.services.add_evidence import add_evidence
from customers.services.assess_engagement import assess_engagement
from customers.services.index_offer import IndexOffer, PlaceSuggestion, index_offers, offer_closed
from customers.services.permit import permit
from customers.services.place_indices import index_scores
from customers.services.rate_factor import rate_factor
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid

# An index is a reliable publisher whose figure for a place is probably, not certainly, right.
_RELIABILITY, _CREDIBILITY = "A", 2


@transaction.atomic
def accept_index_rating(*, engagement: Engagement, factor: str, key: str, was: int | None, by: User) -> FactorRating:
    """Rate ``factor`` as the indices offer it, as the rating of whoever accepts, and assess the engagement.

    ``key`` is the key of the offer that was shown and ``was`` the number of the own rating that was shown (its pk,
    None for none). Accepting what is rated so already changes nothing. Raises NotAllowed; Invalid where two
    independent indices do not agree; Conflict where the engagement is closed, a decision waits, or the offer or the
    rating changed since it was shown.
    """
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    stored = Engagement.objects.select_for_update().get(pk=engagement.pk)
    closed = offer_closed(stored)
    if closed:
        raise Conflict(closed)
    offer = index_offers(stored).get(factor)
    if offer is None or offer.rating is None:
        raise Invalid(_("%(code)s: no two independent indices agree on every place.") % {"code": factor})
    if offer.key != key:
        raise Conflict(
            _("%(code)s: the indices changed since this was shown. Look at the new values.") % {"code": factor}
        )
    own = stored.ratings.current().filter(factor=factor, source_ref="").first()
    if own is not None and is_accepted(offer, own):
        return own
    if (own.pk if own else None) != was:
        raise Conflict(_("%(code)s: somebody else rated it in the meantime.") % {"code": factor})
    evidence = [_evidence(stored, place, mapped, by=by) for place, mapped in offer.sources]
    rating = rate_factor(
        engagement=stored, factor=factor, value=offer.rating, reason=reason_of(offer), evidence=evidence, by=by
    )
    assess_engagement(engagement=stored, cause=_("Accepted from indices: %(code)s") % {"code": factor}, by=by)
    return rating


def reason_of(offer: IndexOffer) -> str:
    """What the rating rests on, with every number."""
    return _("Accepted from indices. ") + " ".join(f"{one.name}: {one.suggestion.sentence}" for one in offer.places)


def is_accepted(offer: IndexOffer, own: FactorRating) -> bool:
    """Whether the rating is the offer's already and rests on its values."""
    titles = {one.title for one in own.evidence.all()}
    return own.value == offer.rating and all(_title(place, mapped) in titles for place, mapped in offer.sources)


def _evidence(engagement: Engagement, place: PlaceSuggestion, mapped: MappedValue, *, by: User) -> EvidenceItem:
    """The value as a source of the engagement: the one that is there, or a new one."""
    value = mapped.value
    score = (
        index_scores(place=place.place)
        .filter(measure=value.measure, year=value.year, value=value.value)
        .select_related("version")
        .latest("version__imported_at")
    )
    title = _title(place, mapped)
    there = EvidenceItem.objects.filter(engagement=engagement, title=title, sha256=score.version.checksum).first()
    return there or add_evidence(
        engagement=engagement, title=title, publisher=mapped.publisher, origin=EvidenceItem.Origin.INDEX,
        reliability=_RELIABILITY, credibility=_CREDIBILITY, sha256=score.version.checksum,
        published_on=_dated(value.year), retrieved_on=min(score.version.imported_at.date(), today()),
        licence=score.version.licence[:120], note=_note(score), by=by,
    )  # fmt: skip


def _dated(year: int) -> dt.date:
    """The first day of the edition's year: publishers' days are not kept, and no value may look fresher than it is."""
    return dt.date(year, 1, 1)


def _title(place: PlaceSuggestion, mapped: MappedValue) -> str:
    value = mapped.value
    return f"{measures()[value.measure].title}: {place.name} {value.value} ({value.year})"[:300]


def _note(score: IndexScore) -> str:
    return _("Version %(number)s of %(index)s (%(file)s), edition year %(year)s, dated by its first day.") % {
        "number": score.version.number, "index": score.version.index, "file": score.version.file_name,
        "year": score.year,
    }  # fmt: skip
