"""Imports allegations from a CSV file: refused rows are told, the same file twice changes nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Allegation
from customers.services.allegation_rows import OPTIONAL, REQUIRED, read_allegation_row
from customers.services.change_allegation import change_allegation
from customers.services.permit import permit
from customers.services.take_in_allegation import AllegationFact, take_in_allegation
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError, Invalid

MOST_ROWS = 5_000
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not stored: its line in the file, the reason, its cells as written."""

    line: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllegationImport:
    """What an import did, with the columns that nobody reads."""

    created: int
    changed: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    unread_columns: tuple[str, ...]
    header: tuple[str, ...]

    def errors_file(self) -> str:
        """The refused rows as CSV: line, reason, then the row as written; empty if none was refused."""
        if not self.refused:
            return ""
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(["line", "reason", *self.header])
        writer.writerows([one.line, one.reason, *one.cells] for one in self.refused)
        return stream.getvalue()


@transaction.atomic
def import_allegations(*, content: bytes, name: str, by: User) -> AllegationImport:
    """Store every readable row (columns: see ``allegation_rows``).

    An allegation that is on file already, of the same party with the same words by the same author, takes a newer
    status from the row; an older or equal one changes nothing. Raises NotAllowed, or Invalid for a file that cannot be
    read, of which nothing is stored.
    """
    permit(Permission.RATE, Permission.STATE_ALLEGATIONS, unit_id=None, by=by)
    header, rows = _read(content, name)
    done = {"created": 0, "changed": 0, "unchanged": 0}
    refused = []
    for line, cells in rows:
        try:
            done[_store(header, cells, by=by)] += 1
        except DomainError as error:
            refused.append(RefusedRow(line, error.message, tuple(cells)))
    if done["created"] or done["changed"] or refused:
        record(
            Verb.ALLEGATIONS_IMPORTED, target=BusinessUnit.objects.default(), by=by, file=name[:200],
            created=done["created"], changed=done["changed"], unchanged=done["unchanged"], refused=len(refused),
        )  # fmt: skip
    unread = tuple(column for column in header if column not in REQUIRED + OPTIONAL)
    return AllegationImport(refused=tuple(refused), unread_columns=unread, header=header, **done)


def _store(header: tuple[str, ...], cells: list[str], *, by: User) -> str:
    if len(cells) != len(header):
        raise Invalid(
            _("The row has %(found)s cells, the header %(wanted)s.") % {"found": len(cells), "wanted": len(header)}
        )
    fact = read_allegation_row(dict(zip(header, cells, strict=True)))
    known = Allegation.objects.filter(party=fact.party, claim=fact.claim, alleged_by=fact.alleged_by).first()
    if known is None:
        take_in_allegation(fact=fact, by=by)
        return "created"
    if fact.as_of <= known.as_of or _says_the_same(known, fact):
        return "unchanged"
    change_allegation(
        allegation=known, state=fact.state, as_of=fact.as_of, note=_("From a file"), facts_stand=fact.facts_stand,
        party_response=fact.party_response or None, by=by,
    )  # fmt: skip
    return "changed"


def _says_the_same(known: Allegation, fact: AllegationFact) -> bool:
    said = (fact.state, fact.facts_stand, fact.party_response or known.party_response)
    return said == (known.state, known.facts_stand, known.party_response)


def _read(content: bytes, name: str) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    if not content or len(content) > LARGEST:
        raise _unreadable(name, _("it is empty, or larger than 10 MB"))
    if b"\x00" in content[:65536]:
        raise _unreadable(name, _("it is no text. Save it as CSV in UTF-8"))
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(cell.strip().lower() for cell in next(reader, []))
        rows, line = [], reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except UnicodeDecodeError:
        raise _unreadable(name, _("it is not UTF-8")) from None
    except csv.Error as error:
        raise _unreadable(name, str(error)) from None
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise _unreadable(name, _("the column %(columns)s is missing") % {"columns": ", ".join(missing)})
    if len(set(header)) < len(header):
        raise _unreadable(name, _("a column occurs twice"))
    if len(rows) > MOST_ROWS:
        raise _unreadable(name, _("it has more than %(most)s rows. Split it") % {"most": MOST_ROWS})
    return header, rows


def _unreadable(name: str, reason: str) -> Invalid:
    text = _("%(file)s cannot be read: %(reason)s. Nothing was stored.") % {"file": name[:200], "reason": reason}
    return Invalid(text, fields={"file": text})
