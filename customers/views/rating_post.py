"""Reads the posted rating scales of an engagement and saves those that were changed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from customers.models import Engagement, EvidenceItem, FactorRating, method_in_force
from customers.selectors.factor_rows import UNKNOWN, Entered
from customers.services.assess_engagement import assess_engagement
from customers.services.rate_factor import rate_factor
from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError

_VALUES = {UNKNOWN, "0", "1", "2", "3", "4"}


@transaction.atomic
def save_ratings(engagement: Engagement, posted: QueryDict, *, by: User) -> tuple[dict[str, Entered], int]:
    """Save every rating that differs from what its form showed; all or none. Gives what was typed, and how many.

    Only changed factors are written, so two people rating different factors lose nothing; a factor that somebody
    else rated since the form was shown, or gave another reason for, is refused with what they said.
    """
    # Whoever comes second waits here and then sees what the first has written.
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    method = method_in_force()
    own = {one.factor: one for one in engagement.ratings.current().filter(source_ref="").select_related("rated_by")}
    entered: dict[str, Entered] = {}
    for code in (*method.factors, *method.involvement_indicators):
        value, reason = posted.get(f"rating-{code}", ""), posted.get(f"reason-{code}", "").strip()
        chosen = set(posted.getlist(f"evidence-{code}"))
        if value not in _VALUES:
            continue
        rating = own.get(code)
        stored = "" if rating is None else UNKNOWN if rating.value is None else str(rating.value)
        attached = {str(pk) for pk in rating.evidence.values_list("pk", flat=True)} if rating else set()
        if (
            value == posted.get(f"was-{code}", "")
            and reason == posted.get(f"said-{code}", "").strip()
            and chosen == attached
        ):
            continue
        error = ""
        clashes = stored != posted.get(f"was-{code}", "") or _other_reason(rating, posted.get(f"said-{code}"))
        if clashes:
            error = _("%(code)s: %(who)s rated it %(value)s in the meantime: %(reason)s") % {
                "code": code,
                "who": rating.rated_by.display_name if rating else _("somebody"),
                "value": stored or _("not at all"),
                "reason": rating.reason if rating else "–",
            }
        elif not reason:
            error = _("%(code)s: say what the rating rests on.") % {"code": code}
        entered[code] = Entered(value, reason, error, clashes=clashes)
    if not entered or any(one.error for one in entered.values()):
        return entered, 0
    return _save(engagement, entered, posted, by=by)


def _other_reason(rating: FactorRating | None, shown: str | None) -> bool:
    """Whether the reason is not the one that the form was shown with. Line ends are the browser's and do not count."""
    return rating is not None and shown is not None and rating.reason.split() != shown.split()


def _save(
    engagement: Engagement, entered: dict[str, Entered], posted: QueryDict, *, by: User
) -> tuple[dict[str, Entered], int]:
    about = Q(engagement=engagement) | Q(party_id__in=engagement.involved_party_ids())
    try:
        with transaction.atomic():
            for code, one in entered.items():
                numbers = [pk for pk in posted.getlist(f"evidence-{code}") if pk.isdigit()]
                former = engagement.ratings.current().filter(factor=code, source_ref="").first()
                rate_factor(
                    engagement=engagement,
                    factor=code,
                    value=None if one.value == UNKNOWN else int(one.value),
                    reason=one.reason,
                    evidence=EvidenceItem.objects.filter(about, pk__in=numbers),
                    allegations=former.allegations.all() if former else (),
                    by=by,
                )
            assess_engagement(engagement=engagement, cause=_("Rated: %(codes)s") % {"codes": ", ".join(entered)}, by=by)
    except DomainError as error:
        first, *rest = entered
        refused = {first: Entered(entered[first].value, entered[first].reason, error.message)}
        return refused | {code: entered[code] for code in rest}, 0
    return entered, len(entered)
