"""Slow figures are kept for some minutes and say when they were counted."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy

from screening.models import Alert
from screening.selectors.indicators.indicator import Indicator, Scope
from screening.selectors.indicators.remembered import measure_or_recall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def counting(asked):
    def rows(scope):
        asked.append(scope)
        return Alert.objects.none()

    return Indicator("some", gettext_lazy("Some"), gettext_lazy("Counted"), rows)


def test_a_quick_figure_is_counted_every_time(ana):
    asked = []
    for _ in range(2):
        assert measure_or_recall(counting(asked), Scope(ana, timezone.now(), 30)).as_of is None
    assert len(asked) == 2


def test_a_slow_figure_is_kept_for_its_person_and_period(ana, bo, settings):
    settings.FIGURE_KEPT_FROM = 0.0
    asked, now = [], timezone.now()
    first = measure_or_recall(counting(asked), Scope(ana, now, 30))
    again = measure_or_recall(counting(asked), Scope(ana, timezone.now(), 30))
    assert (first.as_of, again.as_of) == (now, now)
    assert len(asked) == 1
    measure_or_recall(counting(asked), Scope(bo, now, 30))
    measure_or_recall(counting(asked), Scope(ana, now, 90))
    assert len(asked) == 3
