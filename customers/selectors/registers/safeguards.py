"""The register of safeguards: what is in place where, how well it is designed, and whether it was shown to work."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import Engagement, EngagementSafeguard, method_in_force
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
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound

CODE, TITLE = "safeguards", _("Safeguards")
LEAD = _("Controls of live engagements. Acceptance of a use policy alone counts as design 1 at most.")
_COLUMNS = (
    Column(_("Safeguard")),
    Column(_("Engagement")),
    Column(_("Design"), number=True),
    Column(_("Operating"), number=True),
    Column(_("Verified")),
)
_YEAR = dt.timedelta(days=365)


def safeguards(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    live = visible_engagements(user).filter(pk__in=Engagement.objects.live().values("pk"))
    found = EngagementSafeguard.objects.filter(engagement__in=live).select_related("engagement")
    found = found.order_by("engagement__reference", "code")
    old = Q(verified_on=None) | Q(verified_on__lt=today() - _YEAR)
    parts = {
        "all": Part(_("All"), found),
        "untested": Part(_("Never tested"), found.filter(operating=None)),
        "old": Part(_("Not verified within a year"), found.filter(old)),
        "acceptance": Part(_("Acceptance only"), found.filter(acceptance_only=True)),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("engagement, code"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No safeguard here"),
        new_url=reverse("customers:safeguard_new") if user.may(Permission.RATE) else "",
        new_label=_("State a safeguard"),
    )


def safeguard_entry(pk: int, *, user: User) -> EntryPage:
    """One safeguard. Raises NotFound, also for engagements of other units."""
    found = (
        EngagementSafeguard.objects.filter(pk=pk, engagement__in=visible_engagements(user))
        .select_related("engagement", "stated_by")
        .first()
    )
    if found is None:
        raise NotFound(gettext("There is no such safeguard."))
    scales = method_in_force().safeguard_scales
    url = reverse("customers:engagement", args=[found.engagement_id])
    counts = _("Only acceptance of a use policy: its design counts as 1 at most.")
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=_name(found),
        lead=found.engagement.title,
        facts=(
            (_("Engagement"), engagement_cell(found.engagement, url=f"{url}#safeguards", otherwise="")),
            (_("Design"), Cell(f"{found.design} {gettext(scales.design[found.design])}")),
            (_("Operating"), _operating(found, words=True)),
            (_("Verified"), Cell(day=found.verified_on)),
            (_("Limits scope"), Cell(_("yes") if found.scope_limiting else _("no"))),
            (_("Stated by"), Cell(found.stated_by.get_full_name(), day=found.stated_at)),
        ),
        texts=((_("What it is here"), found.description),),
        notes=(("info", counts),) if found.acceptance_only else (),
        events=timeline_of(found),
    )


def _row(found: EngagementSafeguard) -> Row:
    engagement = found.engagement
    return Row(
        (
            Cell(
                _name(found), url=reverse("customers:safeguard_entry", args=[found.pk]), second=found.description[:160]
            ),
            engagement_cell(engagement, url=reverse("customers:engagement", args=[engagement.pk]), otherwise=""),
            Cell(str(found.design), second=_("acceptance only") if found.acceptance_only else ""),
            _operating(found),
            Cell(day=found.verified_on) if found.verified_on else Cell(_("never"), kind="unknown"),
        )
    )


def _name(found: EngagementSafeguard) -> str:
    kind = method_in_force().safeguards.get(found.code)
    return f"{found.code} {gettext(kind.title)}" if kind else found.code


def _operating(found: EngagementSafeguard, *, words: bool = False) -> Cell:
    if found.operating is None:
        return Cell(_("never tested"), kind="unknown")
    anchor = gettext(method_in_force().safeguard_scales.operating[found.operating]) if words else ""
    return Cell(f"{found.operating} {anchor}".strip())
