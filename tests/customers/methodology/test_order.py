"""Gravest first."""

import datetime as dt

from customers.methodology.order import queue_key
from tests.customers.methodology.make_inputs import TODAY, make_line, result_of


def key(*groups, opened_on=TODAY, line=(1, 1, 1)):
    return queue_key(result_of(groups or (0,) * 9, lines=[make_line(*line)]).figures, opened_on=opened_on)


def test_tier_before_severity_before_irremediability_before_likelihood():
    critical = key(*(3,) * 9, line=(4, 1, 1))
    high = key(line=(4, 1, 1))
    lasting = key(line=(1, 1, 1))
    assert sorted([lasting, high, critical]) == [critical, high, lasting]


def test_the_less_remediable_comes_first():
    assert key(line=(2, 1, 2)) < key(line=(2, 1, 1))


def test_the_more_likely_comes_first():
    assert key(1, 1, 1, 1, 1, 1, 1, 1, 1) < key(*(0,) * 9)


def test_the_older_comes_first():
    assert key(opened_on=dt.date(2026, 1, 1)) < key(opened_on=TODAY)
