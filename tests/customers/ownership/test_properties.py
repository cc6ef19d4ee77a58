"""Ownership on random graphs, circles included: exact shares equal a plain iteration, and the order of things holds."""

import random
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from customers.ownership.aggregate import listed_shares, look_through_shares
from customers.ownership.graph import OwnershipGraph
from customers.ownership.paths import ownership_paths
from tests.customers.ownership.make_graph import TODAY

often = settings(max_examples=150, deadline=None)
seeds = st.integers(0, 2**32 - 1)
HALF = Fraction(1, 2)


def random_graph(draw, size=7):
    names = [f"P{number}" for number in range(size)]
    owners = {}
    for owned in names:
        holders = draw.sample([name for name in names if name != owned], draw.randint(0, 3))
        parts = [draw.randint(1, 60) for _ in holders]
        whole = max(100, sum(parts))
        owners[owned] = {holder: Fraction(part, whole) for holder, part in zip(holders, parts, strict=True)}
    return OwnershipGraph(owners, {}), set(draw.sample(names, 2))


def iterated(graph, listed, rounds=400):
    shares = {party: float(party in listed) for party in graph.parties()}
    for _ in range(rounds):
        shares = {
            party: 1.0
            if party in listed
            else sum(float(part) * shares[owner] for owner, part in graph.owners.get(party, {}).items())
            for party in shares
        }
    return shares


def treated_by_force(graph, listed):
    treated = set(listed)
    for _ in graph.parties():
        for party, held in graph.owners.items():
            if sum(part for owner, part in held.items() if owner in treated) >= HALF:
                treated.add(party)
    return treated


@often
@given(seeds)
def test_exact_look_through_equals_iteration(seed):
    graph, listed = random_graph(random.Random(seed))
    exact = look_through_shares(graph, listed=listed)
    for party, share in iterated(graph, listed).items():
        assert abs(float(exact[party]) - share) < 1e-6


@often
@given(seeds)
def test_attribution_equals_brute_force(seed):
    graph, listed = random_graph(random.Random(seed))
    treated = treated_by_force(graph, listed)
    found = listed_shares(graph, on=TODAY, listed=listed)
    assert {party for party, share in found.items() if share.reached} == treated - listed


@often
@given(seeds)
def test_no_share_is_below_zero_or_above_all(seed):
    graph, listed = random_graph(random.Random(seed))
    for share in listed_shares(graph, on=TODAY, listed=listed).values():
        assert 0 <= share.look_through <= 100
        assert 0 <= share.attributed <= 100


@often
@given(seeds)
def test_one_more_listed_party_lowers_nothing(seed):
    graph, listed = random_graph(random.Random(seed))
    more = listed | {min(set(graph.parties()) - listed)}
    before, after = (listed_shares(graph, on=TODAY, listed=one) for one in (listed, more))
    for party, share in after.items():
        assert share.look_through >= before[party].look_through
        assert share.attributed >= before[party].attributed


@often
@given(seeds)
def test_chains_never_tell_more_than_the_share(seed):
    graph, listed = random_graph(random.Random(seed))
    for party, share in listed_shares(graph, on=TODAY, listed=listed).items():
        told = sum(path.share for path in ownership_paths(graph, party, listed=listed, most=1000))
        assert float(told) <= float(share.look_through) + 0.01
