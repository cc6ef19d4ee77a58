"""Who may do a deed on an alert, and which answers a binding list lets stand. Every deed asks here again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, Resolution
from screening.triage.errors import AlertChanged, AlreadyClaimed, NotInHand, NotPossibleNow, OwnProposal
from screening.triage.states import AlertState


def require_right(permission: Permission, *, alert: Alert, by: User) -> None:
    """The person holds the permission in the party's business unit. Raises NotAllowed otherwise."""
    if not by.may(permission, unit_id=alert.party.business_unit_id):
        raise NotAllowed(_("Your roles do not allow this on this alert."))


def require_person(by: User) -> None:
    """Systems and clients with a key decide nothing. Raises NotAllowed for them."""
    if by.kind != User.Kind.PERSON:
        raise NotAllowed(_("Only a person can do this. A key or a service account cannot."))


def require_version(alert: Alert, *, alert_version: int) -> None:
    """The reader saw the alert as it is. Raises AlertChanged otherwise."""
    if alert.version != alert_version:
        raise AlertChanged(_("This alert changed while you were writing. Your text is below."))


def require_open_work(alert: Alert, *, alert_version: int, by: User) -> None:
    """A person who works on alerts acts on an open one, as they saw it. Raises NotAllowed, AlertChanged or
    NotPossibleNow.
    """
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    if AlertState(alert.state).is_closed:
        raise NotPossibleNow(_("This alert is closed."))


def require_in_hand(alert: Alert, *, by: User) -> None:
    """The person has taken the alert and nobody else took it over. Raises NotInHand or AlreadyClaimed."""
    if held_by_another(alert, by=by, now=timezone.now()):
        holder = alert.locked_by.display_name if alert.locked_by else ""
        raise AlreadyClaimed(_("%(name)s is working on this. You can view it.") % {"name": holder})
    if alert.assignee_id != by.pk:
        raise NotInHand(_("Take this alert before you work on it."))


def held_by_another(alert: Alert, *, by: User, now: dt.datetime) -> bool:
    """Whether somebody else's lock is in force."""
    return bool(alert.locked_by_id and alert.locked_by_id != by.pk and (alert.locked_until or now) > now)


def require_another_person(resolutions: Sequence[Resolution], *, by: User) -> None:
    """Maker is never checker, whatever the roles. Raises OwnProposal."""
    own = next((one for one in resolutions if one.proposed_by_id == by.pk), None)
    if own:
        at = date_format(own.proposed_at.astimezone(dt.UTC), "j M Y H:i")
        raise OwnProposal(_("You submitted this on %(at)s UTC, so someone else must approve it.") % {"at": at})


def disputed_by(by: User) -> QuerySet[Resolution]:
    """Answers that two people give differently, one of them this person: a third one decides."""
    either = Q(proposed_by=by) | Q(second_look__answered_by=by)
    return Resolution.objects.filter(either, state=Resolution.State.DISPUTED)
