"""The register of the vendor's own conduct: what it did itself, without a customer; nothing is recommended here."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.models import Allegation, Engagement, Grievance
from customers.selectors.registers.parts import Cell, Column, Part, RegisterPage, Row, paged
from customers.selectors.risk import with_latest
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission

CODE, TITLE = "own-conduct", _("Own conduct")
LEAD = _("What the vendor did itself. It is assessed like an engagement, without a recommendation.")
_COLUMNS = (
    Column(_("Conduct")),
    Column(_("State")),
    Column(_("Inherent tier")),
    Column(_("Involvement")),
    Column(_("Complaints"), number=True),
    Column(_("Next review")),
)


def own_conduct(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register, with the ways to what is alleged of the vendor and complained of it as a whole."""
    found = with_latest(visible_engagements(user).filter(kind=Engagement.Kind.OWN_CONDUCT))
    found = found.annotate(complaints=Count("grievances")).order_by("-pk")
    views, page, rows = paged({"all": Part(_("All"), found)}, view=view, number=number, row=_row)
    alleged = Allegation.objects.filter(party=None).count()
    complained = Grievance.objects.filter(engagement=None).count()
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("newest"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No conduct of the vendor itself is recorded"),
        new_url=reverse("customers:own_conduct_new") if user.may(Permission.EDIT_ENGAGEMENTS) else "",
        new_label=_("Record own conduct"),
        more=(
            (
                _("Alleged of the vendor: %(n)s") % {"n": alleged},
                reverse("customers:register", args=["allegations"]) + "?view=vendor",
            ),
            (
                _("Complaints about the vendor: %(n)s") % {"n": complained},
                reverse("customers:register", args=["grievances"]),
            ),
        ),
    )


def _row(found: Engagement) -> Row:
    newest = found.assessments.order_by("-number").first()
    tier = getattr(found, "latest_inherent_tier", None)
    return Row(
        (
            Cell(found.title, url=reverse("customers:engagement", args=[found.pk]), second=found.reference),
            Cell(found.get_state_display()),
            Cell(tier=tier) if tier is not None else Cell(_("not assessed"), kind="unknown"),
            Cell(newest.involvement.replace("_", " ").lower() if newest else ""),
            Cell(str(getattr(found, "complaints", 0))),
            Cell(day=found.next_review_on),
        )
    )
