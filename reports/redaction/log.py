"""What was left out, why, who asked and who agreed: every redaction, in words a reader can judge."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from reports.document import Column, Number, Row, Table, Words, prose


class Reason(StrEnum):
    """The only reasons there are. Harm to reputation is not one of them."""

    CUSTOMER_IDENTITY = "R1"
    TRADE_SECRET_OR_PRICE = "R2"  # noqa: S105 - a reason, not a password
    SECURITY_SENSITIVE = "R3"
    PRIVILEGE = "R4"
    PERSONAL_DATA = "R5"
    RIGHTS_HOLDER_SAFETY = "R6"
    THIRD_PARTY_LICENCE = "R7"
    LEGAL_SECRECY_ORDER = "R8"


REASON_WORDS = {
    Reason.CUSTOMER_IDENTITY: _("customer identity"),
    Reason.TRADE_SECRET_OR_PRICE: _("trade secret or price"),
    Reason.SECURITY_SENSITIVE: _("security-sensitive"),
    Reason.PRIVILEGE: _("legal privilege"),
    Reason.PERSONAL_DATA: _("personal data"),
    Reason.RIGHTS_HOLDER_SAFETY: _("safety of rights-holders"),
    Reason.THIRD_PARTY_LICENCE: _("licence of third-party data"),
    Reason.LEGAL_SECRECY_ORDER: _("legal secrecy order"),
}


class RedactionError(ValueError):
    """The document or the request cannot be redacted as asked."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One kind of thing left out of one place.

    `what` is the field, `instead` what the reader sees, `statement` what kind of information is missing.
    `times` says how often. The assessor's answer is `Agreed`, `Dissent` or still empty.
    """

    where: str
    what: str
    code: Reason
    instead: str
    statement: str
    requester: str
    approver: str
    decided_on: dt.date
    times: int = 1
    assessor: str = ""

    def __post_init__(self) -> None:
        if not self.statement:
            raise RedactionError("A redaction needs a plain statement of what kind of information is missing.")
        if not self.requester or not self.approver or self.requester == self.approver:
            raise RedactionError("A redaction is asked for by one person and approved by another.")


@dataclass(frozen=True, slots=True)
class RedactionLog:
    """All redactions of a report, and how many fields were looked at."""

    entries: tuple[Redaction, ...] = ()
    checked: int = 0

    @property
    def redacted(self) -> int:
        """How many fields were changed or left out."""
        return sum(entry.times for entry in self.entries)


def gather(entries: Iterable[Redaction], *, checked: int) -> RedactionLog:
    """A log in which equal redactions of one place are counted together, in the order of the report."""
    counts: dict[Redaction, int] = {}
    for entry in entries:
        counts[entry] = counts.get(entry, 0) + 1
    made = []
    for entry, times in counts.items():
        fields = (entry.where, entry.what, entry.code, entry.instead, entry.statement)
        made.append(Redaction(*fields, entry.requester, entry.approver, entry.decided_on, times, entry.assessor))
    return RedactionLog(tuple(made), checked)


def log_table(log: RedactionLog, *, code: str = "T2") -> Table:
    """The table of section 2: what was left out, and why.

    The count of a place stays out of it: how many cells are hidden can be seen, how many sentences need not be.
    """
    rows = (
        Row(
            f"r{number}",
            (
                Number(number),
                *map(_words, (e.where, e.what, e.code.value, e.instead, e.statement, e.assessor or "–")),
            ),
        )
        for number, e in enumerate(log.entries, start=1)
    )
    used = sorted({entry.code for entry in log.entries})
    reasons = " \N{MIDDLE DOT} ".join(f"{reason.value} {REASON_WORDS[reason]}" for reason in used)
    return Table(
        code=code,
        caption=prose(
            _(
                "%(redacted)s redactions of %(checked)s checked fields. "
                "Each was asked for by name and approved by a second person."
            )
            % {"redacted": f"{log.redacted:,}", "checked": f"{log.checked:,}"}
        ),
        columns=(
            Column("number", _("No."), field="P0"),
            Column("where", _("Where"), field="P0", width=15),
            Column("what", _("What"), field="P0", width=15),
            Column("code", _("Code"), field="P0", mono=True),
            Column("instead", _("Shown instead"), field="P0", width=14),
            Column("statement", _("What the reader does not learn"), field="P0", width=40),
            Column("assessor", _("Assessor"), field="P0"),
        ),
        rows=tuple(rows),
        kind="open",
        note=prose(f"{reasons}. " if reasons else "", _("Harm to reputation is not a reason that can be given.")),
    )


def _words(text: str) -> Words:
    return Words(prose(text))
