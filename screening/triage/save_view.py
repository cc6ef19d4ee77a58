"""Keeps a view of the queue under a name. A preference, not a deed on anybody's data: it leaves no audit event."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import SavedView

MOST_VIEWS = 30
LONGEST_NAME = 60


def save_view(*, name: str, query: str, shared: bool, by: User) -> SavedView:
    """Save the view, or replace the own one of that name; only leads share views with everybody.

    Raises Invalid without a name or with too many views, NotAllowed.
    """
    name = " ".join(name.split())
    if not by.may(Permission.SEE_ALERTS) or (shared and not by.may(Permission.ASSIGN_ALERTS)):
        raise NotAllowed(_("A lead shares views with the team. Save it for yourself."))
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(_("Not saved."), fields={"name": _("Give the view a name of at most 60 characters.")})
    own = SavedView.objects.filter(owner=by)
    if own.exclude(name=name).count() >= MOST_VIEWS:
        raise Invalid(_("Not saved."), fields={"name": _("You have 30 views. Delete one first.")})
    return SavedView.objects.update_or_create(
        owner=by, name=name, defaults={"query": query, "shared": shared, "saved_at": timezone.now()}
    )[0]


def delete_view(*, view: SavedView, by: User) -> None:
    """Forget an own view. Raises NotAllowed for another's."""
    if view.owner_id != by.pk:
        raise NotAllowed(_("Only its owner deletes a view."))
    view.delete()
