"""Canada: the consolidated autonomous sanctions list (Special Economic Measures Act and the Magnitsky law), XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from screening.entities import Entity, EntityType, NameKind, NameStrength
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.draft import Draft
from screening.sources.keys import name_key
from screening.sources.languages import language_tag
from screening.sources.read_xml import read_elements, report_unknown, text_of

CODE = "ca_sema"
MAGNITSKY = "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR)"
_KNOWN = frozenset(
    f"record/{name}"
    for name in (
        *("Country", "LastName", "GivenName", "EntityOrShip", "Entity", "Aliases", "TitleOrShip", "Title"),
        *("DateOfBirthOrShipBuildDate", "DateOfBirth", "ShipIMONumber", "Schedule", "Item", "DateOfListing"),
    )
)
_LEGAL_FORM = re.compile(
    r"^(?:co|company|ltd|limited|inc|incorporated|llc|l\.l\.c|llp|plc|s\.?a|s\.?a\.?s|gmbh|a\.?g|ooo|oao|zao|pao|"
    r"ao|ао|ооо|оао|зао|пао|jsc|ojsc|pjsc|cjsc|fze|fzco|fz-llc|b\.?v|n\.?v|s\.?r\.?l|pte|pty|corp|jr|sr)\b\.?",
    re.IGNORECASE,
)
# "Iranian Army/Armée iranienne": the English and the French name, each of several words.
_LANGUAGES = re.compile(r"(?<=[\w)]{3})/(?=[^\W\d_]+[ '’]\S)")
_LABEL = re.compile(r"^(\w+):\s*")
_LEADING_WORD = re.compile(r"^(?:or|and|also)\s+", re.IGNORECASE)
_COMMA = re.compile(r",(?![^()]*\))|;")


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every record, keyed by country, schedule and item."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    reading.format = "XML"
    seen: set[str] = set()
    for found in read_elements(paths[0], root="data-set", wanted=frozenset({"record"})):
        if found.opening:
            continue
        reading.rows += 1
        element = found.element
        programme = text_of(element, "Country").partition(" / ")[0]
        schedule, item = re.sub(r",\s*", ", ", text_of(element, "Schedule")), text_of(element, "Item")
        key = name_key(programme, schedule, item)
        if not programme or not item or key in seen:
            what = f"the key {key} appears twice" if key in seen else "a record without Country or Item"
            raise SourceError(f"{what} (record {found.ordinal})", file=paths[0].name)
        seen.add(key)
        report_unknown(element, _KNOWN, reading)
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=_type(element, reading))
        draft.provenance = f"record {found.ordinal}"
        draft.programme(programme)
        draft.basis(f"Schedule {schedule}, item {item}" if schedule else f"Item {item}")
        _read_record(draft, element)
        yield draft.finish()


def _type(element: Element, reading: Reading) -> EntityType:
    if text_of(element, "ShipIMONumber"):
        return EntityType.VESSEL
    if text_of(element, "LastName") or text_of(element, "GivenName"):
        return EntityType.PERSON
    if text_of(element, "EntityOrShip") or text_of(element, "Entity"):
        return EntityType.ORGANISATION
    reading.leave("record", "neither person nor entity")
    return EntityType.UNKNOWN


def _read_record(draft: Draft, element: Element) -> None:
    family, given = text_of(element, "LastName"), text_of(element, "GivenName")
    draft.name(f"{given} {family}", family=family if given else "", given=given)
    names = _LANGUAGES.split(text_of(element, "EntityOrShip") or text_of(element, "Entity"))
    for position, name in enumerate(names):
        draft.name(name, kind=NameKind.ALIAS if position else NameKind.PRIMARY)
    for alias in _aliases(text_of(element, "Aliases")):
        _add_alias(draft, alias)
    draft.birth(text_of(element, "DateOfBirthOrShipBuildDate") or text_of(element, "DateOfBirth"))
    title = text_of(element, "TitleOrShip") or text_of(element, "Title")
    if draft.type is EntityType.VESSEL:
        draft.more("type of ship", title)
    else:
        draft.position(title)
    draft.identifier("imo", text_of(element, "ShipIMONumber"))
    draft.listing(text_of(element, "DateOfListing"))


def _add_alias(draft: Draft, text: str) -> None:
    label = _LABEL.match(text)
    language = language_tag(label[1]) if label else ""
    name = _LEADING_WORD.sub("", text[label.end() :] if language and label else text)
    # The list marks no alias as weak; a person's first name alone is one.
    weak = draft.type is EntityType.PERSON and " " not in name
    draft.name(
        name,
        kind=NameKind.ALIAS,
        strength=NameStrength.WEAK if weak else NameStrength.STRONG,
        language=language,
    )


def _aliases(text: str) -> list[str]:
    """Aliases parted by commas; a comma before a legal form or inside brackets parts nothing."""
    aliases: list[str] = []
    for part in filter(None, map(str.strip, _COMMA.split(text))):
        if aliases and _LEGAL_FORM.match(part):
            aliases[-1] += f", {part}"
        else:
            aliases.append(part)
    return aliases


SOURCE = Source(
    code=CODE,
    title="Canada autonomous sanctions",
    publisher="Global Affairs Canada",
    licence="Open Government Licence - Canada",
    official_url=(
        "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/"
        "sanctions/consolidated-consolide.aspx?lang=eng"
    ),
    download_urls=(
        (
            "https://www.international.gc.ca/world-monde/assets/office_docs/"
            "international_relations-relations_internationales/sanctions/sema-lmes.xml"
        ),
    ),
    lists=(
        ListDescription(
            code=CODE,
            title="Canada SEMA and JVCFOA",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme={MAGNITSKY: "LST-1", "Extremist Settler Violence": "LST-1"},
            relevance=(
                "Asset freezes; the Justice for Victims of Corrupt Foreign Officials Act names persons held "
                "responsible for gross violations of human rights."
            ),
        ),
    ),
    least=2_000,
    most=15_000,
    read=read,
    quirks=(
        "No number: the key is country, schedule and item.",
        "Country and regime are bilingual, parted by ' / '.",
        "Aliases are parted by commas, and names can hold commas.",
        "One field holds titles of persons and types of ships.",
    ),
)
