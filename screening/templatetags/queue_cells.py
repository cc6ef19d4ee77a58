"""``{% queue_row row page %}``: one alert of the queue as a table row.

Written here and not in a template: the cells of 25 rows were a third of the server time of the busiest page.
"""

from __future__ import annotations

from collections.abc import Callable

from django import template
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from dd_portal.common.templatetags.look_marks import list_tier, priority, state, tier_mark
from dd_portal.common.templatetags.look_names import foreign
from dd_portal.common.templatetags.look_values import NOTHING, age, due, score, when
from screening.selectors.queue import QueuePage
from screening.selectors.queue_rows import Row

register = template.Library()

# A name of lists that is shorter stays on one line.
_SHORT_LISTS = 30
_MOST_OF_TRIGGER = 48


@register.simple_tag
def queue_row(row: Row, page: QueuePage) -> SafeString:
    """The chosen cells in their fixed order, the customer's name behind the priority."""
    cells = [_CELLS[code](row, page) for code in page.columns]
    cells.insert(1 if page.columns[0] == "priority" else 0, _name(row, page))
    return format_html('<tr role="row" data-row>{}</tr>', mark_safe("".join(cells)))


def _name(row: Row, page: QueuePage) -> SafeString:
    key = row.alert.pk
    box = ""
    if page.may_start and not row.alert.closed_at:
        says = gettext("Select %(name)s") % {"name": row.name}
        box = format_html('<input type="checkbox" form="bulk" name="alert" value="{}" aria-label="{}"> ', key, says)
    native = format_html("{} · ", foreign(row.native)) if row.native else ""
    return format_html(
        '<td role="cell" class="cell--name">{}<a class="table__name" href="{}?view={}" data-row-link>{}</a>'
        '<span class="table__second">{}{} · {} · <a href="?{}peek={}#peek">{}<span class="visually-hidden"> {}'
        "</span></a></span></td>",
        box,
        reverse("screening:alert", args=[key]),
        page.view,
        foreign(row.name),
        native,
        row.external_id,
        row.kind,
        f"{page.query}&" if page.query else "",
        key,
        gettext("Peek"),
        row.label,
    )


def _priority(row: Row, page: QueuePage) -> SafeString:
    css = " col--1366" if page.usual else ""
    return format_html('<td role="cell" class="cell--priority keep{}">{}</td>', css, priority(row.alert.priority))


def _list(row: Row, _page: QueuePage) -> SafeString:
    css = " keep" if len(row.lists) < _SHORT_LISTS else ""
    return format_html('<td role="cell" class="cell--list{}">{} {}</td>', css, list_tier(row.alert.tier), row.lists)


def _matches(row: Row, page: QueuePage) -> SafeString:
    return format_html(
        '<td role="cell" class="cell--matches keep{}">{}<span class="cell__word"> {}</span>{}</td>',
        " col--1366" if page.usual else "",
        row.matches,
        ngettext("match", "matches", row.matches),
        " " + gettext("(%(n)s new)") % {"n": row.new} if row.new else "",
    )


def _score(row: Row, _page: QueuePage) -> SafeString:
    return format_html(
        '<td role="cell" class="cell--score number"><span class="cell__word">{} </span><b>{}</b></td>',
        gettext("Score"),
        score(row.alert.top_score),
    )


def _trigger(row: Row, _page: QueuePage) -> SafeString:
    words = gettext("Reopened") if row.alert.reopened else row.alert.get_trigger_display()
    text = row.alert.trigger_text
    second = format_html('<span class="table__second">{}</span>', truncatechars(text, _MOST_OF_TRIGGER)) if text else ""
    return format_html('<td role="cell" class="cell--trigger">{}{}</td>', words, second)


def _age(row: Row, page: QueuePage) -> SafeString:
    css = " col--1366" if page.usual else ""
    return format_html('<td role="cell" class="number keep{}">{}</td>', css, age(row.age))


def _due(row: Row, page: QueuePage) -> SafeString:
    shown = when(row.alert.closed_at) if row.alert.closed_at else due(row.alert.due_at, page.now)
    return format_html('<td role="cell" class="cell--due keep">{}</td>', shown)


def _status(row: Row, page: QueuePage) -> SafeString:
    return format_html(
        '<td role="cell" class="keep{}">{}<span class="table__second">{}</span></td>',
        " col--1100" if page.usual else "",
        state("muted", row.state, "lock") if row.lock else row.state,
        row.assignee,
    )


def _risk(row: Row, _page: QueuePage) -> SafeString:
    return format_html(
        '<td role="cell" class="cell--risk keep"><span class="cell__word">{} </span>{}</td>',
        gettext("Risk"),
        tier_mark(row.risk),
    )


def _unit(row: Row, _page: QueuePage) -> SafeString:
    return format_html('<td role="cell">{}</td>', row.unit)


def _country(row: Row, _page: QueuePage) -> SafeString:
    return format_html('<td role="cell">{}</td>', row.countries or NOTHING)


def _tags(row: Row, _page: QueuePage) -> SafeString:
    return format_html('<td role="cell">{}</td>', row.tags or NOTHING)


def _run(row: Row, _page: QueuePage) -> SafeString:
    run = row.alert.run_id
    if not run:
        return format_html('<td role="cell">{}</td>', NOTHING)
    return format_html('<td role="cell"><a href="{}">{}</a></td>', reverse("screening:run", args=[run]), run)


_CELLS: dict[str, Callable[[Row, QueuePage], SafeString]] = {
    "priority": _priority,
    "list": _list,
    "matches": _matches,
    "score": _score,
    "trigger": _trigger,
    "age": _age,
    "due": _due,
    "status": _status,
    "risk": _risk,
    "unit": _unit,
    "country": _country,
    "tags": _tags,
    "run": _run,
}
