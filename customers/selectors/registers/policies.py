"""The register of policies: every version, when it held, and the assessments made under it."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import PolicyVersion
from customers.selectors.registers.parts import Cell, Column, EntryPage, Part, RegisterPage, Row, SmallTable, paged
from customers.selectors.timeline import timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound

CODE, TITLE = "policies", _("Policies")
LEAD = _("What the vendor has committed to, by version. Each assessment names the versions that held when it was made.")
_COLUMNS = (
    Column(_("Policy")),
    Column(_("Version")),
    Column(_("State")),
    Column(_("Adopted by")),
    Column(_("Assessments under it"), number=True),
)
_SHOWN = 50


def policies(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    found = PolicyVersion.objects.annotate(made=Count("assessments")).order_by("code", "-starts_on")
    parts = {
        "in_force": Part(_("In force"), found.filter(pk__in=PolicyVersion.objects.in_force(on=today()).values("pk"))),
        "all": Part(_("All versions"), found),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    may = user.may(Permission.KEEP_POLICIES)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("policy, newest version"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No policy is in force"),
        new_url=reverse("customers:policy_new") if may else "",
        new_label=_("Put a version into force"),
    )


def policy_entry(pk: int, *, user: User) -> EntryPage:
    """One version. Raises NotFound."""
    found = PolicyVersion.objects.select_related("stated_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("There is no such policy."))
    made = found.assessments.filter(engagement__in=visible_engagements(user)).select_related("engagement")
    others = PolicyVersion.objects.filter(code=found.code).exclude(pk=pk).order_by("-starts_on")
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=found.title,
        lead=_("Version %(v)s") % {"v": found.version},
        facts=(
            (_("State"), _state(found)),
            (_("Code"), Cell(found.code)),
            (_("Adopted by"), Cell(found.adopted_by)),
            (_("Holds from"), Cell(day=found.starts_on)),
            (_("Holds until"), Cell(day=found.ends_on)),
            (_("Text"), Cell(found.url, url=found.url)),
        ),
        texts=((_("What it commits to"), found.summary),),
        tables=(
            SmallTable(
                _("Assessments made under it"),
                (Column(_("Engagement")), Column(_("Assessment")), Column(_("Made"))),
                tuple(
                    Row(
                        (
                            Cell(one.engagement.title, url=reverse("customers:engagement", args=[one.engagement_id])),
                            Cell(
                                str(one.number),
                                url=reverse("customers:assessment", args=[one.engagement_id, one.number]),
                            ),
                            Cell(day=one.made_at),
                        )
                    )
                    for one in made.order_by("-made_at")[:_SHOWN]
                ),
                _("None yet."),
            ),
            SmallTable(
                _("Other versions"),
                (Column(_("Version")), Column(_("State"))),
                tuple(
                    Row((Cell(one.version, url=reverse("customers:policy", args=[one.pk])), _state(one)))
                    for one in others
                ),
                _("None."),
            ),
        ),
        events=timeline_of(found),
    )


def _row(found: PolicyVersion) -> Row:
    made = getattr(found, "made", 0)
    return Row(
        (
            Cell(found.title, url=reverse("customers:policy", args=[found.pk]), second=found.code),
            Cell(found.version),
            _state(found),
            Cell(found.adopted_by),
            Cell(str(made)),
        )
    )


def _state(found: PolicyVersion) -> Cell:
    if found.starts_on > today():
        return Cell(_("holds from"), kind="muted", day=found.starts_on)
    if found.ends_on and found.ends_on <= today():
        return Cell(_("held until"), kind="muted", day=found.ends_on)
    return Cell(_("in force since"), kind="ok", day=found.starts_on)
