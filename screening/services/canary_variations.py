"""Makes the variations of a listed name that a self-test asks: each one a way in which customers' names differ."""

from __future__ import annotations

import random
from collections.abc import Callable

from msgspec.structs import replace

from screening.entities import Entity, EntityType, Name, NameKind, NameStrength, Subject
from screening.models import CanaryResult

Variation = CanaryResult.Variation
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MARKED = dict(zip("aeioucnsz", "áéíöúçñšž", strict=True))
# What a reader of scanned paper takes for another letter.
_MISREAD = (("m", "rn"), ("l", "1"), ("o", "0"), ("i", "l"), ("h", "b"))
_FORMS = {
    "ltd": "limited", "limited": "ltd", "llc": "l.l.c.", "inc": "incorporated", "co": "company", "company": "co",
    "corp": "corporation", "corporation": "corp", "plc": "p.l.c.", "gmbh": "g.m.b.h.", "jsc": "j.s.c.",
}  # fmt: skip
# Words that legal forms are made of, alone or in phrases ("public joint stock company").
_FORM_WORDS = frozenset({
    *_FORMS, *_FORMS.values(), "joint", "stock", "liability", "public", "private", "open", "closed", "state", "unitary",
    "enterprise", "with", "pjsc", "ojsc", "cjsc", "ooo", "oao", "zao", "pao", "ao", "fze", "sal", "sarl", "spa", "sa",
})  # fmt: skip
_LONG = 5


def variations_of(entity: Entity, rng: random.Random) -> dict[str, Subject]:
    """Kind of variation -> the query, with the entry's type, dates, countries, but no identifier.

    Only kinds that this entry's name allows: initials need a given name, a missing part needs three words.
    """
    name = _latin_name(entity)
    if name is None:
        return {}
    asked = {kind: text for kind, make in _MAKERS.items() if (text := make(name, entity.type, rng))}
    asked[Variation.EXACT] = name
    return {kind: _subject(entity, text) for kind, text in asked.items()}


def _subject(entity: Entity, text: str) -> Subject:
    return replace(entity.subject, names=(Name(text),), identifiers=(), addresses=(), places_of_birth=())


def _latin_name(entity: Entity) -> str | None:
    """The primary name in Latin letters, two to six words long."""
    for name in entity.names:
        strong = name.kind is NameKind.PRIMARY and name.strength is NameStrength.STRONG
        if strong and name.script == "Latn" and 2 <= len(name.full.split()) <= 6:
            return name.full
    return None


def _longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda place: len(words[place]))


def _spelling(name: str, _type: EntityType, rng: random.Random) -> str:
    words = name.split()
    place = _longest(words)
    word = words[place]
    if len(word) < _LONG or not word.isalpha():
        return ""
    at = rng.randrange(1, len(word) - 1)
    other = rng.choice([letter for letter in _ALPHABET if letter != word[at].lower()])
    words[place] = word[:at] + other + word[at + 1 :]
    return " ".join(words)


def _order(name: str, type_: EntityType, _rng: random.Random) -> str:
    words = name.replace(",", " ").split()
    return " ".join([words[-1], *words[:-1]]) if type_ is EntityType.PERSON else ""


def _part_missing(name: str, type_: EntityType, rng: random.Random) -> str:
    words = name.split()
    if type_ is not EntityType.PERSON or len(words) < 3:
        return ""
    del words[rng.randrange(1, len(words) - 1)]
    return " ".join(words)


def _initials(name: str, type_: EntityType, _rng: random.Random) -> str:
    words = name.split()
    if type_ is not EntityType.PERSON or len(words) < 3:
        return ""
    return " ".join([words[0], *(f"{word[0]}." for word in words[1:-1]), words[-1]])


def _marks(name: str, _type: EntityType, _rng: random.Random) -> str:
    marked = "".join(_MARKED.get(letter, letter) for letter in name.lower())
    return marked.title() if marked != name.lower() else ""


def _spacing(name: str, _type: EntityType, _rng: random.Random) -> str:
    """Two words run together inside the name. Not inside its legal form: JOINTSTOCK is no way in which people write
    a form, and finding it is not promised.
    """
    words = name.split()
    if len(words) < 3:
        return ""
    for place in range(len(words) - 1):
        first, second = words[place], words[place + 1]
        if not {first.lower().strip(".,()"), second.lower().strip(".,()")} & _FORM_WORDS:
            return " ".join([*words[:place], first + second, *words[place + 2 :]])
    return ""


def _legal_form(name: str, type_: EntityType, _rng: random.Random) -> str:
    if type_ is EntityType.PERSON:
        return ""
    words = name.split()
    other = _FORMS.get(words[-1].lower().strip(".,"))
    return " ".join([*words[:-1], other]) if other else ""


def _scan(name: str, type_: EntityType, _rng: random.Random) -> str:
    """Digits for letters only in names of persons: in a company's name a digit is taken for what it says."""
    words = name.lower().split()
    place = _longest(words)
    if len(words[place]) < _LONG:
        return ""
    for letter, misread in _MISREAD:
        readable = type_ is EntityType.PERSON or misread.isalpha()
        if readable and letter in words[place][1:]:
            head, tail = words[place][0], words[place][1:]
            words[place] = head + tail.replace(letter, misread, 1)
            # Not str.title(): it would write a capital after a digit, which nobody reads off a scan.
            return " ".join(word[:1].upper() + word[1:] for word in words)
    return ""


_MAKERS: dict[Variation, Callable[[str, EntityType, random.Random], str]] = {
    Variation.SPELLING: _spelling,
    Variation.ORDER: _order,
    Variation.PART_MISSING: _part_missing,
    Variation.INITIALS: _initials,
    Variation.MARKS: _marks,
    Variation.SPACING: _spacing,
    Variation.LEGAL_FORM: _legal_form,
    Variation.SCAN: _scan,
}
