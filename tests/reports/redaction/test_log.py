"""The log: reasons, two people, and the table of section 2."""

import dataclasses
import datetime as dt

import pytest

from reports.document import plain
from reports.redaction.log import Reason, Redaction, RedactionError, gather, log_table

ENTRY = Redaction(
    "Table T5", "counts", Reason.CUSTOMER_IDENTITY, "withheld", "How many.", "Ana", "Lea", dt.date(2026, 11, 6)
)


def test_reputation_is_no_reason():
    assert [reason.value for reason in Reason] == [f"R{n}" for n in range(1, 9)]
    assert not any("reputation" in reason.name.lower() for reason in Reason)


@pytest.mark.parametrize("change", [{"statement": ""}, {"approver": "Ana"}, {"approver": ""}, {"requester": ""}])
def test_an_entry_needs_a_statement_and_two_people(change):
    with pytest.raises(RedactionError):
        dataclasses.replace(ENTRY, **change)


def test_equal_entries_are_counted_together():
    log = gather([ENTRY, ENTRY, dataclasses.replace(ENTRY, where="Table T6")], checked=40)
    assert [entry.times for entry in log.entries] == [2, 1]
    assert (log.redacted, log.checked) == (3, 40)


def test_the_table_says_what_is_not_learned_and_how_often_nothing():
    table = log_table(gather([ENTRY] * 3, checked=40))
    assert plain(table.caption).startswith("3 redactions of 40")
    assert "R1 customer identity" in plain(table.note)
    assert [plain(cell.text) for cell in table.rows[0].cells[1:6]] == [
        "Table T5",
        "counts",
        "R1",
        "withheld",
        "How many.",
    ]
