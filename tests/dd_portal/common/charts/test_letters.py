"""Tests of differing letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dd_portal.common.charts.letters import Span, differing, differing_letters, spans_at


def marked(ours, listed):
    left, right = differing(ours, listed)
    return "".join(s.text for s in left if s.differs), "".join(s.text for s in right if s.differs)


@pytest.mark.parametrize(
    ("ours", "listed", "expected"),
    [("Al-Dhurami", "Al-Dhorami", ("u", "o")), ("Nasser", "NASIR", ("se", "I")), ("محمد", "محمود", ("", "و"))],
)
def test_marks_only_what_differs(ours, listed, expected):
    assert marked(ours, listed) == expected


def test_case_does_not_count():
    assert differing("AL HASSAN", "Al Hassan")[0] == (Span("AL HASSAN"),)


def test_changed_letter_counts_once():
    assert differing_letters(*differing("Mohamed", "Muhammad")) == 3


def test_accent_stays_on_its_letter():
    assert marked("Jose\u0301", "Jose") == ("é", "e")


@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_is_lost(ours, listed):
    left, right = differing(ours, listed)
    assert "".join(span.text for span in left) == unicodedata.normalize("NFC", ours)
    assert "".join(span.text for span in right) == unicodedata.normalize("NFC", listed)


def test_given_ranges_become_runs():
    assert spans_at("Nasir", [(0, 1), (3, 5)]) == (Span("N", True), Span("as"), Span("ir", True))
    assert spans_at("", ()) == ()
