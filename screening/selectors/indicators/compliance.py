"""What a compliance lead answers for: coverage, true matches, restrictions, cases, and the state of the controls."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from customers.models import Party, Restriction
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import portal_zone
from screening.models import (
    Case,
    CaseFiling,
    ListVersion,
    Resolution,
    ScreeningState,
    SettingsVersion,
    Suppression,
)
from screening.models.case import CaseQuerySet
from screening.selectors.indicators.indicator import Indicator, Scope
from screening.sources.registry import SOURCES


def _units(scope: Scope) -> set[int] | None:
    return scope.by.units_where(Permission.SEE_ALERTS)


def parties(scope: Scope) -> QuerySet[Party]:
    """Parties that are to be screened."""
    units = _units(scope)
    found = Party.objects.active()
    return found if units is None else found.filter(business_unit_id__in=units)


# Asked of each party: "not among those screened" as one set of a million would be gone through for every party.
_PRESENT = Exists(
    ScreeningState.objects.filter(party=OuterRef("pk"), party_version=OuterRef("version")).exclude(outcome="error")
)


def _screened(scope: Scope) -> QuerySet[Party]:
    return parties(scope).filter(_PRESENT)


def _not_screened(scope: Scope) -> QuerySet[Party]:
    return parties(scope).exclude(_PRESENT)


def _failed(scope: Scope) -> QuerySet[Party]:
    return parties(scope).filter(screening_state__outcome=ScreeningState.Outcome.ERROR)


def _true_matches(scope: Scope) -> QuerySet[Resolution]:
    return scope.final.filter(identity=Resolution.Identity.TRUE_MATCH)


def _restrictions(scope: Scope) -> QuerySet[Restriction]:
    units = _units(scope)
    found = Restriction.objects.filter(lifted_at=None)
    return found if units is None else found.filter(party__business_unit_id__in=units)


def _restricted_at_once(scope: Scope) -> list[dt.timedelta]:
    """From the finding of a match to the restriction that it set; one set before the match was found counts as none."""
    answers = _true_matches(scope).values_list("potential_match_id", "potential_match__found_at")
    found = {f"potential_match:{match}": at for match, at in answers}
    rows = Restriction.objects.filter(source_ref__in=found).values_list("source_ref", "set_at")
    return [max(set_at - found[ref], dt.timedelta()) for ref, set_at in rows]


def _cases(scope: Scope) -> CaseQuerySet:
    return Case.objects.in_units(_units(scope)).open()


def _late_filings(scope: Scope) -> QuerySet[CaseFiling]:
    today = scope.now.astimezone(portal_zone()).date()
    found = CaseFiling.objects.filter(filed_on=None, due_on__lt=today)
    units = _units(scope)
    return found if units is None else found.filter(case__party__business_unit_id__in=units)


def _late_lists(scope: Scope) -> QuerySet[Any]:
    late = [
        version.pk
        for version in ListVersion.objects.live()
        if version.source in SOURCES
        and scope.now - version.fetched_at > dt.timedelta(hours=SOURCES[version.source].max_age_hours)
    ]
    return ListVersion.objects.filter(pk__in=late)


COMPLIANCE = (
    Indicator(
        "screened",
        _("Screened as they are now"),
        _("Customers whose present version was screened, of all that are to be."),
        _screened,
        whole=parties,
        owner="approver",
    ),
    Indicator(
        "not-screened",
        _("Not screened"),
        _("Customers without a finished screening of their present version."),
        _not_screened,
        alarms_above=0,
        owner="approver",
    ),
    Indicator(
        "failed",
        _("Screening failed"),
        _("Customers whose newest screening failed. They are not cleared."),
        _failed,
        alarms_above=0,
        owner="approver",
    ),
    Indicator(
        "late-lists",
        _("Lists that are late"),
        _("Live versions older than the list's own rhythm allows."),
        _late_lists,
        alarms_above=0,
        owner="tuning_owner",
    ),
    Indicator(
        "true-matches",
        _("True matches"),
        _("Final answers “the same” in the period."),
        _true_matches,
        is_of_period=True,
        owner="approver",
    ),
    Indicator(
        "to-restrict",
        _("Time to restrict"),
        _("From finding a match to the restriction of the customer, of true matches of the period."),
        _true_matches,
        spans=_restricted_at_once,
        is_of_period=True,
        owner="approver",
    ),
    Indicator(
        "restricted",
        _("Restrictions in force"),
        _("Restrictions that nobody has lifted."),
        _restrictions,
        owner="approver",
    ),
    Indicator("cases", _("Open cases"), _("Cases that are not closed."), _cases, owner="approver"),
    Indicator(
        "late-filings",
        _("Filings that are late"),
        _("Reports to authorities past their day and not filed."),
        _late_filings,
        alarms_above=0,
        owner="approver",
    ),
    Indicator(
        "suppressions",
        _("Suppressions in force"),
        _("Pairs that stay quiet until a day or a change."),
        lambda _scope: Suppression.objects.in_force(),
        owner="approver",
    ),
    Indicator(
        "suppressions-ending",
        _("Ending within 30 days"),
        _("Suppressions in force that end within 30 days."),
        lambda scope: Suppression.objects.expiring(scope.now),
        owner="approver",
    ),
    Indicator(
        "settings",
        _("Settings put into force"),
        _("Versions of the settings activated in the period."),
        lambda scope: SettingsVersion.objects.filter(activated_at__gte=scope.since, activated_at__lte=scope.now),
        is_of_period=True,
        owner="tuning_owner",
    ),
    Indicator(
        "no-birth-date",
        _("People without a date of birth"),
        _("Persons on our side for whom matching has no date of birth."),
        lambda scope: parties(scope).filter(type=Party.Type.PERSON, birth_date=""),
        whole=lambda scope: parties(scope).filter(type=Party.Type.PERSON),
        owner="lead",
    ),
)
