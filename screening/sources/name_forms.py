"""Names that hold more than one name: "X (a.k.a. Y)", "X; Y", "X (original script: Z)", "X and any successor".

Some publishers write several spellings, or a remark, into one field. Each spelling becomes a name of its own, so that
it can be matched; what is no name becomes a remark. A text without such marks comes back as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from screening.entities import NameKind
from screening.sources.scripts import script_of


@dataclass(frozen=True, slots=True)
class Forms:
    """The names found, each with the kind that the text itself gives it (None: as its field says), and remarks."""

    names: tuple[tuple[str, NameKind | None], ...]
    remarks: tuple[str, ...]


_MARKS = re.compile(r"[;()\[\]]|k\.?a\.?\b|\bsuccessor|\bsub-?unit", re.IGNORECASE)
_SUCCESSORS = re.compile(r",?\s+and (?:any|its) (?:successor|sub-?unit|subsidiar)[^()]*$", re.IGNORECASE)
_LISTED_AS = re.compile(r"\s*\((?:previously|formerly) listed as([^()]*)\)?", re.IGNORECASE)
_LABELLED = re.compile(
    r"\s*[(\[]\s*(?P<label>a\.?\s?k\.?\s?a\b|f\.?\s?k\.?\s?a\b|formerly(?: known as)?|also known as|original script)"
    r"[\s:,.]*(?P<inner>[^()\[\]]+)[)\]]",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r",?\s+(?P<label>[af]\.k\.a)\.?,?\s+(?P<inner>[^()]+)$", re.IGNORECASE)
_AT_THE_START = re.compile(r"^(?P<label>[af]\.k\.a)\.?,?\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)")
_OTHER_SCRIPT = re.compile(r"[^\x00-\u024f\s](?:[^\x00-\u024f\s]|\s(?=[^\x00-\u024f]))*")
_BETWEEN = re.compile(r"\s*;\s*|\s+[b-z]\)\s+")
_EDGES = " ,;)"


def name_forms(text: str) -> Forms:
    """Take a published name apart."""
    if not _MARKS.search(text):
        return Forms(((text, None),), ())
    names: list[tuple[str, NameKind | None]] = []
    remarks: list[str] = []
    kind: NameKind | None = None
    text = text.strip().lstrip(_EDGES)
    if successors := _SUCCESSORS.search(text):
        remarks.append(successors[0].strip(" ,"))
        text = text[: successors.start()]
    if listed := _LISTED_AS.search(text):
        kind = NameKind.FORMER
        names += [(other.strip(), kind) for other in _OTHER_SCRIPT.findall(listed[1])]
        text = text[: listed.start()] + text[listed.end() :]
    text = _take_labelled(text, names)
    text = _take_other_scripts(text, names)
    if start := _AT_THE_START.match(text):
        kind = _kind_of(start["label"])
        text = text[start.end() :]
    first, *others = [part for part in _BETWEEN.split(text) if part.strip(_EDGES)] or [""]
    found = [(first.strip() if "(" in first else first.strip(_EDGES), kind)]
    found += [(other.strip(_EDGES), kind or NameKind.ALIAS) for other in others]
    return Forms(tuple(pair for pair in (*found, *names) if pair[0]), tuple(remarks))


def _kind_of(label: str) -> NameKind:
    return NameKind.FORMER if label.lower().startswith("f") else NameKind.ALIAS


def _take_labelled(text: str, names: list[tuple[str, NameKind | None]]) -> str:
    for pattern in (_LABELLED, _AT_THE_END):
        while match := pattern.search(text):
            kind = _kind_of(match["label"])
            names += [(part.strip(_EDGES), kind) for part in match["inner"].split(";")]
            text = text[: match.start()] + text[match.end() :]
    return text


def _take_other_scripts(text: str, names: list[tuple[str, NameKind | None]]) -> str:
    """A bracket in another script than the rest is the same name once more."""
    for match in _IN_BRACKETS.finditer(text):
        rest = text.replace(match[0], "")
        inner, outer = script_of(match[1]), script_of(rest)
        if "Zyyy" not in {inner, outer} and (inner == "Latn") != (outer == "Latn"):
            names += [(part.strip(_EDGES), NameKind.ALIAS) for part in match[1].split(";")]
            return rest
    return text
