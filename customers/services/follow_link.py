"""Finds the link behind an address, and counts its use."""

import datetime as dt

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Questionnaire, QuestionnaireLink
from customers.services.send_questionnaire import PURPOSE
from dd_portal.common.errors import DomainError, NotFound

WINDOW = dt.timedelta(minutes=10)
MOST_USES = 120


class LinkEnded(DomainError):
    """The address was good once."""

    status = 410
    title = "This address works no more"


class TooManyUses(DomainError):
    """The address was used too often in a short time."""

    status = 429
    title = "Too many requests"


@transaction.atomic
def follow_link(token: str) -> QuestionnaireLink:
    """The link of a token, with its questionnaire. A forged token and one of another purpose find nothing, and ask
    the database nothing: guessing a signature of 256 bits needs no limit of its own.

    Raises NotFound, LinkEnded where it expired or was revoked, TooManyUses above 120 uses in ten minutes.
    """
    try:
        key = signing.Signer(salt=PURPOSE).unsign_object(token)["link"]
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        key = None
    is_key = isinstance(key, int) and not isinstance(key, bool)
    found = QuestionnaireLink.objects.select_for_update(of=("self",)).select_related("questionnaire__engagement")
    link = found.filter(pk=key).first() if is_key else None
    if link is None:
        raise NotFound(_("There is nothing at this address. Check that it is complete."))
    now = timezone.now()
    _check_running(link, now=now)
    if link.window_began_at is None or now - link.window_began_at >= WINDOW:
        link.window_began_at, link.window_uses = now, 0
    if link.window_uses >= MOST_USES:
        raise TooManyUses(_("This address was used very often just now. Nothing is lost; try again in ten minutes."))
    link.window_uses += 1
    link.last_used_at = now
    link.save(update_fields=["window_began_at", "window_uses", "last_used_at"])
    return link


def _check_running(link: QuestionnaireLink, *, now: dt.datetime) -> None:
    if link.questionnaire.state == Questionnaire.State.REVIEWED:
        raise LinkEnded(_("The questionnaire is complete and the answers were read. There is nothing left to do."))
    if link.revoked_at is not None:
        raise LinkEnded(_("This address was taken back. Ask the person who sent it for a new one."))
    if link.expires_at <= now:
        raise LinkEnded(
            _("This address expired on %(day)s. What you answered is kept; ask the person who sent it for a new one.")
            % {"day": f"{link.expires_at:%d %b %Y}"}
        )
