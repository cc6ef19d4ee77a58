"""Marks: risk tier, list tier, priority, comparison word, state, icon. Shape and word first; colour repeats them."""

from __future__ import annotations

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from dd_portal.common.charts.icons import icon_svg
from dd_portal.common.charts.tiers import mark_svg, outline_svg, tier_of

TIER_WORDS = (
    gettext_lazy("Minimal"),
    gettext_lazy("Low"),
    gettext_lazy("Medium"),
    gettext_lazy("High"),
    gettext_lazy("Critical"),
)
LIST_TIER_WORDS = {
    1: gettext_lazy("legally binding list"),
    2: gettext_lazy("other official list"),
    3: gettext_lazy("information list"),
}
# Speaks of time, so that it is not taken for risk.
PRIORITY_WORDS = {
    1: gettext_lazy("Now"),
    2: gettext_lazy("Today"),
    3: gettext_lazy("This week"),
    4: gettext_lazy("Routine"),
}
COMPARISON_WORDS = {
    "same": gettext_lazy("Same"),
    "close": gettext_lazy("Close"),
    "compatible": gettext_lazy("Compatible"),
    "different": gettext_lazy("Different"),
    "missing_ours": gettext_lazy("Missing on our side"),
    "missing_listed": gettext_lazy("Missing on the list"),
    "not_comparable": gettext_lazy("Not comparable"),
}
_OTHER_SPELLINGS = {
    "missing_on_our_side": "missing_ours",
    "missing_on_the_list": "missing_listed",
    "missing_on_list": "missing_listed",
}
STATE_ICONS = {"ok": "ok", "warn": "warn", "alarm": "alarm", "unknown": "unknown"}


def word_code(word: object) -> str:
    """The code of a comparison word from any spelling of it ("Missing on our side", ``Word.MISSING_OURS``).

    :raises ValueError: not one of the seven words.
    """
    text = str(getattr(word, "value", word)).strip().lower().replace(" ", "_").replace("-", "_")
    code = _OTHER_SPELLINGS.get(text, text)
    if code not in COMPARISON_WORDS:
        raise ValueError(f"{word!r} is no comparison word")
    return code


def level_of(value: object) -> int:
    """The number in "T1", "P1", "1" or 1."""
    return int(str(getattr(value, "value", value)).strip().lstrip("TPtp"))


def icon(name: str, label: str = "") -> SafeString:
    """An icon by name, hidden from readers of the page unless ``label`` names it."""
    return mark_safe(icon_svg(name.replace("-", "_"), label=escape(label)))


def tier_mark(tier: object) -> SafeString:
    """Mark and word of a risk tier ("CRITICAL", "high", 0 to 4); an en dash where there is none."""
    if tier is None or tier == "":
        return format_html('<span class="tier tier--none">{}</span>', "–")
    found = tier_of(tier)  # type: ignore[arg-type]
    word = TIER_WORDS[found.level]
    return format_html('<span class="tier tier--{}">{}{}</span>', found.name, mark_safe(mark_svg(found)), word)


def tier_big(tier: object) -> SafeString:
    """The filled form, for the one verdict of a page."""
    found = tier_of(tier)  # type: ignore[arg-type]
    mark = mark_safe(outline_svg(found, css="tier-big__mark"))
    word = TIER_WORDS[found.level]
    return format_html('<span class="tier-big tier-big--{}">{}{}</span>', found.name, mark, word)


def list_tier(tier: object, filled: bool = False) -> SafeString:
    """The tag T1, T2 or T3; ``filled`` in group rows only."""
    level = level_of(tier)
    css = f"list-tier list-tier--{level}" + (" list-tier--filled" if filled and level == 1 else "")
    return format_html('<abbr class="{}" title="{}">T{}</abbr>', css, LIST_TIER_WORDS[level], level)


def priority(value: object) -> SafeString:
    """How soon, never how risky: "P1 Now"."""
    level = level_of(value)
    return format_html('<span class="priority"><b>P{}</b> {}</span>', level, PRIORITY_WORDS[level])


def comparison_word(word: object, why: str = "") -> SafeString:
    """One of the seven comparison words with its icon, and below it why, if said."""
    code = word_code(word)
    second = format_html('<span class="word__why">{}</span>', why) if why else ""
    css = code.replace("_", "-")
    return format_html('<span class="word word--{}">{}{}</span>{}', css, icon(code), COMPARISON_WORDS[code], second)


def state(kind: str, text: str, icon_name: str = "") -> SafeString:
    """Icon and word of a state: ``kind`` ok, warn, alarm, unknown (amber), muted; ``icon_name`` overrides the icon."""
    name = icon_name or STATE_ICONS.get(kind, "")
    drawn = icon(name) if name else ""
    css = "warn" if kind == "unknown" else kind
    return format_html('<span class="state state--{}">{}<span>{}</span></span>', css, drawn, text)


def tag(text: str, strong: bool = False) -> SafeString:
    """An outlined tag: New, Changed, Reopened."""
    return format_html('<span class="tag{}">{}</span>', " tag--strong" if strong else "", text)


def key(name: str) -> SafeString:
    """A key hint inside a button; read out by ``aria-keyshortcuts`` instead."""
    return format_html('<kbd class="key" aria-hidden="true">{}</kbd>', name)


def score_help() -> str:
    """What a score means, in one sentence."""
    return gettext("A score says how similar names and details are. It is not the probability that they are the same.")
