"""The US Treasury's four joined CSV files (parties, aliases, addresses, comments), told apart by their shape."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType, NameKind
from screening.sources.base import Reading, SourceError
from screening.sources.draft import Draft
from screening.sources.ofac_remarks import CUT_AT, read_remarks
from screening.sources.read_csv import Layout, fixed_rows
from screening.sources.read_text import first_bytes

LAYOUT = Layout(encoding="utf-8", end_mark=True)
PARTIES, ALIASES, ADDRESSES, COMMENTS = 12, 5, 6, 2
PARTS = {PARTIES: "parties", ALIASES: "aliases", ADDRESSES: "addresses", COMMENTS: "comments"}

_TYPES = {
    "individual": EntityType.PERSON,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
    "": EntityType.ORGANISATION,  # the format's null means "entity"
    "entity": EntityType.ORGANISATION,
}
_ALIAS_KINDS = {"aka": NameKind.ALIAS, "fka": NameKind.FORMER, "nka": NameKind.ALIAS}
_ENTITY_NUMBER = re.compile(r"^\d{1,9}$")


def shape(path: Path) -> int:
    """How many columns the first row has, if it is one of the four files; 0 otherwise."""
    start = first_bytes(path, count=64 * 1024).decode("utf-8", errors="replace")
    try:
        row = next(csv.reader([start.lstrip("\ufeff").splitlines()[0]]), [])
    except csv.Error:
        return 0
    return len(row) if row and _ENTITY_NUMBER.match(row[0].strip()) and len(row) in PARTS else 0


def read(paths: list[Path], reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """The entities of one set of files in any order; only the file of parties is obligatory."""
    files = _sort_files(paths)
    reading.format = "CSV"
    reading.missing_files += [name for columns, name in PARTS.items() if columns not in files]
    aliases = _companions(files.get(ALIASES), reading, columns=ALIASES)
    addresses = _companions(files.get(ADDRESSES), reading, columns=ADDRESSES)
    comments = _companions(files.get(COMMENTS), reading, columns=COMMENTS)
    seen: set[str] = set()
    for row in fixed_rows(files[PARTIES], reading, LAYOUT, columns=PARTIES):
        reading.rows += 1
        cells = [_plain(cell) for cell in row.cells]
        key = _checked_key(cells[0], files[PARTIES], row.line)
        if key in seen:
            raise SourceError(f"entity number {key} appears twice", file=files[PARTIES].name, line=row.line)
        seen.add(key)
        draft = Draft(reading, entity_id=f"{source}:{key}", list_code=list_code, type_=_type(cells[2], reading))
        draft.provenance = f"line {row.line}"
        _read_party(draft, cells)
        for cells_of_alias in aliases.pop(key, ()):
            _read_alias(draft, cells_of_alias)
        _read_addresses(draft, addresses.pop(key, None), given=ADDRESSES in files)
        further = "".join(cells_of_comment[1] for cells_of_comment in comments.pop(key, ()))
        remarks = cells[11]
        cut = len(remarks) >= CUT_AT and not further and not remarks.endswith(".")
        read_remarks(draft, remarks + further, cut=cut)
        yield draft.finish()
    for columns, left in ((ALIASES, aliases), (ADDRESSES, addresses), (COMMENTS, comments)):
        for key, rows in left.items():
            reading.leave(PARTS[columns], f"rows of entity number {key}, which no party has", len(rows))


def _sort_files(paths: list[Path]) -> dict[int, Path]:
    files: dict[int, Path] = {}
    for path in paths:
        columns = shape(path)
        if not columns:
            raise SourceError("is none of the files of this source (12, 5, 6 or 2 columns)", file=path.name)
        if columns in files:
            raise SourceError(f"and {files[columns].name} both hold {PARTS[columns]}", file=path.name)
        files[columns] = path
    if PARTIES not in files:
        raise SourceError("the file of parties (12 columns) is missing", file=paths[0].name if paths else "")
    return files


def _companions(path: Path | None, reading: Reading, *, columns: int) -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = defaultdict(list)
    if path is None:
        return rows
    numbers: set[str] = set()
    for row in fixed_rows(path, reading, LAYOUT, columns=columns):
        # A comment goes on in the middle of a word: its blanks are text.
        cells = [*map(_plain, row.cells)] if columns != COMMENTS else [row.cells[0].strip(), row.cells[1]]
        rows[_checked_key(cells[0], path, row.line)].append(cells)
        if columns != COMMENTS:
            if cells[1] in numbers:
                reading.leave(PARTS[columns], f"number {cells[1]} appears twice")
            numbers.add(cells[1])
    return rows


def _checked_key(key: str, path: Path, line: int) -> str:
    if not _ENTITY_NUMBER.match(key):
        raise SourceError(f"{key[:40]!r} is no entity number", file=path.name, line=line)
    return key


def _plain(cell: str) -> str:
    text = cell.strip()
    return "" if text == "-0-" else text


def _type(text: str, reading: Reading) -> EntityType:
    found = _TYPES.get(text.lower())
    if found is None:
        reading.leave("SDN_Type", f"type not known: {text}")
    return found or EntityType.UNKNOWN


def _read_party(draft: Draft, cells: list[str]) -> None:
    _, name, _, programmes, title, call_sign, vessel_type, tonnage, gross, flag, owner, _ = cells
    draft.listed_name(name)
    for programme in programmes.strip("[]").split("] ["):
        draft.programme(programme)
    draft.position(title)
    draft.identifier("call_sign", call_sign)
    draft.more("vessel type", vessel_type)
    draft.more("tonnage", tonnage)
    draft.more("gross registered tonnage", gross)
    draft.country(flag, CountryKind.FLAG)
    draft.link("vessel owner", owner)


def _read_alias(draft: Draft, cells: list[str]) -> None:
    _, _, kind, name, remarks = cells
    if kind not in _ALIAS_KINDS:
        draft.reading.leave("alt_type", f"kind of alias not known: {kind}")
    draft.listed_name(name, kind=_ALIAS_KINDS.get(kind, NameKind.ALIAS))
    draft.remark(remarks)


def _read_addresses(draft: Draft, rows: list[list[str]] | None, *, given: bool) -> None:
    if rows is None:
        if given:
            draft.reading.leave("addresses", "a party without any row: the file of addresses may be cut")
        return
    for _, _, street, town, country, remarks in rows:
        city, region, postcode = _town_parts(town)
        draft.address([street, town], city=city, region=region, postcode=postcode, country=country)
        draft.remark(remarks)


def _town_parts(text: str) -> tuple[str, str, str]:
    """City, region and postcode of "Torvale, Fars 71345" or "London EC3N 1DY": up to two last words with digits."""
    city, _, region = text.partition(", ")
    words = (region or city).split()
    code: list[str] = []
    while words and len(code) < 2 and any(map(str.isdecimal, words[-1])) and (region or len(words) > 1):
        code.insert(0, words.pop())
    rest = " ".join(words)
    return (city, rest, " ".join(code)) if region else (rest, "", " ".join(code))
