"""What the two United Kingdom lists write alike: numbered values, labelled sentences, names with the family last."""

from __future__ import annotations

import re

from screening.entities import CountryKind, EntityType, NameKind, NameStrength
from screening.sources.draft import Draft
from screening.sources.languages import language_tag

GIVEN_NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5")
TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "ship": EntityType.VESSEL,
}
# Regimes whose regulations rest on human-rights abuse.
FACTORS = {
    "Global Human Rights": "LST-1",
    "The Global Human Rights Sanctions Regulations 2020": "LST-1",
}
_KINDS = {
    "primary name": NameKind.PRIMARY,
    "primary name variation": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "aka": NameKind.ALIAS,
    "fka": NameKind.FORMER,
    "formerly known as": NameKind.FORMER,
}
_NUMBERED = re.compile(r"(?:^|\s+)\(\d{1,2}(?:-\d{1,2})?\)\s*")
_IDENTIFIERS = {
    "phone number": "phone",
    "tel": "phone",
    "fax": "other:fax",
    "email address": "email",
    "website": "website",
    "business reg no": "registration",
    "imo number": "imo",
    "hull identification number": "other:hull",
}
_LINKS = {
    "parent company": "parent company",
    "subsidiaries": "subsidiary",
    "current owners": "current owner or operator",
    "previous owners": "previous owner or operator",
}
_FURTHER = (
    *(
        "uk sanctions list ref",
        "un ref",
        "type of entity",
        "type of ship",
        "tonnage of ship",
        "length of ship",
    ),
    *("year built", "previous flags"),
)
_LABELLED = re.compile(
    r"\((UK Statement of Reasons|Gender|Flag of ship|"
    + "|".join(map(re.escape, (*_IDENTIFIERS, *_LINKS, *_FURTHER)))
    + r")\):",
    re.IGNORECASE,
)


def numbered(text: str) -> list[str]:
    """The values of a cell that counts them: "(1) Libya (2) Chad"; quotes doubled at both ends are dropped."""
    text = " ".join(text.strip().strip('"').split())
    return [part.strip(" ;") for part in _NUMBERED.split(text) if part.strip(" ;")]


def add_name(draft: Draft, cells: dict[str, str], *, kind: str, strength: str, language: str) -> None:
    """The name of one row, and its spelling in another script."""
    family = cells["Name 6"]
    given = " ".join(filter(None, (cells[name] for name in GIVEN_NAMES)))
    name_kind = _KINDS.get(kind.lower())
    if name_kind is None:
        draft.reading.leave("name type", f"kind of name not known: {kind}")
        name_kind = NameKind.ALIAS
    weak = strength.lower().startswith(("low", "weak"))
    quality = NameStrength.WEAK if weak else NameStrength.STRONG
    person = draft.type is EntityType.PERSON
    draft.name(
        f"{given} {family}",
        kind=name_kind,
        strength=quality,
        family=family if person and given else "",
        given=given if person else "",
    )
    other = cells.get("non-latin", "")
    said = NameKind.FORMER if name_kind is NameKind.FORMER else NameKind.ALIAS
    draft.name(other, kind=said, strength=quality, language=language_tag(language))
    if language and other and not language_tag(language):
        draft.more("language of name", language)


def add_documents(draft: Draft, kind: str, numbers: str, details: str) -> None:
    """Numbered documents with their numbered details; details that do not pair stay together."""
    values, notes = numbered(numbers), numbered(details)
    for position, value in enumerate(values):
        paired = len(notes) == len(values)
        draft.identifier(kind, value, note=notes[position] if paired else " ".join(notes))
    if notes and not values:
        draft.more(f"{kind.replace('_', ' ')} details", " ".join(notes))


def add_labelled(draft: Draft, label: str, text: str) -> None:
    """A fact under one of the labels of the column "Other Information"."""
    key, text = label.lower(), text.strip().strip('"').strip()
    if not text:
        return
    if key in _IDENTIFIERS:
        for value in numbered(text):
            number = re.sub(r"^IMO\s*", "", value) if key == "imo number" else value
            draft.identifier(_IDENTIFIERS[key], number)
    elif key in _LINKS:
        for value in numbered(text):
            draft.link(_LINKS[key], value)
    elif key == "uk statement of reasons":
        draft.reason(text)
    elif key == "gender":
        draft.set_gender(text)
    elif key == "flag of ship":
        draft.country(text, CountryKind.FLAG)
    else:
        draft.more(label, text)


def read_other_information(draft: Draft, text: str) -> None:
    """Split "(Label):text (Label):text" into facts; text before the first label is a remark."""
    parts = _LABELLED.split(text)
    draft.remark(parts[0])
    for label, value in zip(parts[1::2], parts[2::2], strict=True):
        if label.lower() == "uk sanctions list ref":
            reference, stop, rest = value.strip().partition(".")
            draft.more("UK Sanctions List reference", reference)
            draft.remark(rest if stop else "")
        else:
            add_labelled(draft, label, value)
