"""The register of grievances and remedy: who complained of what, what was answered, what is owed and was given."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import Grievance, Remedy
from customers.models.grievance import CRITERIA
from customers.selectors.registers.parts import (
    Cell,
    Column,
    EntryPage,
    Part,
    RegisterPage,
    Row,
    SmallTable,
    engagement_cell,
    paged,
)
from customers.selectors.timeline import timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound

CODE, TITLE = "grievances", _("Grievances and remedy")
LEAD = _("Complaints of affected people from any channel, and the remedy owed and given (UNGP 22, 29, 31).")
VENDOR = _("The vendor as a whole")
_COLUMNS = (
    Column(_("Complaint")),
    Column(_("About")),
    Column(_("Received")),
    Column(_("State")),
    Column(_("Remedy")),
    Column(_("Satisfied")),
)
_SATISFIED = {True: _("yes"), False: _("no"), None: _("not known")}
_OPEN = Q(state__in=["received", "examined"])


def grievances(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    found = _visible(user).prefetch_related("remedies").order_by("-received_on", "-pk")
    owed = Remedy.objects.filter(provided_on=None)
    parts = {
        "all": Part(_("All"), found),
        "open": Part(_("Open"), found.filter(_OPEN)),
        "owed": Part(_("Remedy owed"), found.filter(pk__in=owed.values("grievance_id"))),
        "late": Part(
            _("Remedy late"), found.filter(pk__in=owed.filter(due_on__lt=today()).values("grievance_id")), alarms=True
        ),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("newest complaint"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No complaint is recorded. That does not mean that nobody was harmed."),
        new_url=reverse("customers:grievance_new") if user.may(Permission.RATE) else "",
        new_label=_("Receive a complaint"),
    )


def grievance_found(pk: int, *, user: User) -> Grievance:
    """One complaint. Raises NotFound, also for engagements of other units."""
    found = _visible(user).select_related("stated_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("There is no such complaint."))
    return found


def grievance_entry(found: Grievance, *, may_change: bool = False) -> EntryPage:
    """The page of one complaint."""
    texts = [(_("What people complain of"), found.claim)]
    if found.answer:
        texts.append((_("What they were answered"), found.answer))
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=found.get_channel_display(),
        lead=_("Received %(day)s") % {"day": f"{found.received_on:%d %b %Y}"},
        facts=(
            (_("About"), _about(found)),
            (_("Who complains"), Cell(found.complainant)),
            (_("State"), _state(found)),
            (_("Satisfied"), Cell(_SATISFIED[found.satisfied])),
            (_("Taken in by"), Cell(found.stated_by.get_full_name(), day=found.stated_at)),
        ),
        texts=tuple(texts),
        tables=(
            SmallTable(
                _("Remedy"),
                (Column(_("Remedy")), Column(_("Kind")), Column(_("Owed by")), Column(_("Given"))),
                tuple(_remedy_row(one, may_change=may_change) for one in found.remedies.order_by("pk")),
                _("No remedy is stated."),
            ),
            SmallTable(
                _("How well the channel did (UNGP 31)"),
                (Column(_("Criterion")), Column(_("0 to 4"), number=True)),
                tuple(
                    Row((Cell(title), Cell(str(found.criteria[code]))))
                    for code, title in CRITERIA.items()
                    if code in found.criteria
                ),
                _("Not scored yet."),
            ),
        ),
        events=timeline_of(found),
    )


def _visible(user: User) -> QuerySet[Grievance]:
    about = Q(engagement=None) | Q(engagement__in=visible_engagements(user))
    return Grievance.objects.filter(about).select_related("engagement")


def _row(found: Grievance) -> Row:
    remedies = list(found.remedies.all())
    given = sum(one.provided_on is not None for one in remedies)
    late = any(_is_late(one) for one in remedies)
    text = _("%(n)s of %(all)s given") % {"n": given, "all": len(remedies)}
    return Row(
        (
            Cell(
                found.claim[:160],
                url=reverse("customers:grievance", args=[found.pk]),
                second=found.get_channel_display(),
            ),
            _about(found),
            Cell(day=found.received_on),
            _state(found),
            Cell(text, kind="alarm" if late else "muted") if remedies else Cell(),
            Cell(_SATISFIED[found.satisfied] if found.satisfied is not None else ""),
        ),
        alarm=late,
    )


def _about(found: Grievance) -> Cell:
    url = reverse("customers:engagement", args=[found.engagement_id]) if found.engagement_id else ""
    return engagement_cell(found.engagement, url=url, otherwise=VENDOR)


def _state(found: Grievance) -> Cell:
    is_open = found.state in ("received", "examined")
    return Cell(found.get_state_display(), kind="warn" if is_open else "muted", day=found.closed_on)


def _remedy_row(one: Remedy, *, may_change: bool) -> Row:
    late = _is_late(one)
    if one.provided_on:
        given = Cell(day=one.provided_on)
    else:
        url = reverse("customers:remedy_given", args=[one.grievance_id, one.pk]) if may_change else ""
        given = Cell(_("late") if late else _("owed"), kind="alarm" if late else "warn", url=url)
    return Row((Cell(one.text), Cell(one.get_kind_display()), Cell(day=one.due_on), given), alarm=late)


def _is_late(one: Remedy) -> bool:
    return one.provided_on is None and one.due_on is not None and one.due_on < today()
