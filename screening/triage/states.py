"""The states of an alert and which event leads from which to which, as one pure table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AlertState(StrEnum):
    """Where an alert stands."""

    NEW = "new"
    IN_REVIEW = "in_review"
    WAITING_INFO = "waiting_info"
    ESCALATED = "escalated"
    IN_REVIEW_L2 = "in_review_l2"
    PENDING_APPROVAL = "pending_approval"
    REOPENED = "reopened"
    CLOSED_FALSE_POSITIVE = "closed_false_positive"
    CLOSED_TRUE_MATCH = "closed_true_match"
    CLOSED_SUPERSEDED = "closed_superseded"

    @property
    def words(self) -> str:
        """The words a reader sees (English; pages translate them)."""
        return TITLES[self]

    @property
    def is_closed(self) -> bool:
        """Whether nobody needs to act."""
        return self in CLOSED

    @classmethod
    def closed(cls) -> list[str]:
        """The values of the closed states, in order."""
        return [state.value for state in cls if state in CLOSED]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, title) pairs for a field."""
        return [(state.value, TITLES[state]) for state in cls]


CLOSED = frozenset({AlertState.CLOSED_FALSE_POSITIVE, AlertState.CLOSED_TRUE_MATCH, AlertState.CLOSED_SUPERSEDED})

TITLES = {
    AlertState.NEW: "New",
    AlertState.IN_REVIEW: "In review",
    AlertState.WAITING_INFO: "Waiting for information",
    AlertState.ESCALATED: "Escalated",
    AlertState.IN_REVIEW_L2: "In senior review",
    AlertState.PENDING_APPROVAL: "Waiting for approval",
    AlertState.REOPENED: "Reopened",
    AlertState.CLOSED_FALSE_POSITIVE: "Closed: false positive",
    AlertState.CLOSED_TRUE_MATCH: "Closed: true match",
    AlertState.CLOSED_SUPERSEDED: "Closed: superseded",
}


class AlertEvent(StrEnum):
    """What can happen to an alert."""

    CLAIM = "claim"
    RELEASE = "release"
    REQUEST_INFORMATION = "request_information"
    INFORMATION_RECEIVED = "information_received"
    ESCALATE = "escalate"
    SEND_FOR_APPROVAL = "send_for_approval"
    CLOSE_FALSE_POSITIVE = "close_false_positive"
    CLOSE_TRUE_MATCH = "close_true_match"
    RETURN = "return"
    WITHDRAW = "withdraw"
    EVIDENCE_CHANGED = "evidence_changed"
    DISAGREE = "disagree"
    REOPEN = "reopen"
    SUPERSEDE = "supersede"


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of ``sources``, ``event`` leads to ``target``."""

    event: AlertEvent
    sources: frozenset[AlertState]
    target: AlertState


_S = AlertState
_WORKED = frozenset({_S.IN_REVIEW, _S.IN_REVIEW_L2})
_OPEN = frozenset(_S) - CLOSED

TRANSITIONS: tuple[Transition, ...] = (
    Transition(AlertEvent.CLAIM, frozenset({_S.NEW, _S.REOPENED}), _S.IN_REVIEW),
    Transition(AlertEvent.CLAIM, frozenset({_S.ESCALATED}), _S.IN_REVIEW_L2),
    # A lock that ran out, or work that came back: whoever takes it goes on where it stood.
    Transition(AlertEvent.CLAIM, frozenset({_S.IN_REVIEW}), _S.IN_REVIEW),
    Transition(AlertEvent.CLAIM, frozenset({_S.IN_REVIEW_L2}), _S.IN_REVIEW_L2),
    Transition(AlertEvent.RELEASE, frozenset({_S.IN_REVIEW}), _S.NEW),
    Transition(AlertEvent.RELEASE, frozenset({_S.IN_REVIEW_L2}), _S.ESCALATED),
    Transition(AlertEvent.REQUEST_INFORMATION, _WORKED, _S.WAITING_INFO),
    Transition(AlertEvent.INFORMATION_RECEIVED, frozenset({_S.WAITING_INFO}), _S.IN_REVIEW),
    Transition(AlertEvent.ESCALATE, _WORKED, _S.ESCALATED),
    Transition(AlertEvent.SEND_FOR_APPROVAL, _WORKED, _S.PENDING_APPROVAL),
    Transition(AlertEvent.CLOSE_FALSE_POSITIVE, _WORKED | {_S.PENDING_APPROVAL}, _S.CLOSED_FALSE_POSITIVE),
    Transition(AlertEvent.CLOSE_TRUE_MATCH, _WORKED | {_S.PENDING_APPROVAL}, _S.CLOSED_TRUE_MATCH),
    Transition(AlertEvent.RETURN, frozenset({_S.PENDING_APPROVAL}), _S.IN_REVIEW),
    Transition(AlertEvent.WITHDRAW, frozenset({_S.PENDING_APPROVAL}), _S.IN_REVIEW),
    Transition(AlertEvent.EVIDENCE_CHANGED, frozenset({_S.PENDING_APPROVAL}), _S.IN_REVIEW),
    Transition(AlertEvent.DISAGREE, frozenset({_S.PENDING_APPROVAL, _S.IN_REVIEW, _S.IN_REVIEW_L2}), _S.ESCALATED),
    Transition(AlertEvent.REOPEN, CLOSED, _S.REOPENED),
    Transition(AlertEvent.SUPERSEDE, _OPEN, _S.CLOSED_SUPERSEDED),
)


def sources_of(event: AlertEvent) -> frozenset[AlertState]:
    """Every state in which ``event`` is possible."""
    return frozenset().union(*(t.sources for t in TRANSITIONS if t.event is event))


def next_state(state: AlertState, event: AlertEvent) -> AlertState | None:
    """The state that ``event`` leads to from ``state``, or None where the table does not allow it."""
    found = (t.target for t in TRANSITIONS if t.event is event and state in t.sources)
    return next(found, None)
