"""Larger parts: empty lists, progress, charts, meters, and links that keep the filters of the page."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.svg import SERIES
from dd_portal.common.charts.tiers import mark_svg, tier_of
from dd_portal.common.shortcut_keys import read_keys
from dd_portal.common.templatetags.look_values import NOTHING, count, percent

EMPTY_KINDS = ("nothing_open", "filtered", "unhealthy", "no_right", "first_use")
_METER_WIDTH = 104
_LIMIT_AT = 68  # the limit stands at two thirds, so that there is room to be late


def empty(kind: str, title: str, text: str = "", link: str = "", url: str = "") -> dict[str, Any]:
    """One of the five empty lists: what it proves, and the one next step (``link`` to ``url``).

    :raises ValueError: there is no such kind.
    """
    if kind not in EMPTY_KINDS:
        raise ValueError(f"{kind!r} is no kind of empty list")
    return {"kind": kind, "title": title, "text": text, "link": link, "url": url}


def progress(done: int, total: int, label: str = "", big: bool = False) -> dict[str, Any]:
    """A line "Screening 807,290 of 1,241,984 65 %" over a bar; read out at 25, 50, 75 and 100 only."""
    return {"done": done, "total": total, "label": label, "big": big, "share": percent(done, total)}


def meter(value: float, limit: float, label: str = "") -> SafeString:
    """A small bar of a value against its limit, red beyond it; always beside the same figures in words."""
    late = value > limit
    filled = min(_METER_WIDTH, round(value / limit * _LIMIT_AT, 1)) if limit else 0
    hidden = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="meter{}" viewBox="0 0 104 8" {}><rect class="meter__frame" x=".5" y=".5" '
        'width="103" height="7" fill="#ffffff" stroke="#727d89"/>'
        '<rect class="meter__fill" x="1" y="1" width="{}" height="6" fill="{}"/>'
        '<path class="meter__limit" d="M68 0v8" stroke="#17202a" stroke-width="2"/></svg>',
        " meter--late" if late else "",
        hidden,
        max(0, filled - 2),
        "#a3112b" if late else "#3f4b58",
    )


def share_bar(some: float, all_: float) -> SafeString:
    """A small bar of a share without a limit; always beside n of n."""
    filled = round(100 * min(1.0, some / all_), 1) if all_ else 0
    return format_html(
        '<svg class="meter" viewBox="0 0 104 8" aria-hidden="true"><rect class="meter__frame" x=".5" y=".5" '
        'width="103" height="7" fill="#ffffff" stroke="#727d89"/>'
        '<rect class="meter__fill" x="2" y="1" width="{}" height="6" fill="#3f4b58"/></svg>',
        filled,
    )


def chart(drawn: Chart, csv_url: str = "", method_url: str = "", level: int = 2) -> dict[str, Any]:
    """A chart with its finding, its drawing, its links and its table."""
    return {
        "chart": drawn,
        "svg": mark_safe(drawn.svg),
        "csv_url": csv_url,
        "method_url": method_url,
        "level": level,
    }


def query_link(context: Context, **changes: object) -> str:
    """The address of the page with some of its filters changed; ``None`` removes one, pages start anew.

    ``{% query_link status="open" %}``, ``{% query_link page=2 %}``, ``{% query_link status=None %}``.
    """
    query = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


def theme_attribute(context: Context) -> SafeString:
    """Colours and keys of the html element as the reader chose them; no ``data-theme`` means the system decides."""
    request = context.get("request")
    cookies = getattr(request, "COOKIES", {})
    theme = cookies.get("theme", "")
    shown = format_html(' data-theme="{}"', theme) if theme in ("light", "dark") else ""
    keys = ' data-shortcuts="off"' if cookies.get("shortcuts") == "off" else ""
    own = getattr(getattr(request, "user", None), "shortcut_keys", "")
    own_keys = format_html(' data-own-keys="{}"', own) if own else ""
    return mark_safe(f"{shown}{keys}{own_keys}")


def own_key(context: Context, usual: str) -> SafeString:
    """A key on the page of shortcuts: the reader's own in place of ``usual``, or a word where it is off."""
    user = getattr(context.get("request"), "user", None)
    key = read_keys(getattr(user, "shortcut_keys", "")).get(usual.lower(), usual)
    return format_html('<kbd class="key">{}</kbd>', key.upper() or gettext("off"))


def sort_link(context: Context, name: str, text: str, default: str = "") -> SafeString:
    """A table head that sorts: a link with an arrow, turning round where the table is sorted by it already.

    ``default`` is the order without ``?sort=`` (``"due"``, descending ``"-due"``).
    """
    now = context["request"].GET.get("sort", "") or default
    up, down = now == name, now == f"-{name}"
    target = query_link(context, sort=f"-{name}" if up else name)
    arrow = " ↑" if up else " ↓" if down else ""
    hint = gettext("sorted, ascending") if up else gettext("sorted, descending") if down else ""
    spoken = format_html('<span class="visually-hidden"> {}</span>', hint) if hint else ""
    return format_html(
        '<a class="table__sort" href="{}">{}<span aria-hidden="true">{}</span>{}</a>',
        target,
        text,
        arrow,
        spoken,
    )


def legend_key(key: str, text: str) -> SafeString:
    """One entry of a legend: the tier mark for "t0" to "t4", a square of the series colour for "c1" to "c5"."""
    if key.startswith("t"):
        tier = tier_of(key[1:])
        return format_html('<span class="tier tier--{}">{}{}</span>', tier.name, mark_safe(mark_svg(tier)), text)
    fill, line, _ = SERIES[int(key[1:]) - 1]
    return format_html(
        '<span class="legend__one"><svg class="legend__swatch" viewBox="0 0 14 14" aria-hidden="true"><rect '
        'class="ch-{}" x="1" y="1" width="12" height="12" fill="{}" stroke="{}" stroke-width="1.5"/></svg>{}</span>',
        key,
        fill,
        line,
        text,
    )


def cell(value: object) -> str:
    """A cell of a chart's table: numbers with thousands separators, nothing as an en dash."""
    if value is None:
        return NOTHING
    return count(value) if isinstance(value, int) else str(value)
