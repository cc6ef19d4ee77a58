"""Types of party: which can be one, and in which way a pair's names are read."""

from __future__ import annotations

from screening.entities import EntityType, Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word

_FAMILY = {
    EntityType.PERSON: 1,
    EntityType.ORGANISATION: 2,
    EntityType.PUBLIC_BODY: 2,
    EntityType.VESSEL: 4,
    EntityType.AIRCRAFT: 8,
    EntityType.UNKNOWN: 15,
}


def family(kind: EntityType) -> int:
    """The type as bits: two types can be one party where their bits meet. UNKNOWN meets every type."""
    return _FAMILY[kind]


def compatible(ours: EntityType, listed: EntityType) -> bool:
    """Whether a party of one type can be an entity of the other."""
    return bool(family(ours) & family(listed))


def readings(ours: EntityType, listed: EntityType) -> tuple[bool, ...]:
    """How names are read: as a person's (True), as an organisation's (False), or both where no type is known."""
    if EntityType.PERSON in (ours, listed):
        return (True,)
    if ours is EntityType.UNKNOWN and listed is EntityType.UNKNOWN:
        return (True, False)
    return (False,)


def compare_types(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """A person is not a company and a ship is neither; an unknown type is compatible with every type."""
    if ours.type is listed.type:
        return None
    said = (ours.type.value.replace("_", " "), listed.type.value.replace("_", " "))
    if compatible(ours.type, listed.type):
        sentence = f"The types do not exclude each other: {said[0]} and {said[1]}."
        return Evidence("type", "qualifier", Word.COMPATIBLE, 0.0, *said, sentence)
    sentence = f"The types exclude each other: {said[0]} and {said[1]}."
    return Evidence("type", "qualifier", Word.DIFFERENT, config.type_differs, *said, sentence)
