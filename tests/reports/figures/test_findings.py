"""Findings follow from the figures by fixed rules."""

from dataclasses import replace

from reports.figures.findings import Evidence, findings
from tests.reports.figures.test_maturity import GOOD

CLEAR = Evidence(0, 7, 0, 4, 0, 0, 0, 0)


def texts(standing, evidence):
    return [finding.text for finding in findings(standing, evidence)]


def test_a_channel_closes_its_finding():
    assert texts(replace(GOOD, has_channel=True), CLEAR) == ["Nobody outside has tested this report."]


def test_voices_and_remedy_that_are_missing_are_grave():
    found = findings(GOOD, replace(CLEAR, severe=4, remedy_owed=2, remedy_provided=1))
    assert [one.grade for one in found if "heard" in one.text or "Remedy" in one.text] == ["grave", "grave"]
    assert not any("heard" in text for text in texts(GOOD, replace(CLEAR, severe=4, severe_heard=1)))


def test_two_findings_stand_until_their_data_exist():
    assert texts(GOOD, CLEAR) == ["Affected people have no channel on file.", "Nobody outside has tested this report."]


def test_each_gap_is_a_finding():
    bad = replace(GOOD, severe_undecided=1, enhanced_done=1, barred=1, assessed=20, screened=9, blind=1, reviews_due=3,
                  reviews_overdue=1, provisional=1)  # fmt: skip
    assert len(texts(bad, Evidence(3, 7, 1, 4, 2, 2, 0, 5))) == 14


def test_an_allegation_found_by_ourselves_is_no_finding():
    assert len(texts(GOOD, replace(CLEAR, found_by_others=1, allegations=2))) == 2
