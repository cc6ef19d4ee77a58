"""The remarks of the US Treasury's CSV files: key phrases parted by semicolons, closed by a full stop.

What is understood fills fields; every other phrase stays in the entity's remarks, word for word.
"""

from __future__ import annotations

import re

from dd_portal.common.countries import country_code, is_without_code
from screening.entities import NameKind, NameStrength
from screening.sources import ofac_facts
from screening.sources.draft import Draft

CUT_AT = 1000

_PHRASES = re.compile(r";\s*")
_NAME = re.compile(r"^(?:alt\. )?([afn])\.k\.a\. '(.*)'$", re.DOTALL)
_LABELS = re.compile(
    r"^(?P<alt>alt\. )?(?P<label>digital currency address - \w+|"
    + "|".join(
        re.escape(label)
        for label in sorted(
            [
                *ofac_facts.IDENTIFIERS,
                *ofac_facts.COUNTRIES,
                *ofac_facts.BIRTH,
                *ofac_facts.PLACE,
                *ofac_facts.FOUNDED,
                *ofac_facts.FURTHER,
                *ofac_facts.EFFECTS,
                "gender",
                "linked to:",
            ],
            key=len,
            reverse=True,
        )
    )
    + r")(?P<rest>(?=\W|(?<=#)).*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"^(?P<value>.*?)(?: \((?P<country>[^()]+(?:\([^()]*\))?)\))?"
    r"(?: (?P<tail>(?:issued|expires|issue date|date of issue|valid)\b.*))?$",
    re.DOTALL | re.IGNORECASE,
)
# A full stop that ends an abbreviation belongs to the name, not to the sentence.
_ABBREVIATION = re.compile(r"(?:\.\w|\b(?:co|ltd|inc|corp|jr|sr|bros|intl|dr|st))$", re.IGNORECASE)
_KINDS = {"a": NameKind.ALIAS, "f": NameKind.FORMER, "n": NameKind.ALIAS}


def read_remarks(draft: Draft, text: str, *, cut: bool = False) -> None:
    """Read the whole remarks of one party. ``cut`` says that the text ends where the field was full."""
    phrases = [phrase for phrase in _PHRASES.split(text.strip()) if phrase]
    for position, phrase in enumerate(phrases, start=1):
        last = position == len(phrases)
        if last and cut:
            draft.remark(f"{phrase} …")
            draft.reading.leave("remarks", "cut at 1,000 characters, and the comments that go on are missing")
        else:
            _read_phrase(draft, _without_stop(phrase) if last else phrase)


def _without_stop(phrase: str) -> str:
    if not phrase.endswith(".") or phrase.endswith("'."):
        return phrase.removesuffix(".")
    bare = phrase[:-1]
    return phrase if _ABBREVIATION.search(bare) else bare


def _read_phrase(draft: Draft, phrase: str) -> None:
    if match := _NAME.match(phrase):
        draft.listed_name(match[2], kind=_KINDS[match[1]], strength=NameStrength.WEAK)
        return
    match = _LABELS.match(phrase.strip("()") if phrase.startswith("(Linked To") else phrase)
    if match is None or not _read_labelled(draft, match["label"], match["rest"].lstrip(" :-")):
        draft.remark(phrase)


def _read_labelled(draft: Draft, label: str, value: str) -> bool:
    key = label.lower()
    if key.startswith((*ofac_facts.EFFECTS, "listing date", "effective date")):
        return ofac_facts.add_fact(draft, label, value)
    if key not in ofac_facts.IDENTIFIERS:
        return bool(value) and ofac_facts.add_fact(draft, label, value)
    match = _NUMBER.match(value)
    if match is None or not any(map(str.isalnum, match["value"])):
        return False
    number, country, note = match["value"], match["country"] or "", match["tail"] or ""
    if country and not (country_code(country) or is_without_code(country)):
        number, country = f"{number} ({country})", ""
    ofac_facts.add_identifier(draft, key, number, country=country, note=note)
    return True
