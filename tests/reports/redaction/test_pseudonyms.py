"""Pseudonyms: stable, unlinkable, never twice."""

import re

import pytest

from reports.redaction.pseudonyms import assign, new_secret, pseudonym

SECRET = b"0123456789abcdef"


def test_the_same_party_keeps_its_pseudonym_within_a_report():
    made = pseudonym("p1", report_id="r1", secret=SECRET)
    assert made == pseudonym("p1", report_id="r1", secret=SECRET)
    assert re.fullmatch(r"CUST-[A-Z2-7]{6}", made)


def test_reports_and_secrets_cannot_be_linked():
    made = {
        pseudonym("p1", report_id=report, secret=secret) for report in ("r1", "r2") for secret in (SECRET, new_secret())
    }
    assert len(made) == 4


def test_ids_cannot_be_shifted_between_fields():
    assert pseudonym("bc", report_id="a", secret=SECRET) != pseudonym("c", report_id="ab", secret=SECRET)


def test_many_parties_never_share_one():
    parties = [f"p{n}" for n in range(60_000)]
    made = assign(parties, report_id="r", secret=SECRET)
    assert len(set(made.values())) == len(parties)


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        pseudonym("p", report_id="r", secret=b"short")
