"""The register of allegations: what is alleged of whom, by whom, how it fared, and whether the party could reply."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.models import Allegation, EvidenceItem, method_in_force
from customers.selectors.registers.parts import (
    Cell,
    Column,
    EntryPage,
    Part,
    RegisterPage,
    Row,
    SmallTable,
    Text,
    paged,
)
from customers.selectors.timeline import timeline_of
from customers.selectors.visible import visible_engagements, visible_parties
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound

CODE, TITLE = "allegations", _("Allegations")
LEAD = _("Always with source, status, day and the party's reply. An allegation is not a finding.")
VENDOR = _("The vendor itself")
ENDED = ("annulled", "withdrawn", "unfounded", "corrected")
_COLUMNS = (
    Column(_("What is alleged")),
    Column(_("Of whom")),
    Column(_("Status")),
    Column(_("Found first by")),
    Column(_("Reply")),
    Column(_("Sources"), number=True),
)


def allegations(user: User, *, view: str = "", number: int = 1) -> RegisterPage:
    """A page of the register."""
    found = visible_allegations(user).select_related("party").prefetch_related("evidence").order_by("-as_of", "-pk")
    asked = found.filter(party_response="").exclude(reply_asked_on=None)
    parts = {
        "standing": Part(_("Standing"), found.exclude(state__in=ENDED)),
        "asked": Part(_("Reply awaited"), asked.filter(reply_due_on__gte=today())),
        "unasked": Part(
            _("Not asked for a reply"), found.filter(party_response="", reply_asked_on=None).exclude(party=None)
        ),
        "vendor": Part(_("Of the vendor itself"), found.filter(party=None)),
        "ended": Part(_("Annulled, withdrawn, corrected, unfounded"), found.filter(state__in=ENDED)),
        "all": Part(_("All"), found),
    }
    views, page, rows = paged(parts, view=view, number=number, row=_row)
    may = user.may(Permission.RATE) or user.may(Permission.STATE_ALLEGATIONS)
    return RegisterPage(
        code=CODE,
        title=TITLE,
        lead=LEAD,
        order=_("newest status"),
        columns=_COLUMNS,
        rows=rows,
        views=views,
        page=page,
        empty=_("No allegation here"),
        new_url=reverse("customers:allegation_intake") if may else "",
        new_label=_("State an allegation"),
        more=((_("Import a file"), reverse("customers:allegation_import")),) if may else (),
    )


def visible_allegations(user: User) -> QuerySet[Allegation]:
    """Allegations of the parties whose data the person may see, and of the vendor itself."""
    return Allegation.objects.filter(Q(party=None) | Q(party__in=visible_parties(user).values("pk")))


def allegation_found(pk: int, *, user: User) -> Allegation:
    """One allegation. Raises NotFound, also for parties of other units."""
    found = visible_allegations(user).select_related("party", "stated_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext("There is no such allegation, or none that you may see."))
    return found


def allegation_entry(found: Allegation, *, user: User) -> EntryPage:
    """The page of one allegation: status with history, sources with grades, reply, and the ratings that rest on it."""
    seen = visible_engagements(user)
    ratings = found.ratings.current().filter(engagement__in=seen).select_related("engagement")
    return EntryPage(
        code=CODE,
        register=TITLE,
        title=found.claim[:120],
        lead=_("Alleged by %(who)s") % {"who": found.alleged_by},
        facts=(
            (_("Of whom"), _of_whom(found)),
            (_("Status"), _status(found)),
            (_("What it supports"), Cell(_supports(found))),
            (_("Found first by"), Cell(found.get_detection_source_display())),
            (_("Reply"), _reply(found)),
            (_("Stated by"), Cell(found.stated_by.get_full_name(), day=found.stated_at)),
        ),
        texts=(
            (_("What is alleged"), found.claim),
            *(((_("The party's reply"), found.party_response),) if found.party_response else ()),
        ),
        tables=(
            SmallTable(
                _("Status, with history"),
                (Column(_("Status")), Column(_("As of")), Column(_("Note")), Column(_("Noted by"))),
                tuple(
                    Row(
                        (
                            Cell(one.get_state_display()),
                            Cell(day=one.as_of),
                            Cell(one.note),
                            Cell(one.noted_by.get_full_name()),
                        )
                    )
                    for one in found.history.select_related("noted_by").order_by("-as_of", "-pk")
                ),
                "",
            ),
            SmallTable(
                _("Sources"),
                (Column(_("Source")), Column(_("Grade")), Column(_("Published"))),
                tuple(_source_row(one) for one in found.evidence.order_by("pk")),
                _("No source is attached, so no rating of 2 or more can rest on it."),
            ),
            SmallTable(
                _("Ratings that rest on it"),
                (Column(_("Engagement")), Column(_("Factor")), Column(_("Rated"), number=True)),
                tuple(
                    Row(
                        (
                            Cell(one.engagement.title, url=reverse("customers:engagement", args=[one.engagement_id])),
                            Cell(one.factor),
                            Cell("?" if one.value is None else str(one.value)),
                        )
                    )
                    for one in ratings
                ),
                _("None."),
            ),
        ),
        events=timeline_of(found),
    )


def _supports(found: Allegation) -> str:
    """What the status still lets a rating rest on, in words."""
    status = method_in_force().allegation_statuses.get(found.state.upper())
    if status is None or status.cap is None:
        return gettext("Ratings as high as its sources carry.")
    if status.unless_facts_stand and found.facts_stand:
        return gettext("Ratings as high as its sources carry: the underlying facts stand.")
    return gettext("Ratings of %(cap)s at most, because of its status.") % {"cap": status.cap}


def _row(found: Allegation) -> Row:
    return Row(
        (
            Cell(
                found.claim[:160],
                url=reverse("customers:allegation", args=[found.pk]),
                second=_("alleged by %(who)s") % {"who": found.alleged_by},
            ),
            _of_whom(found),
            _status(found),
            Cell(found.get_detection_source_display()),
            _reply(found),
            Cell(str(len(found.evidence.all()))),
        )
    )


def _of_whom(found: Allegation) -> Cell:
    if found.party is None:
        return Cell(VENDOR)
    url = reverse("customers:party", args=[found.party_id])
    return Cell(found.party.display_name, url=url, second=found.party.external_id, foreign=True)


def _status(found: Allegation) -> Cell:
    facts: Text = _("the facts stand") if found.facts_stand else ""
    return Cell(found.get_state_display(), kind="muted" if found.state in ENDED else "", day=found.as_of, second=facts)


def _reply(found: Allegation) -> Cell:
    if found.party_response:
        return Cell(_("replied"), kind="ok")
    if found.party is None:
        return Cell(_("the vendor's own"), kind="muted")
    if found.reply_due_on is None:
        return Cell(_("not asked"), kind="unknown")
    if found.reply_due_on < today():
        return Cell(_("no reply, window ended"), kind="muted", day=found.reply_due_on)
    return Cell(_("asked, until"), kind="warn", day=found.reply_due_on)


def _source_row(one: EvidenceItem) -> Row:
    grade = f"{one.reliability}{one.credibility}"
    second = f"{one.publisher}, {one.get_origin_display()}"
    return Row((Cell(one.title, url=one.url, second=second), Cell(grade), Cell(day=one.published_on)))
