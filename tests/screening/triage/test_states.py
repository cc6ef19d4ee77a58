"""The state table: whole, and nothing leads out of it."""

from hypothesis import given
from hypothesis import strategies as st

from screening.triage.states import TRANSITIONS, AlertEvent, AlertState, next_state, sources_of


@given(st.sampled_from(AlertState), st.lists(st.sampled_from(AlertEvent), max_size=30))
def test_any_walk_stays_inside_the_table(start, events):
    state = start
    for event in events:
        after = next_state(state, event)
        assert (after is not None) == (state in sources_of(event))
        state = after or state
    assert state in AlertState


@given(st.sampled_from(sorted(AlertState.closed())), st.sampled_from(AlertEvent))
def test_a_closed_alert_can_only_be_reopened(closed, event):
    expected = AlertState.REOPENED if event is AlertEvent.REOPEN else None
    assert next_state(AlertState(closed), event) is expected


def test_an_event_leads_from_a_state_to_one_state_only():
    pairs = [(state, one.event) for one in TRANSITIONS for state in one.sources]
    assert len(pairs) == len(set(pairs))


def test_every_state_is_reached_and_can_be_left():
    reached = {one.target for one in TRANSITIONS} | {AlertState.NEW}
    left = frozenset().union(*(one.sources for one in TRANSITIONS))
    assert reached == set(AlertState) == left


def test_every_open_state_can_reach_a_closed_one():
    for state in AlertState:
        seen, border = {state}, {state}
        while border:
            border = {one.target for one in TRANSITIONS if one.sources & border} - seen
            seen |= border
        assert seen & {AlertState(value) for value in AlertState.closed()}


def test_every_state_has_words():
    assert all(state.words for state in AlertState)
