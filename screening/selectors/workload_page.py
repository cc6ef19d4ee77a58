"""What the page of workload shows: who has how much and is there, the times that hold, and the days that are free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import ROLES, Permission
from dd_portal.common.clock import today
from screening.models import Absence, Alert, Capacity, Holiday, SlaRule
from screening.triage.business_calendar import CLOSES, DEFAULTS, OPENS
from screening.triage.share_out import people_away


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person who works on alerts. ``most_open`` is None for whoever takes no part in the turn."""

    person: User
    open: int
    overdue: int
    most_open: int | None
    is_away: bool
    deputy: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One time that holds; ``rule`` is None for a default."""

    tier: str
    risk: str
    amount: int
    unit: str
    rule: SlaRule | None


@dataclass(frozen=True, slots=True)
class WorkloadPage:
    """The page."""

    people: list[PersonLine]
    waiting: int
    times: list[TimeLine]
    holidays: list[Holiday]
    absences: list[Absence]
    opens: dt.time
    closes: dt.time
    may_plan: bool


def workload_page(*, by: User) -> WorkloadPage:
    """As ``by`` sees it; a person who plans nothing sees the own absences only."""
    day = today()
    may_plan = by.may(Permission.ASSIGN_ALERTS)
    absences = Absence.objects.filter(ends_on__gte=day).select_related("person", "deputy").order_by("starts_on", "pk")
    holidays = Holiday.objects.filter(day__gte=day.replace(month=1, day=1)).order_by("day")
    return WorkloadPage(
        people=_people(day, by),
        waiting=Alert.objects.open().filter(assignee=None).in_units(by.units_where(Permission.SEE_ALERTS)).count(),
        times=_times(),
        holidays=list(holidays),
        absences=list(absences if may_plan or by.may(Permission.SEE_AUDIT) else absences.filter(person=by)),
        opens=OPENS,
        closes=CLOSES,
        may_plan=may_plan,
    )


def workers() -> list[User]:
    """Everybody who may work on alerts now."""
    roles = [name for name, role in ROLES.items() if Permission.WORK_ALERTS in role.permissions]
    people = User.objects.filter(kind=User.Kind.PERSON, is_active=True, role_grants__role__in=roles).distinct()
    return [one for one in people.order_by("first_name", "username") if one.may(Permission.WORK_ALERTS)]


def _people(day: dt.date, by: User) -> list[PersonLine]:
    away = people_away(day)
    most = dict(Capacity.objects.values_list("person", "most_open"))
    held = Alert.objects.open().exclude(assignee=None).in_units(by.units_where(Permission.SEE_ALERTS)).order_by()
    late = Count("pk", filter=Q(due_at__lt=timezone.now()))
    loads = {key: (n, overdue) for key, n, overdue in held.values_list("assignee").annotate(n=Count("pk"), late=late)}
    return [
        PersonLine(
            person=one,
            open=loads.get(one.pk, (0, 0))[0],
            overdue=loads.get(one.pk, (0, 0))[1],
            most_open=most.get(one.pk),
            is_away=one.pk in away,
            deputy=deputy.display_name if (deputy := away.get(one.pk)) else "",
        )
        for one in workers()
    ]


def _times() -> list[TimeLine]:
    units = dict(SlaRule.Unit.choices)
    rules = list(SlaRule.objects.order_by("tier", "least_risk"))
    risks = [_("any"), _("low and above"), _("medium and above"), _("high and above"), _("critical")]
    whole = {rule.tier for rule in rules if rule.least_risk == 0}
    defaults = [
        TimeLine(one.tier, _("any"), one.amount, str(units[one.unit]), None)
        for one in DEFAULTS
        if one.tier not in whole
    ]
    own = [TimeLine(one.tier, risks[one.least_risk], one.amount, str(units[one.unit]), one) for one in rules]
    return sorted([*defaults, *own], key=lambda line: (line.tier, line.rule.least_risk if line.rule else 0))
