"""Short ways to make the subjects and entities of these tests."""

from __future__ import annotations

from screening.entities import Entity, EntityType, Name, NameStrength, Subject
from screening.matching.config import MatchConfig

CONFIG = MatchConfig()


def person(*names: str, **facts) -> Subject:
    return Subject(EntityType.PERSON, tuple(Name(name) for name in names), **facts)


def firm(*names: str, **facts) -> Subject:
    return Subject(EntityType.ORGANISATION, tuple(Name(name) for name in names), **facts)


def listed(number: int, kind: EntityType, *names: str, weak: tuple[str, ...] = (), **facts) -> Entity:
    strong = tuple(Name(name) for name in names)
    low = tuple(Name(name, strength=NameStrength.WEAK) for name in weak)
    return Entity(f"test:{number}", facts.pop("list_code", "test"), kind, strong + low, **facts)


ENTITIES = (
    listed(1, EntityType.PERSON, "Dragomir Veselko Hradil", "Драгомир Веселко Градил", weak=("Hrad",)),
    listed(2, EntityType.PERSON, "Abd al-Aziz Munir al-Qasrani"),
    listed(3, EntityType.ORGANISATION, "Norvik Optical Systems LLC", "Норвик Оптические Системы"),
    listed(4, EntityType.VESSEL, "Blue Marlin 5"),
    listed(5, EntityType.PERSON, "Mohammed Hassan"),
    listed(6, EntityType.ORGANISATION, "Hetian Xinglong Apparel Co Ltd"),
    listed(7, EntityType.UNKNOWN, "Zelvania Front"),
    listed(8, EntityType.PERSON, "Ruiz Tamayo Ignacio", list_code="other"),
)
