"""Refuses a change of what somebody else changed since it was shown."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from dd_portal.common.errors import Conflict


class ChangedMeanwhile(Conflict):
    """Somebody else changed it since it was shown; both versions belong side by side."""


class Versioned(Protocol):
    """Whatever counts its changes."""

    version: int


def expect_version(stored: Versioned, expected: int | None) -> None:
    """Count one change of ``stored``, whose row is locked. None: the caller showed no earlier state to anybody.

    Raises ChangedMeanwhile where it is no longer at the version that was shown.
    """
    if expected is not None and stored.version != expected:
        raise ChangedMeanwhile(_("Somebody else changed this in the meantime. Look at their change, then try again."))
    stored.version += 1
