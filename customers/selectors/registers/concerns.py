"""The protected register of staff concerns, and a person's own concerns."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import StaffConcern
from customers.selectors.registers.parts import Cell, Column, EntryPage, Part, RegisterPage, Row, paged
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed, NotFound

CODE, TITLE = "concerns", _("Staff concerns")
LEAD = _(
    "What staff worry about. Few may read it; it never leaves by export, and the audit trail holds no words of it."
)
_COLUMNS = (Column(_("Concern")), Column(_("About")), Column(_("State")), Column(_("Retaliation")), Column(_("Author")))


def concerns(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register. Raises NotAllowed for everybody who may not read concerns."""
    if not user.may(Permission.READ_CONCERNS):
        raise NotAllowed(gettext("Your roles do not include staff concerns. Your own ones stand under “My concerns”."))
    found = StaffConcern.objects.order_by("-raised_on", "-pk")
    parts = {
        "open": Part(_("Open"), found.exclude(state="closed")),
        "retaliation": Part(_("Retaliation feared"), found.filter(retaliation=True)),
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
        empty=_("No concern here"),
        new_url=reverse("customers:concern_new"),
        new_label=_("Raise a concern"),
    )


def concern_found(pk: int, *, user: User) -> StaffConcern:
    """One concern, for its readers and for the person who raised it under their name. Raises NotFound."""
    found = _readable(user).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("There is no such concern, or none that you may read."))
    return found


def concern_entry(found: StaffConcern, *, user: User) -> EntryPage:
    """The page of one concern. Only those who answer learn a name, since others need none."""
    answered = found.answered_by.get_full_name() if found.answered_by else ""
    texts = [(_("What worries them"), found.text)]
    if found.answer:
        texts.append((_("Answer"), found.answer))
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=str(_("Concern %(n)s") % {"n": found.pk}),
        lead=found.about,
        facts=(
            (_("Raised"), Cell(day=found.raised_on)),
            (_("Author"), Cell(_author(found, user=user))),
            (_("State"), _state(found)),
            (_("Retaliation"), _retaliation(found)),
            (_("Answered by"), Cell(answered, day=found.answered_at)),
        ),
        texts=tuple(texts),
    )


def own_concerns(user: User) -> tuple[StaffConcern, ...]:
    """What the person raised under their name, newest first."""
    return tuple(StaffConcern.objects.filter(raised_by=user).order_by("-pk"))


def _readable(user: User) -> QuerySet[StaffConcern]:
    if user.may(Permission.READ_CONCERNS):
        return StaffConcern.objects.select_related("raised_by", "answered_by")
    return StaffConcern.objects.filter(Q(raised_by=user)).select_related("raised_by", "answered_by")


def _author(found: StaffConcern, *, user: User) -> str:
    if found.raised_by is None:
        return str(_("without a name"))
    if user.may(Permission.ANSWER_CONCERNS) or found.raised_by_id == user.pk:
        return found.raised_by.get_full_name() or found.raised_by.get_username()
    return str(_("named; the name is kept from you"))


def _row(found: StaffConcern) -> Row:
    return Row(
        (
            Cell(
                found.text[:120],
                url=reverse("customers:concern", args=[found.pk]),
                second=f"{found.raised_on:%d %b %Y}",
            ),
            Cell(found.about),
            _state(found),
            _retaliation(found),
            Cell(_("named") if found.raised_by_id else _("without a name")),
        )
    )


def _state(found: StaffConcern) -> Cell:
    return Cell(found.get_state_display(), kind="muted" if found.state == "closed" else "warn")


def _retaliation(found: StaffConcern) -> Cell:
    return Cell(_("feared or felt"), kind="warn") if found.retaliation else Cell()
