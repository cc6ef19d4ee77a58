"""Adds a graded source."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Engagement, EvidenceItem, Party
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid

_is_web_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(
    *,
    title: str,
    publisher: str,
    origin: str,
    reliability: str,
    credibility: int,
    party: Party | None = None,
    engagement: Engagement | None = None,
    about_vendor: bool = False,
    url: str = "",
    sha256: str = "",
    published_on: dt.date | None = None,
    retrieved_on: dt.date | None = None,
    licence: str = "",
    authoritative: bool = False,
    note: str = "",
    by: User,
) -> EvidenceItem:
    """Store a source about a party, an engagement, both, or the vendor itself, graded by the Admiralty code (A-F, 1-6).

    ``retrieved_on`` is today unless given. Raises NotAllowed or Invalid with the fields at fault.
    """
    unit = engagement.business_unit_id if engagement else party.business_unit_id if party else None
    permit(Permission.RATE, Permission.EDIT_PARTIES, unit_id=unit, by=by)
    found_on = retrieved_on or today()
    _check(
        title=title, publisher=publisher, origin=origin, grade=(reliability, credibility), url=url,
        published_on=published_on, found_on=found_on,
    )  # fmt: skip
    if party is None and engagement is None and not about_vendor:
        raise Invalid(_("Evidence is about a party or an engagement."))
    added = EvidenceItem.objects.create(
        party=party, engagement=engagement, title=title.strip(), publisher=publisher.strip(), origin=origin, url=url,
        sha256=sha256, published_on=published_on, retrieved_on=found_on, licence=licence, reliability=reliability,
        credibility=credibility, authoritative=authoritative, note=note, added_by=by,
    )  # fmt: skip
    record(
        Verb.EVIDENCE_ADDED, target=added, parent=engagement or party, by=by, publisher=added.publisher,
        grade=f"{reliability}{credibility}",
    )  # fmt: skip
    return added


def _check(
    *,
    title: str,
    publisher: str,
    origin: str,
    grade: tuple[str, int],
    url: str,
    published_on: dt.date | None,
    found_on: dt.date,
) -> None:
    faults = {}
    if not title.strip() or len(title) > 300:
        faults["title"] = _("Evidence has a title of at most 300 characters.")
    if not publisher.strip() or len(publisher) > 200:
        faults["publisher"] = _("Say who published it, in at most 200 characters.")
    if origin not in EvidenceItem.Origin.values:
        faults["origin"] = _("Choose who speaks.")
    if grade[0] not in tuple("ABCDEF") or grade[1] not in range(1, 7):
        faults["reliability"] = _("Grade the source A to F and its content 1 to 6.")
    if url and not _valid_address(url):
        faults["url"] = _("This is not a web address that begins with http:// or https://.")
    if published_on and published_on > found_on:
        faults["published_on"] = _("It cannot be published after it was found.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def _valid_address(url: str) -> bool:
    try:
        _is_web_address(url)
    except ValidationError:
        return False
    return len(url) <= 500
