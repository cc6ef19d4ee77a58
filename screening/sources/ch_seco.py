"""Switzerland, State Secretariat for Economic Affairs: sanctioned persons, organisations and objects (XML)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import seco_target
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.read_xml import read_elements, text_of

CODE = "ch_seco"
ROOT = "swiss-sanctions-list"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every target that is not de-listed, keyed by its ssid.

    Programmes and places stand anywhere in the file and are referred to by number: they are collected first.
    """
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    path = paths[0]
    reading.format = "XML"
    programmes, places = _collect(path, reading)
    seen: set[str] = set()
    for found in read_elements(path, root=ROOT, wanted=frozenset({"target"})):
        if found.opening:
            continue
        reading.rows += 1
        key = found.element.get("ssid", "")
        if not key or key in seen:
            what = f"ssid {key} appears twice" if key else "a target without ssid"
            raise SourceError(f"{what} (target {found.ordinal})", file=path.name)
        seen.add(key)
        seco_target.report(found.element, reading)
        if seco_target.is_delisted(found.element):
            reading.leave("target", "a target that is de-listed")
            continue
        entity_id = f"{CODE}:{key}"
        yield seco_target.read_target(
            found.element, reading, entity_id=entity_id, list_code=CODE, programmes=programmes, places=places
        )


def _collect(path: Path, reading: Reading) -> tuple[dict[str, str], dict[str, seco_target.Place]]:
    programmes: dict[str, str] = {}
    places: dict[str, seco_target.Place] = {}
    for found in read_elements(path, root=ROOT, wanted=frozenset({"sanctions-program", "place"})):
        element = found.element
        if found.opening:
            try:
                reading.published_on = dt.date.fromisoformat(element.get("date", "")[:10])
            except ValueError:
                reading.leave("date", f"date not understood: {element.get('date', '')}")
        elif found.name == "sanctions-program":
            keys = {key.get("lang", ""): (key.text or "").strip() for key in element.findall("program-key")}
            name = keys.get("eng") or next(iter(keys.values()), "") or text_of(element, "program-name")
            for sanctions_set in element.findall("sanctions-set"):
                programmes[sanctions_set.get("ssid", "")] = name
        else:
            places[element.get("ssid", "")] = seco_target.read_place(element)
    return programmes, places


SOURCE = Source(
    code=CODE,
    title="Switzerland SECO sanctions",
    publisher="State Secretariat for Economic Affairs",
    licence="Swiss open government data: free use with attribution",
    official_url="https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html",
    lists=(
        ListDescription(
            code=CODE,
            title="Switzerland SECO",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            relevance="Asset freezes and travel bans, mostly of the UN and the EU, in Swiss law.",
        ),
    ),
    least=1_000,
    most=15_000,
    read=read,
    quirks=(
        "Programmes and places are referred to by number and may stand anywhere in the file.",
        "A name part has one value and any number of spelling variants, in any script.",
        "Targets that are de-listed stay in the file.",
    ),
)
