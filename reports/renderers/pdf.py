"""Document to PDF: A4, PDF/A-2a and PDF/UA-1, the same bytes for the same document.

The template (`report.typ`) is fixed; every word of the document reaches it as data, never as code.
In this mode typst refuses a letter that no font can draw. Such letters are replaced by a visible mark
and named in an annex, so that a report always prints and never loses a letter silently.
"""

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

import typst

from reports.document import Document
from reports.renderers.fonts import families, load_fonts
from reports.renderers.shown import ShownFigure, show
from reports.renderers.wording import hash_words, moment_words

MEDIA_TYPE = "application/pdf"
SUFFIX = "pdf"
MISSING = "\N{REPLACEMENT CHARACTER}"
_TEMPLATE = Path(__file__).with_name("report.typ")
_UNDRAWABLE = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_WEIGHT = re.compile(r'font-weight="(\d+)"')
_ROUNDS = 5
# A word that never ends would not fit into one string of a PDF, so it may break.
_LONG_WORD = re.compile(r"\S{1000}")
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONGEST_ALT = 4000


class PdfError(RuntimeError):
    """The PDF could not be made, for a reason other than a missing letter."""


def render(document: Document) -> bytes:
    """The document as PDF bytes. Raises PdfError when the drawing of a chart is broken."""
    tree = _tree(show(document)) | _fixed_words(document)
    missing: set[str] = set()
    for _round in range(_ROUNDS):
        data = _without(tree, missing) if missing else tree
        inputs = {"doc": json.dumps({**data, "missing": _names(missing)}, ensure_ascii=False)}
        inputs["families"] = json.dumps(families())
        try:
            return _compile(inputs, document)
        except typst.TypstError as error:
            found = _undrawable(error) - missing
            if not found:
                raise PdfError(f"The PDF could not be made: {error.message}") from error
            missing |= found
    raise PdfError(f"The PDF could not be made: {len(missing)} letters have no font.")


def _compile(inputs: dict[str, str], document: Document) -> bytes:
    """One run of typst. The time of freezing is the file's time, so equal documents give equal bytes."""
    return typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=load_fonts(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(document.frozen_at.timestamp()),
    )


def _fixed_words(document: Document) -> dict[str, str]:
    """The words of the frame: foot, headings of the cover, annex."""
    digest = hash_words(document.dataset_hash)
    frozen = _("Dataset frozen %(moment)s") % {"moment": moment_words(document.frozen_at)}
    return {
        "frozen_line": f"{frozen} \N{MIDDLE DOT} sha-256 {digest}" if digest else frozen,
        "of_word": _("of"),
        "opinion_word": _("Opinion"),
        "decisions_word": _("Decisions asked of the board"),
        "contents_word": _("Contents"),
        "missing_title": _("Annex: letters this file cannot draw"),
        "missing_lead": _(
            "No font on the machine that made this file holds these letters. Each stands as %(mark)s "
            "in the text; the page and the JSON of this report hold them as written."
        )
        % {"mark": MISSING},
    }


def _tree(value: Any) -> Any:
    """Dataclasses to plain JSON values; control characters, which no font draws, go."""
    if isinstance(value, str):
        return _LONG_WORD.sub(lambda word: f"{word[0]}{_BREAK}", value.translate(_CONTROLS))
    if isinstance(value, tuple):
        return [_tree(each) for each in value]
    if isinstance(value, ShownFigure):
        drawing = _with_font(value.svg.translate(_CONTROLS))
        return {**_fields(value), "svg": drawing, "alt": _shortened(_tree(value.alt))}
    return _fields(value) if is_dataclass(value) else value


def _fields(value: Any) -> dict[str, Any]:
    return {each.name: _tree(getattr(value, each.name)) for each in fields(value)}


def _shortened(text: str) -> str:
    """A text alternative that fits into one string of a PDF (32,767 bytes); the table says the rest."""
    return text if len(text) <= _LONGEST_ALT else text[: _LONGEST_ALT - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _with_font(svg: str) -> str:
    """A drawing that names no font takes the report's; weights between the faces go to the nearest."""
    if "font-family" not in svg:
        svg = svg.replace("<svg ", f'<svg font-family="{families()[0]}" ', 1)
    return _WEIGHT.sub(lambda found: f'font-weight="{700 if int(found[1]) >= 600 else 400}"', svg)


_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}


def _without(tree: Any, letters: set[str]) -> Any:
    """The tree with each of the letters replaced by a visible mark."""
    table = str.maketrans(dict.fromkeys(letters, MISSING))

    def swap(value: Any) -> Any:
        if isinstance(value, str):
            return value.translate(table)
        if isinstance(value, list):
            return [swap(each) for each in value]
        return {key: swap(each) for key, each in value.items()} if isinstance(value, dict) else value

    return swap(tree)


def _undrawable(error: typst.TypstError) -> set[str]:
    """The letters that typst says no font could draw."""
    texts = (_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in _UNDRAWABLE.findall(error.diagnostic))
    return {letter for text in texts for letter in text} - {MISSING}


def _names(letters: set[str]) -> list[str]:
    """Code point and Unicode name of each letter, in order."""
    return [f"U+{ord(letter):04X} {unicodedata.name(letter, _('unnamed'))}" for letter in sorted(letters)]
