"""Why a queue is empty: five different things, never told by one text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.common.templatetags.look_values import count, score
from screening.models import ListVersion, ScreeningRun, ScreeningState, SettingsVersion
from screening.sources.registry import SOURCES


@dataclass(frozen=True, slots=True)
class EmptyQueue:
    """What ``{% empty %}`` shows."""

    kind: str
    title: str
    text: str
    link: str
    url: str


def empty_queue(*, by: User, now: dt.datetime, hidden: int, filtered: bool) -> EmptyQueue:
    """Filtered away, first use, not to be relied on, outside the person's units, or nothing open: in this order.

    ``hidden`` is how many open alerts the filters or the view leave out.
    """
    if hidden and not filtered:
        text = _("%(n)s open alerts are in other views.") % {"n": count(hidden)}
        return EmptyQueue("filtered", _("No alerts in this view"), text, _("All open"), "?view=open")
    if hidden:
        text = _("%(n)s open alerts are hidden.") % {"n": count(hidden)}
        return EmptyQueue("filtered", _("No alerts match these filters"), text, _("Clear filters"), "?")
    parties = Party.objects.active()
    if not parties.exists():
        text = _("Screening starts with the first customer.")
        return EmptyQueue("first_use", _("No customers yet"), text, _("Add a customer"), _url("customers:parties"))
    fault = _fault(now)
    if fault:
        return EmptyQueue(
            "unhealthy",
            _("Do not rely on this empty list"),
            fault,
            _("See what is affected"),
            _url("screening:lists"),
        )
    units = by.units_where(Permission.SEE_ALERTS)
    if units is not None and BusinessUnit.objects.exclude(pk__in=units).exists():
        names = ", ".join(BusinessUnit.objects.filter(pk__in=units).values_list("name", flat=True))
        text = _("No open alerts there. Ask an administrator for other units.")
        return EmptyQueue("no_right", _("You can see alerts for %(units)s") % {"units": names}, text, "", "")
    return EmptyQueue("nothing_open", _("No open alerts"), _proof(), _("Runs"), _url("screening:runs"))


def _fault(now: dt.datetime) -> str:
    """The first thing that makes an empty list worthless, or ""."""
    live = {version.source: version for version in ListVersion.objects.live()}
    if not live:
        return _("No list is loaded, so nothing was screened.")
    for source, version in live.items():
        limit = SOURCES[source].max_age_hours if source in SOURCES else 24
        if now - version.imported_at > dt.timedelta(hours=limit) and not _bundled(source):
            since = date_format(version.imported_at.astimezone(dt.UTC), "j M Y")
            return _("%(list)s has not updated since %(day)s.") % {
                "list": SOURCES[source].title if source in SOURCES else source,
                "day": since,
            }
    missing = Party.objects.active().filter(screening_state=None).count()
    if missing:
        return _("%(n)s customers were never screened.") % {"n": count(missing)}
    failed = ScreeningState.objects.filter(outcome=ScreeningState.Outcome.ERROR).count()
    if failed:
        return _("The screening of %(n)s customers failed. They are not cleared.") % {"n": count(failed)}
    return ""


def _bundled(source: str) -> bool:
    return source in SOURCES and (SOURCES[source].bundled or source == "house_csv")


def _proof() -> str:
    run = ScreeningRun.objects.filter(kind="all", state="finished").order_by("-finished_at").first()
    active = SettingsVersion.objects.filter(active=True).first()
    nearest = ScreeningState.objects.aggregate(nearest=Max("nearest_below"))["nearest"]
    parts = [_("%(n)s customers are screened.") % {"n": count(ScreeningState.objects.count())}]
    if run and run.finished_at:
        at = date_format(run.finished_at.astimezone(dt.UTC), "j M Y H:i")
        parts.append(
            _("Last full screening %(at)s UTC against %(lists)s lists.") % {"at": at, "lists": len(run.list_versions)}
        )
    if nearest is not None and active:
        threshold = active.config.get("alert_threshold")
        parts.append(
            _("Nearest score below the alert threshold: %(nearest)s (threshold %(threshold)s).")
            % {"nearest": score(nearest), "threshold": score(threshold)}
        )
    return " ".join(parts)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
