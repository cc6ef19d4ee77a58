"""Composes one edition of a period's report without storing anything."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotAllowed
from reports.board_report import board_report
from reports.document import Document
from reports.models import PublishedReport
from reports.period import Period, PeriodError, parse_period
from reports.services.public_edition import public_edition


def compose_report(*, period: str, edition: str, by: User) -> Document:
    """The document as it would be published now, its figures read at this moment.

    Raises NotAllowed without the right to publish, Invalid for a period or edition that does not exist, and Conflict
    where a public edition has blockers that a person must settle.
    """
    if not by.may(Permission.PUBLISH_REPORTS):
        raise NotAllowed("Only the compliance lead publishes reports.")
    span = readable_period(period)
    if edition not in PublishedReport.Edition.values:
        known = ", ".join(PublishedReport.Edition.values)
        raise Invalid(f"There is no edition {edition!r}. Editions: {known}.", fields={"edition": "Choose an edition."})
    taken_at = timezone.now()
    document = board_report(
        span, organisation=settings.PORTAL_ORGANISATION, author=by.display_name, zone=settings.PORTAL_TIME_ZONE,
        taken_at=taken_at, salt=secrets.token_hex(16),
    )  # fmt: skip
    if edition == PublishedReport.Edition.PUBLIC:
        return public_edition(document, approver=by.display_name)
    return document


def readable_period(text: str) -> Period:
    """The period of a text; raises Invalid with the forms that are read, or where the period has not begun."""
    try:
        span = parse_period(text)
    except PeriodError as error:
        raise Invalid(str(error), fields={"period": str(error)}) from error
    if span.start > timezone.now().date():
        message = f"The period {span.label} has not begun; there is nothing to report yet."
        raise Invalid(message, fields={"period": message})
    return span
