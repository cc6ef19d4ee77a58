"""What the registers hold reaches the report, by period and by moment."""

import datetime as dt

import pytest
from django.utils import timezone

from customers.models import Consultation, Grievance, LeverageAction, PolicyVersion, Remedy, StaffConcern
from reports.figures import governance, grievance, stakeholders
from reports.figures.exposure import portfolio
from reports.figures.registers import Registers, registers
from reports.period import days
from tests.make import make_engagement, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
NEW_YEAR = TODAY.replace(month=1, day=1)


@pytest.fixture
def by():
    return {"stated_by": make_user(), "stated_at": timezone.now()}


def complain(by, **fields):
    return Grievance.objects.create(
        **{"channel": "organisation", "received_on": NEW_YEAR, "claim": "Refused aid", **fields, **by}
    )


def test_empty_registers_say_so(now_scope):
    held = registers(now_scope())
    assert held == Registers()
    blocks = (
        *grievance.section(portfolio(now_scope()), held).blocks,
        *stakeholders.section(portfolio(now_scope()), held).blocks,
    )
    assert sum("No data exist yet" in str(block) for block in blocks) == 2


def test_reading_takes_the_same_number_of_queries_whatever_is_held(now_scope, by, django_assert_num_queries):
    for _ in range(3):
        complain(by)
    with django_assert_num_queries(6):
        registers(now_scope())


def test_only_policies_in_force_count(now_scope, by):
    def adopt(code, **fields):
        PolicyVersion.objects.create(code=code, title="Policy", summary="-", adopted_by="Board", **fields, **by)

    adopt("human-rights", version="1", starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2021, 1, 1))
    assert not registers(now_scope()).has_commitment
    adopt("human-rights", version="2", starts_on=dt.date(2021, 1, 1))
    held = registers(now_scope())
    assert [policy.version for policy in held.policies] == ["2"]
    assert (held.has_commitment, held.has_procedure) == (True, False)
    adopt("grievance-channel", version="1", starts_on=NEW_YEAR)
    assert registers(now_scope()).has_procedure


def test_complaints_count_in_the_period_in_which_they_came(now_scope, by):
    complain(by)
    complain(by, received_on=NEW_YEAR - dt.timedelta(days=10), state="upheld", closed_on=NEW_YEAR, satisfied=True)
    held = registers(now_scope())
    assert held.received == {"received": 1}
    assert held.days_to_close == (10,)
    assert (held.satisfied, held.asked) == (1, 1)


def test_remedy_is_owed_until_it_is_provided(now_scope, by):
    complaint = complain(by)
    Remedy.objects.create(grievance=complaint, kind="deletion", text="Delete", provided_on=NEW_YEAR, **by)
    Remedy.objects.create(grievance=complaint, kind="apology", text="Say so", **by)
    held = registers(now_scope())
    assert (held.provided, held.owed) == (1, 2)


def test_an_exemption_is_no_voice(now_scope, assessed, by):
    loud, quiet = assessed(inherent_tier=4), assessed(inherent_tier=3)
    Consultation.objects.create(engagement=loud, kind="experts", who="Two", heard="Much", held_on=NEW_YEAR, **by)
    Consultation.objects.create(engagement=quiet, kind="exemption", heard="Threats", held_on=NEW_YEAR, **by)
    scope = now_scope()
    held = registers(scope)
    assert held.heard == {"experts": 1, "exemption": 1}
    assert stakeholders.severe_heard(portfolio(scope), held) == (1, 2)


def test_leverage_counts_engagements_and_only_known_results(now_scope, by):
    first, second = make_engagement(), make_engagement()
    for engagement, result, day in ((first, "none", NEW_YEAR), (first, "changed", NEW_YEAR), (second, "pending", None)):
        LeverageAction.objects.create(
            engagement=engagement, kind="dialogue", text="Asked", tried_on=NEW_YEAR, result=result, result_on=day, **by
        )
    held = registers(now_scope())
    assert (held.tried, held.changed, held.awaited) == ({first.pk, second.pk}, {first.pk}, {second.pk})


def test_concerns_are_counted_and_never_quoted(now_scope):
    StaffConcern.objects.create(text="They knew", raised_on=TODAY, retaliation=True)
    held = registers(now_scope())
    assert (held.concerns, held.retaliation) == ({"received": 1}, 1)
    assert "They knew" not in str(governance.section((), held))


def test_a_period_that_is_over_does_not_see_what_came_later(now_scope, by):
    complain(by)
    last_year = days(dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert registers(now_scope(period=last_year)) == Registers()
