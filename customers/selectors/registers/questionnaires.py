"""The register of questionnaires: what was asked, whose turn it is, what is late."""

from __future__ import annotations

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models import Questionnaire
from customers.selectors.registers.parts import Cell, Column, Part, RegisterPage, Row, engagement_cell, paged
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User

CODE, TITLE = "questionnaires", _("Questionnaires")
LEAD = _("Rounds of enhanced due diligence. A new one is opened on the page of its engagement.")
_COLUMNS = (
    Column(_("Questionnaire")),
    Column(_("Engagement")),
    Column(_("State")),
    Column(_("Answered"), number=True),
    Column(_("Address until")),
    Column(_("Opened")),
)
_KINDS = {"draft": "warn", "sent": "muted", "answered": "warn", "reviewed": "muted"}


def questionnaires(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    now = timezone.now()
    running = Q(links__revoked_at=None, links__expires_at__gt=now)
    found = (
        Questionnaire.objects.filter(engagement__in=visible_engagements(user))
        .select_related("engagement")
        .annotate(
            answered=Count("answers__question", distinct=True, filter=~Q(answers__value="")),
            until=Max("links__expires_at", filter=running),
        )
        .order_by("-opened_at", "-pk")
    )
    parts = {
        "open": Part(_("Open"), found.exclude(state="reviewed")),
        "answered": Part(_("To be reviewed"), found.filter(state="answered")),
        "ended": Part(_("Sent, address ended"), found.filter(state="sent", until=None), alarms=True),
        "all": Part(_("All"), found),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("newest"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No questionnaire here"),
        new_url=reverse("customers:engagements"),
        new_label=_("Go to engagements"),
    )


def _row(found: Questionnaire) -> Row:
    engagement, until = found.engagement, getattr(found, "until", None)
    ended = found.state == "sent" and until is None
    return Row(
        (
            Cell(
                _("Questionnaire %(n)s") % {"n": found.number}, url=reverse("customers:questionnaire", args=[found.pk])
            ),
            engagement_cell(engagement, url=reverse("customers:engagement", args=[engagement.pk]), otherwise=""),
            Cell(found.get_state_display(), kind=_KINDS[found.state]),
            Cell(str(getattr(found, "answered", 0))),
            Cell(_("ended"), kind="alarm") if ended else Cell(day=until),
            Cell(day=found.opened_at),
        ),
        alarm=ended,
    )
