"""Names beside names: each in its own script and direction, with the letters that differ marked on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from dd_portal.common.charts.letters import Span, differing, differing_letters
from dd_portal.common.charts.scripts import direction_of, language_of, script_of
from dd_portal.common.templatetags.look_marks import COMPARISON_WORDS, icon, word_code

_LONGEST_WHOLE = 24


def foreign(text: str | None, script: str = "", lang: str = "") -> SafeString:
    """A value in another language: isolated, with its language and direction.

    ``script`` is an ISO 15924 code; without it the letters tell. ``lang`` (BCP 47) overrides the language that the
    script suggests.
    """
    if not text:
        return mark_safe("–")
    code = script or script_of(text)
    words = format_html_join(" ", "{}", ((_whole(word),) for word in text.split(" ")))
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang or language_of(code), direction_of(code), words)


def name_parts(parts: Iterable[Any]) -> SafeString:
    """The parts of two names as pairs, ours over listed over result, grouped by script.

    A part has ``ours``, ``listed`` (text, either may be empty) and ``word`` (a comparison word); ``script`` and
    ``lang`` may be added. Parts are objects or mappings.
    """
    read = [_part(one) for one in parts]
    blocks = []
    for script, group in groupby(read, key=lambda part: part["script"]):
        shown = format_html_join("", "{}", ((_pair(part),) for part in group))
        blocks.append(
            format_html('<div class="pairs__script" role="list" dir="{}">{}</div>', direction_of(script), shown)
        )
    keys = format_html(
        '<div class="pairs__keys" aria-hidden="true"><span>{}</span><span>{}</span></div>',
        gettext("Ours"),
        gettext("Listed"),
    )
    shown = format_html_join("", "{}", ((block,) for block in blocks))
    return format_html('<div class="pairs">{}<div class="pairs__scripts">{}</div></div>', keys, shown)


def _whole(word: str) -> SafeString:
    """Keeps a hyphenated part on one line, where it is short enough to fit any screen."""
    if "-" in word and len(word) <= _LONGEST_WHOLE:
        return format_html('<span class="keep">{}</span>', word)
    return format_html("{}", word)


def _part(part: Any) -> dict[str, str]:
    read = part.get if isinstance(part, Mapping) else lambda name, default="": getattr(part, name, default)
    ours, listed = read("ours", "") or "", read("listed", "") or ""
    script = read("script", "") or script_of(ours or listed)
    lang = read("lang", "") or language_of(script)
    return {"ours": ours, "listed": listed, "word": word_code(read("word", "")), "script": script, "lang": lang}


def _pair(part: dict[str, str]) -> SafeString:
    ours, listed, word = part["ours"], part["listed"], part["word"]
    marked = word != "same" and bool(ours) and bool(listed)
    ours_spans, listed_spans = differing(ours, listed) if marked else ((Span(ours),), (Span(listed),))
    letters = differing_letters(ours_spans, listed_spans)
    rest = (
        ", " + ngettext("%(n)s letter", "%(n)s letters", letters) % {"n": letters}
        if word == "close" and letters
        else ""
    )
    result = format_html(
        '<span class="pair__result" dir="ltr"><span class="word word--bare word--{}">{}'
        "<span><b>{}</b>{}</span></span></span>",
        word.replace("_", "-"),
        icon(word),
        COMPARISON_WORDS[word],
        rest,
    )
    return format_html(
        '<div class="pair" role="listitem">{}{}{}</div>',
        _side(gettext("ours"), ours_spans, part, "del"),
        _side(gettext("listed"), listed_spans, part, "ins"),
        result,
    )


def _side(label: str, spans: tuple[Span, ...], part: dict[str, str], element: str) -> SafeString:
    if not any(span.text for span in spans):
        return format_html(
            '<span class="pair__name pair__name--none"><span class="visually-hidden">{} {}</span>–</span>',
            label,
            gettext("nothing"),
        )
    inner = format_html_join("", "{}", ((_span(span, element),) for span in spans))
    return format_html(
        '<span class="pair__name"><span class="visually-hidden">{} </span><bdi lang="{}" dir="{}">{}</bdi>'
        '<span class="visually-hidden">, </span></span>',
        label,
        part["lang"],
        direction_of(part["script"]),
        inner,
    )


def _span(span: Span, element: str) -> SafeString:
    return format_html(f"<{element}>{{}}</{element}>", span.text) if span.differs else format_html("{}", span.text)
