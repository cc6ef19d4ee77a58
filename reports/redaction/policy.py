"""Who asks for the public edition, who approves it, and how strictly it is made."""

import datetime as dt
from dataclasses import dataclass, field

from reports.document import Document
from reports.redaction.log import Reason, Redaction, RedactionError
from reports.redaction.scan_text import Term

LEAST_K = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a public edition needs beside the board edition.

    `secret` is new for each report. `terms` are the names that must not stand in it. `earlier` are public
    editions already released. `k` may be raised, never lowered below 5.
    """

    report_id: str
    secret: bytes = field(repr=False)
    requester: str
    approver: str
    decided_on: dt.date
    terms: tuple[Term, ...] = ()
    earlier: tuple[Document, ...] = ()
    k: int = LEAST_K

    def __post_init__(self) -> None:
        if self.k < LEAST_K:
            raise RedactionError(f"Counts of 1 to {LEAST_K - 1} are always withheld; {self.k} is too low a limit.")


class Ledger:
    """Takes down every redaction while the edition is made, and counts the fields looked at."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.entries: list[Redaction] = []
        self.blockers: list[Blocker] = []
        self.checked = 0

    def look(self, fields: int = 1) -> None:
        """Count fields that were checked."""
        self.checked += fields

    def record(
        self, where: str, what: str, instead: str, statement: str, *, code: Reason = Reason.CUSTOMER_IDENTITY
    ) -> None:
        """Take down one redaction, in the names of the policy's requester and approver."""
        policy = self._policy
        self.entries.append(
            Redaction(where, what, code, instead, statement, policy.requester, policy.approver, policy.decided_on)
        )

    def forget(self, since: int, *, what: str | None = None) -> None:
        """Drop entries taken down after position `since`: what they changed was left out as a whole."""
        later = [entry for entry in self.entries[since:] if what is not None and entry.what != what]
        self.entries[since:] = later

    def block(self, where: str, why: str) -> None:
        """Take down a reason why the edition may not be published as it is."""
        self.blockers.append(Blocker(where, why))


@dataclass(frozen=True, slots=True)
class Blocker:
    """What a person must settle before the public edition may go out."""

    where: str
    why: str
