"""One assessment as it was made."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from customers.methodology.assess import result_from_json
from customers.methodology.errors import UnknownVersion
from customers.models import Assessment, AssessmentDecision, Engagement, method_of
from customers.selectors.verdict import Verdict, verdict_of
from dd_portal.common.errors import NotFound, NotReady


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """What the page of an assessment shows."""

    engagement: Engagement
    assessment: Assessment
    verdict: Verdict
    ratings: tuple[tuple[str, str, str], ...]
    decisions: tuple[AssessmentDecision, ...]


def assessment_page(engagement: Engagement, *, number: int) -> AssessmentPage:
    """The assessment of that number, under its own version of the method. Raises NotFound or NotReady."""
    found = engagement.assessments.select_related("made_by").filter(number=number).first()
    if found is None:
        raise NotFound(_("There is no such assessment."))
    try:
        method = method_of(found.methodology)
    except UnknownVersion as error:
        raise NotReady(
            _("This assessment was made under method %(version)s, which is not installed.")
            % {"version": found.methodology}
        ) from error
    result = result_from_json(found.result)
    return AssessmentPage(
        engagement=engagement,
        assessment=found,
        verdict=verdict_of(found, result, method=method),
        ratings=tuple(
            (code, _(method.factors[code].title), _("unknown") if value is None else str(value))
            for code, value in result.ratings.values.items()
        ),
        decisions=tuple(found.decisions.select_related("proposed_by", "approved_by").order_by("pk")),
    )
