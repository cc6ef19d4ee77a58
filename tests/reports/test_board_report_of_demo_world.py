"""The report of the demo world: one population in every table, no slips of language."""

import re

import pytest

from reports.document import Number, Percent, plain, tables
from reports.redaction.counts import system_of
from tests.reports.read_report import make_report, share, table, total

pytestmark = pytest.mark.django_db


def test_all_tables_count_the_same_engagements(demo):
    document = make_report()
    whole = total(document, "T5")
    assert whole == 15
    assert {total(document, code) for code in ("T1", "T4a", "T5", "T7a", "T12")} == {whole}
    assert share(document, "T7", "assessed").part == share(document, "T7", "decided").whole == whole
    assert share(document, "T1b", "stops").whole == whole


def test_severe_engagements_agree_between_sections(demo):
    document = make_report()
    severe = total(document, "T5", "critical") + total(document, "T5", "high")
    assert len(table(document, "T4").rows) == severe
    assert share(document, "T1b", "undecided") == Percent(severe, severe)
    assert share(document, "T3a", "step3-3").whole == severe


def test_counts_add_up_and_figures_in_sentences_are_those_of_their_cells(demo):
    document = make_report()
    system, _limits = system_of(list(tables(document)))
    assert system.counts


def test_own_conduct_is_told_apart(demo):
    document = make_report()
    assert [row.key for row in table(document, "T12b").rows] == ["E-0111"]
    assert "E-0111" not in {row.key for row in table(document, "T4").rows}


def test_every_severe_engagement_stands_in_a_case(demo):
    document = make_report()
    (cases,) = [section for section in document.sections if section.number == "12"]
    told = " ".join(plain(block.text) for block in cases.blocks)
    assert all(row.key in told for row in table(document, "T4").rows)


def test_numbers_agree_with_their_words(demo):
    said = " ".join(prose_of(make_report()))
    assert not re.search(r"\b1 (?:engagements|alerts|decisions|matters|contracts|allegations|sources)\b", said)
    assert not re.search(r"\b(?!1\b)\d+ (?:engagement|alert|decision|matter|contract|allegation) ", said)


def prose_of(document):
    yield plain(document.cover.opinion)
    yield from (plain(text) for text in document.cover.decisions)
    for section in document.sections:
        yield plain(section.lead)
        for block in section.blocks:
            yield from (plain(text) for text in getattr(block, "entries", ()))
            text = getattr(block, "text", None)
            if text:
                yield plain(text)


def test_a_period_before_everything_is_empty(demo):
    document = make_report("1999")
    assert document.cover.verdict == "Not yet."
    assert all(
        cell.value == 0 for row in table(document, "T5").lines() for cell in row.cells if isinstance(cell, Number)
    )
