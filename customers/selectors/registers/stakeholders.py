"""The register of stakeholder engagement: who was heard, how safely, and what it changed; or why nobody was."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import Consultation, Engagement
from customers.models.assessment import Tier
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
from customers.selectors.risk import with_latest
from customers.selectors.timeline import timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound

CODE, TITLE = "stakeholders", _("Stakeholder engagement")
LEAD = _(
    "Who was heard, and what changed. A High or Critical case is not closed without a record or a reasoned exemption "
    "(UNGP 18)."
)
_COLUMNS = (Column(_("Who was heard")), Column(_("Engagement")), Column(_("Held")), Column(_("What changed")))


def stakeholders(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register; one view shows the High and Critical cases in which nobody was heard."""
    seen = visible_engagements(user)
    found = Consultation.objects.filter(engagement__in=seen).select_related("engagement").order_by("-held_on", "-pk")
    unheard = with_latest(seen.filter(pk__in=Engagement.objects.live().values("pk"), consultations=None))
    unheard = unheard.filter(latest_inherent_tier__gte=Tier.HIGH).order_by("-latest_inherent_tier", "pk")
    parts = {
        "all": Part(_("All"), found),
        "exemptions": Part(_("Exemptions"), found.filter(kind="exemption")),
        "unheard": Part(_("High and Critical, nobody heard"), unheard),
    }
    views, page, rows = paged(
        parts,
        view=view,
        number=number,
        row=lambda one: _row(one) if isinstance(one, Consultation) else _unheard_row(one),
    )
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("worst tier") if view == "unheard" else _("newest"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("Nobody was heard yet"),
        new_url=reverse("customers:consultation_new") if user.may(Permission.RATE) else "",
        new_label=_("State who was heard"),
    )


def consultation_entry(pk: int, *, user: User) -> EntryPage:
    """One record. Raises NotFound, also for engagements of other units."""
    found = Consultation.objects.filter(pk=pk, engagement__in=visible_engagements(user))
    held = found.select_related("engagement", "stated_by").first()
    if held is None:
        raise NotFound(gettext("There is no such record."))
    exempted = held.kind == Consultation.Kind.EXEMPTION
    url = reverse("customers:engagement", args=[held.engagement_id])
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=held.get_kind_display(),
        lead=held.engagement.title,
        facts=(
            (_("Engagement"), engagement_cell(held.engagement, url=url, otherwise="")),
            (_("Held"), Cell(day=held.held_on)),
            (_("Who"), Cell(held.who)),
            (_("How they could speak safely"), Cell(held.safety)),
            (_("Stated by"), Cell(held.stated_by.get_full_name(), day=held.stated_at)),
        ),
        texts=(
            (_("Why nobody was asked") if exempted else _("What was heard"), held.heard),
            *(((_("What changed because of it"), held.changed),) if held.changed else ()),
        ),
        events=timeline_of(held),
    )


def _row(held: Consultation) -> Row:
    engagement = held.engagement
    exempted = held.kind == Consultation.Kind.EXEMPTION
    name = held.who or held.get_kind_display()
    return Row(
        (
            Cell(
                name,
                url=reverse("customers:consultation", args=[held.pk]),
                second=held.heard[:160] if exempted else held.get_kind_display(),
            ),
            engagement_cell(engagement, url=reverse("customers:engagement", args=[engagement.pk]), otherwise=""),
            Cell(day=held.held_on),
            Cell(held.changed[:160]),
        )
    )


def _unheard_row(engagement: Engagement) -> Row:
    url = f"{reverse('customers:consultation_new')}?engagement={engagement.reference}"
    return Row(
        (
            Cell(_("State who was heard"), url=url),
            engagement_cell(engagement, url=reverse("customers:engagement", args=[engagement.pk]), otherwise=""),
            Cell(tier=getattr(engagement, "latest_inherent_tier", None)),
            Cell(_("nobody was heard"), kind="unknown"),
        )
    )
