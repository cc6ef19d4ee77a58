"""Names beside names: each in its own script and direction, with the letters that differ marked on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from dd_portal.common.charts.letters import Span, differing, differing_letters, spans_at
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
    words = format_html_join(" ", "{}", ((_whole(word),) for word in text.split(" "))) if "-" in text else text
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang or language_of(code), direction_of(code), words)


def name_parts(parts: Iterable[Any]) -> SafeString:
    """The parts of two names as pairs, ours over listed over result, grouped by script.

    A part has ``ours``, ``listed`` (text, either may be empty) and ``word`` (a comparison word). It may have
    ``ours_marks`` and ``listed_marks`` (half-open ranges of differing characters; found here if not given). Parts
    are objects or mappings. Parts in two scripts are not marked: no letter of one can differ from one of the other.
    """
    blocks = []
    for direction, group in groupby([_part(one) for one in parts], key=lambda part: direction_of(part.script)):
        shown = format_html_join("", "{}", ((_pair(part),) for part in group))
        blocks.append(format_html('<div class="pairs__script" role="list" dir="{}">{}</div>', direction, shown))
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


@dataclass(frozen=True, slots=True)
class _Part:
    """One pair, read: both sides as runs of equal and differing letters."""

    ours: tuple[Span, ...]
    listed: tuple[Span, ...]
    word: str
    script: str


def _part(part: Any) -> _Part:
    read = part.get if isinstance(part, Mapping) else lambda name, default=None: getattr(part, name, default)
    ours, listed, word = read("ours", "") or "", read("listed", "") or "", word_code(read("word", ""))
    marks = read("ours_marks", None) or (), read("listed_marks", None) or ()
    if any(marks):
        sides = spans_at(ours, marks[0]), spans_at(listed, marks[1])
    elif word != "same" and ours and listed and script_of(ours) == script_of(listed):
        sides = differing(ours, listed)
    else:
        sides = spans_at(ours, ()), spans_at(listed, ())
    return _Part(*sides, word, script_of(ours or listed))


def _pair(part: _Part) -> SafeString:
    letters = differing_letters(part.ours, part.listed)
    counted = part.word == "close" and letters
    rest = ", " + ngettext("%(n)s letter", "%(n)s letters", letters) % {"n": letters} if counted else ""
    result = format_html(
        '<span class="pair__result" dir="ltr"><span class="word word--bare word--{}">{}'
        "<span><b>{}</b>{}</span></span></span>",
        part.word.replace("_", "-"),
        icon(part.word),
        COMPARISON_WORDS[part.word],
        rest,
    )
    return format_html(
        '<div class="pair" role="listitem">{}{}{}</div>',
        _side(gettext("ours"), part.ours, "del"),
        _side(gettext("listed"), part.listed, "ins"),
        result,
    )


def _side(label: str, spans: tuple[Span, ...], element: str) -> SafeString:
    if not spans:
        return format_html(
            '<span class="pair__name pair__name--none"><span class="visually-hidden">{} {}</span>'
            '<span aria-hidden="true">–</span></span>',
            label,
            gettext("nothing"),
        )
    script = script_of("".join(span.text for span in spans))
    return format_html(
        '<span class="pair__name"><span class="visually-hidden">{} </span><bdi lang="{}" dir="{}">{}</bdi>'
        '<span class="visually-hidden">, </span></span>',
        label,
        language_of(script),
        direction_of(script),
        format_html_join("", "{}", ((_span(span, element),) for span in spans)),
    )


def _span(span: Span, element: str) -> SafeString:
    return format_html(f"<{element}>{{}}</{element}>", span.text) if span.differs else format_html("{}", span.text)
