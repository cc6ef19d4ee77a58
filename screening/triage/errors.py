"""What can go wrong in triage, in the words of the person who reads it."""

from __future__ import annotations

from dd_portal.common.errors import Conflict, NotAllowed


class AlreadyClaimed(Conflict):
    """Somebody else is working on the alert."""


class AlertChanged(Conflict):
    """The alert moved on since it was read."""


class EvidenceChanged(Conflict):
    """What was compared is not what is known now, so an answer about it cannot stand."""


class NotInHand(Conflict):
    """The alert must be taken before it can be worked on."""


class NotPossibleNow(Conflict):
    """The state of the alert does not allow the deed."""


class AlreadyAnswered(Conflict):
    """The potential match has an answer that waits for a second person or is final."""


class NothingToStart(Conflict):
    """No alert of the view is free."""


class OwnProposal(NotAllowed):
    """Nobody approves or returns an own answer."""
