from datetime import timedelta

from django.utils import timezone

from screening.selectors.neighbours import neighbours
from tests.make import make_alert


def test_the_way_through_a_view_is_the_order_of_the_queue(ana):
    now = timezone.now()
    third = make_alert(tier="T2", due_at=now, matches=0)
    first = make_alert(tier="T1", due_at=now, top_score=0.9, matches=0)
    second = make_alert(tier="T1", due_at=now, top_score=0.8, matches=0)
    fourth = make_alert(tier="T2", due_at=now + timedelta(1), matches=0)
    way = [first, second, third, fourth]
    found = [neighbours(alert, view="open", by=ana) for alert in way]
    assert [one.previous for one in found] == [None, *(alert.pk for alert in way[:-1])]
    assert [one.next for one in found] == [*(alert.pk for alert in way[1:]), None]
    assert [one.place for one in found] == [1, 2, 3, 4]


def test_an_alert_that_left_the_view_still_leads_on(ana):
    now = timezone.now()
    gone = make_alert(tier="T1", state="closed_false_positive", closed_at=now, matches=0)
    left = make_alert(tier="T2", matches=0)
    found = neighbours(gone, view="open", by=ana)
    assert (found.next, found.place, found.total) == (left.pk, 0, 1)


def test_an_unknown_view_is_the_open_one(ana):
    assert neighbours(make_alert(matches=0), view="nonsense", by=ana).view == "open"
