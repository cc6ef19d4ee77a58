"""Allegations in neutral words, with the status of the time."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from customers.models import Allegation, AllegationStatus
from reports.figures.allegations import AllegationFact, allegations
from tests.make import make_party, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "said"),
    [("alleged", "Alleged by X, 2 May 2026"), ("disputed", "Alleged by X; disputed, 2 May 2026"),
     ("adjudicated", "Found by X, 2 May 2026"), ("adjudicated_under_appeal", "Found by X; under appeal, 2 May 2026")],
)  # fmt: skip
def test_attribution(status, said):
    assert AllegationFact(1, "c", "X", status, date(2026, 5, 2), "", "media").attribution == said


def test_the_status_of_the_time_counts(now_scope):
    by = make_user()
    day = date(2026, 5, 2)
    made = Allegation.objects.create(
        party=make_party(),
        claim="c",
        alleged_by="X",
        state="withdrawn",
        as_of=day,
        detection_source="ngo",
        stated_by=by,
    )
    then = now_scope()
    for state in ("alleged", "withdrawn"):
        AllegationStatus.objects.create(allegation=made, state=state, as_of=day, noted_by=by)
    AllegationStatus.objects.filter(state="alleged").update(noted_at=timezone.now() - timedelta(days=9))
    assert allegations(then)[0].status == "alleged"
    assert allegations(now_scope())[0].status == "withdrawn"
