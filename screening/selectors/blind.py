"""Which waiting answers a reader must not see yet: those that a second person checks blind."""

from __future__ import annotations

from collections.abc import Iterable

from dd_portal.accounts.models import User
from screening.models import Resolution


def is_hidden(resolution: Resolution, *, by: User) -> bool:
    """Whether the answer is kept from everybody but its maker, until the second person gave an own one."""
    return resolution.blind and resolution.state == Resolution.State.PROPOSED and resolution.proposed_by_id != by.pk


def hidden_ids(resolutions: Iterable[Resolution], *, by: User) -> frozenset[int]:
    """The ids of those that are hidden."""
    return frozenset(one.pk for one in resolutions if is_hidden(one, by=by))
