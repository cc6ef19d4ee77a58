"""The register of leverage: what was tried to change a customer's conduct, and what came of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import LeverageAction
from customers.selectors.registers.parts import (
    Cell,
    Column,
    EntryPage,
    Part,
    RegisterPage,
    Row,
    engagement_cell,
    paged,
)
from customers.selectors.timeline import timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound

CODE, TITLE = "leverage", _("Leverage")
LEAD = _("What was tried with customers or together with others, when, and what came of it (UNGP 19).")
_COLUMNS = (
    Column(_("What was tried")),
    Column(_("Engagement")),
    Column(_("Means")),
    Column(_("Tried")),
    Column(_("Result")),
)
_KINDS = {"pending": "warn", "none": "muted", "partly": "muted", "changed": "ok"}


def leverage(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    found = LeverageAction.objects.filter(engagement__in=visible_engagements(user)).select_related("engagement")
    found = found.order_by("-tried_on", "-pk")
    parts = {
        "all": Part(_("All"), found),
        "pending": Part(_("Result not known"), found.filter(result="pending")),
        "none": Part(_("No change"), found.filter(result="none")),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("newest attempt"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No attempt is noted"),
        new_url=reverse("customers:leverage_new") if user.may(Permission.RATE) else "",
        new_label=_("Note an attempt"),
    )


def leverage_found(pk: int, *, user: User) -> LeverageAction:
    """One attempt. Raises NotFound, also for engagements of other units."""
    found = LeverageAction.objects.filter(pk=pk, engagement__in=visible_engagements(user))
    action = found.select_related("engagement", "stated_by").first()
    if action is None:
        raise NotFound(gettext("There is no such attempt."))
    return action


def leverage_entry(found: LeverageAction) -> EntryPage:
    """The page of one attempt."""
    url = reverse("customers:engagement", args=[found.engagement_id])
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=found.get_kind_display(),
        lead=found.engagement.title,
        facts=(
            (_("Engagement"), engagement_cell(found.engagement, url=url, otherwise="")),
            (_("Tried"), Cell(day=found.tried_on)),
            (_("Result"), _result(found)),
            (_("Noted by"), Cell(found.stated_by.get_full_name(), day=found.stated_at)),
        ),
        texts=(
            (_("What was tried"), found.text),
            *(((_("What shows the result"), found.result_note),) if found.result_note else ()),
        ),
        events=timeline_of(found),
    )


def _row(found: LeverageAction) -> Row:
    engagement = found.engagement
    return Row(
        (
            Cell(found.text[:160], url=reverse("customers:leverage_entry", args=[found.pk])),
            engagement_cell(engagement, url=reverse("customers:engagement", args=[engagement.pk]), otherwise=""),
            Cell(found.get_kind_display()),
            Cell(day=found.tried_on),
            _result(found),
        )
    )


def _result(found: LeverageAction) -> Cell:
    return Cell(found.get_result_display(), kind=_KINDS[found.result], day=found.result_on)
