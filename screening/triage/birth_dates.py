"""Whether two dates of birth rule out that two people are one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

YEARS_OF_TOLERANCE = 2
_WHOLE_DATE = len("1974-03-12")


def why_birth_dates_do_not_differ(ours: str, listed: Sequence[dict[str, Any]]) -> str:
    """The sentence that refuses date of birth as a difference, or "" where it is one.

    ``ours`` is YYYY, YYYY-MM or YYYY-MM-DD; each of ``listed`` has ``start`` and ``end`` as ISO dates. A date
    known only by its year (or "circa") does not exclude another within two years of it (triage policy 5.0).
    """
    if not ours or not listed:
        return _("One side states no date of birth. A missing value is not a difference.")
    if any(_may_agree(ours, one) for one in listed):
        return _(
            "The dates of birth do not rule out a match: they agree, or only a year is known and it is within "
            "%(years)s years. Name another difference or choose Unsure."
        ) % {"years": YEARS_OF_TOLERANCE}
    return ""


def _may_agree(ours: str, listed: dict[str, Any]) -> bool:
    start, end = str(listed["start"]), str(listed["end"])
    exact = len(ours) == _WHOLE_DATE and start == end and not listed.get("circa")
    if exact:
        return ours == start
    year = int(ours[:4])
    return int(start[:4]) - YEARS_OF_TOLERANCE <= year <= int(end[:4]) + YEARS_OF_TOLERANCE
