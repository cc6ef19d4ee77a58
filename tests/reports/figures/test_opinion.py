"""The answer, its reasons, and what is asked of the board."""

from dataclasses import replace

from reports.document import plain
from reports.figures.opinion import decisions_asked, opinion, public_opinion, verdict
from tests.reports.figures.test_maturity import GOOD, NOTHING


def test_nothing_assessed_is_not_yet():
    assert verdict(NOTHING) == "Not yet."
    assert "nothing can be told" in plain(opinion(NOTHING))


def test_the_best_answer_today_is_partly():
    assert verdict(GOOD) == "Partly."
    assert "30 of 30 engagements in scope are assessed, 5 are High or Critical" in plain(opinion(GOOD))
    assert "It acts on what it finds." in plain(opinion(GOOD))


def test_gaps_are_reasons():
    said = plain(opinion(replace(GOOD, severe_undecided=1, enhanced_done=7, blind=1)))
    assert "1 of these has no decision, and 1 engagement lacks" in said
    assert "the unnamed end user of 1 engagement, and people" in said


def test_the_public_opinion_states_no_count():
    assert not any(letter.isdigit() for letter in plain(public_opinion(replace(GOOD, severe_undecided=2))))


def test_decisions_follow_the_gaps():
    asked = [
        plain(text) for text in decisions_asked(replace(GOOD, severe_undecided=5, stops=1, barred=1, enhanced_done=0))
    ]
    assert asked[0] == "Have every High or Critical engagement decided (section 4). Today 5 wait."
    assert len(asked) == 6
    assert len(decisions_asked(GOOD)) == 2


def test_a_channel_is_not_asked_for_twice():
    heard = replace(GOOD, has_channel=True)
    assert len(decisions_asked(heard)) == 1
    assert "complain" not in plain(opinion(heard)) + plain(public_opinion(heard))
