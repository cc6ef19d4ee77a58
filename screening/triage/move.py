"""Moves an alert along the state table by one conditional update, so that no update is lost."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from screening.models import Alert
from screening.triage.errors import AlertChanged, NotPossibleNow
from screening.triage.states import AlertEvent, AlertState, next_state


def move(alert: Alert, *, event: AlertEvent, **changes: Any) -> AlertState:
    """Apply ``event``: the alert's row must still be at ``alert.version``, and is one further afterwards.

    ``changes`` are fields set by the same update. Raises NotPossibleNow where the table does not lead on, and
    AlertChanged where somebody else was faster; ``alert`` is then unchanged.
    """
    state = AlertState(alert.state)
    target = next_state(state, event)
    if target is None:
        raise NotPossibleNow(
            _("This alert is in the state “%(state)s”, which does not allow it.") % {"state": state.words}
        )
    touch(alert, state=target, **changes)
    return target


def touch(alert: Alert, **changes: Any) -> None:
    """Set fields if the row is still at ``alert.version``; raises AlertChanged otherwise."""
    at_version = Alert.objects.filter(pk=alert.pk, version=alert.version, state=alert.state)
    if not at_version.update(version=F("version") + 1, **changes):
        raise AlertChanged(_("This alert changed while you were working on it. Read it again, then decide."))
    alert.version += 1
    for name, value in changes.items():
        setattr(alert, name, value)
