"""Keeps which columns of the queue a person wants to see. A preference: it leaves no audit event."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed
from screening.models import QueueColumns

# The customer's name always stands first.
COLUMNS: dict[str, Promise] = {
    "priority": gettext_lazy("Priority"),
    "list": gettext_lazy("Top list"),
    "matches": gettext_lazy("Matches"),
    "score": gettext_lazy("Score"),
    "trigger": gettext_lazy("Trigger"),
    "age": gettext_lazy("Age"),
    "due": gettext_lazy("Due"),
    "status": gettext_lazy("Status, assignee"),
    "risk": gettext_lazy("Customer risk"),
    "unit": gettext_lazy("Business unit"),
    "country": gettext_lazy("Country"),
    "tags": gettext_lazy("Tags"),
    "run": gettext_lazy("Run"),
}
DEFAULT = ("priority", "list", "matches", "score", "trigger", "age", "due", "status", "risk")


def choose_columns(*, columns: Sequence[str], by: User) -> tuple[str, ...]:
    """Keep the known ones in their fixed order; none stands for the usual ones. Raises NotAllowed."""
    if not by.may(Permission.SEE_ALERTS):
        raise NotAllowed(_("Your roles do not include the queue."))
    chosen = tuple(code for code in COLUMNS if code in columns)
    if chosen in ((), DEFAULT):
        QueueColumns.objects.filter(person=by).delete()
        return DEFAULT
    QueueColumns.objects.update_or_create(person=by, defaults={"columns": list(chosen)})
    return chosen


def columns_of(person: User) -> tuple[str, ...]:
    """The columns that the person sees, in order."""
    kept = QueueColumns.objects.filter(person=person).values_list("columns", flat=True).first()
    return tuple(code for code in COLUMNS if code in kept) if kept else DEFAULT
