"""Both sides beside each other, in the order of how much each attribute decides; nothing missing is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from screening.selectors.said import (
    addresses_said,
    countries_said,
    dates_said,
    gender_said,
    identifiers_said,
    name_provenance,
    names_said,
    our_date_said,
    provenance_of,
    type_said,
)

NAMES = ("name", "weak_alias")
NUMBERS = ("strong_identifier", "identifier")
_OUTSIDE = frozenset({"ceiling", "floor"})


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One attribute, as ``parts/comparison_table.html`` shows it."""

    label: str
    ours: str
    listed: str
    word: str
    points: float
    why: str = ""
    ours_from: str = ""
    listed_from: str = ""
    request_url: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows, the parts of the names, and what neither side states."""

    rows: list[ComparisonRow]
    parts: list[dict[str, Any]]
    parts_as_listed: list[dict[str, Any]]
    neither: str
    both_sides: int
    missing_ours: int
    missing_listed: int
    values: str


def comparison(
    evidence: Iterable[dict[str, Any]],
    *,
    ours: dict[str, Any],
    listed: dict[str, Any],
    request_url: str = "",
) -> Comparison:
    """Build the comparison from the evidence as stored and from both contents as they were then.

    A word comes from the engine where it compared the attribute; else it only says who states it.
    """
    pieces = {one["feature"]: one for one in evidence if one["feature"] not in _OUTSIDE}
    rows = [row for row in _rows(pieces, ours, listed, request_url) if row is not None]
    known = [row for row in rows if row.ours or row.listed]
    named = next((pieces[name] for name in NAMES if name in pieces), None)
    return Comparison(
        rows=known,
        parts=list(named["parts"]) if named else [],
        parts_as_listed=_as_listed(named) if named else [],
        neither=", ".join(row.label.lower() for row in rows if not row.ours and not row.listed),
        both_sides=sum(bool(row.ours and row.listed) for row in known),
        missing_ours=sum(row.word == "missing_ours" for row in known),
        missing_listed=sum(row.word == "missing_listed" for row in known),
        values=_values(known),
    )


def _rows(
    pieces: dict[str, Any], ours: dict[str, Any], listed: dict[str, Any], request_url: str
) -> list[ComparisonRow | None]:
    person = "person" in (ours.get("type"), listed.get("type"))
    born = _piece(pieces, ("birth_date",), ours.get("birth_date"), listed.get("birth_dates"))
    founded = _piece(pieces, ("founded",), ours.get("incorporation_date"), listed.get("founded"))
    date_rows = [
        _row(_("Date of birth"), born, our_date_said(ours.get("birth_date", "")),
             dates_said(listed.get("birth_dates", ())), listed_from=_("list field: date of birth"),
             request_url=request_url) if person or "birth_date" in pieces else None,
        _row(_("Founded"), founded, our_date_said(ours.get("incorporation_date", "")),
             dates_said(listed.get("founded", ())), listed_from=_("list field: date of founding"),
             request_url=request_url) if not person or "founded" in pieces else None,
    ]  # fmt: skip
    country = _piece(pieces, ("country",), ours.get("countries"), listed.get("countries"))
    address = _piece(pieces, ("address",), ours.get("addresses"), listed.get("addresses"))
    gender = _piece(pieces, ("gender",), ours.get("gender"), listed.get("gender"))
    place = _piece({}, (), "", listed.get("places_of_birth"))
    return [
        _identifiers(pieces, ours, listed, request_url),
        _name(pieces, ours, listed),
        _other_names(pieces, ours, listed),
        _numbers(pieces),
        *date_rows,
        _row(_("Nationality, country") if person else _("Country"), country,
             countries_said(ours.get("countries", ())), countries_said(listed.get("countries", ())),
             ours_from=provenance_of(ours.get("countries", ())), listed_from=_("list field: country"),
             request_url=request_url),
        _row(_("Place of birth"), place, "", "; ".join(listed.get("places_of_birth", ())),
             listed_from=_("list field: place of birth"), request_url=request_url) if person else None,
        _row(_("Gender"), gender, gender_said(ours.get("gender", "")), gender_said(listed.get("gender", "")),
             listed_from=_("list field: gender"), request_url=request_url) if person else None,
        _row(_("Kind of party"), _kind(pieces, ours, listed), type_said(ours.get("type", "")),
             type_said(listed.get("type", "")), listed_from=_("list field: type")),
        _row(_("Address"), address, addresses_said(ours.get("addresses", ())),
             addresses_said(listed.get("addresses", ())), ours_from=provenance_of(ours.get("addresses", ())),
             listed_from=_("list field: address"), request_url=request_url),
    ]  # fmt: skip


def _row(
    label: str,
    piece: dict[str, Any],
    ours: str,
    listed: str,
    *,
    ours_from: str = "",
    listed_from: str = "",
    request_url: str = "",
) -> ComparisonRow:
    word = piece["word"]
    return ComparisonRow(
        label=label, ours=ours, listed=listed, word=word, points=piece["points"], why=piece["sentence"],
        ours_from=ours_from if ours else "", listed_from=listed_from if listed else "",
        request_url=request_url if word == "missing_ours" else "",
    )  # fmt: skip


def _piece(pieces: dict[str, Any], features: Iterable[str], ours: Any, listed: Any) -> dict[str, Any]:
    """What the engine said of a feature, or, where it compared nothing, who states a value."""
    found = next((pieces[name] for name in features if name in pieces), None)
    if found is not None:
        return {**found, "sentence": _why(found)}
    word = "not_comparable" if ours and listed else "missing_listed" if ours else "missing_ours"
    return {"word": word, "points": 0.0, "sentence": ""}


def _why(piece: dict[str, Any]) -> str:
    """The engine's sentence without the two values, which stand beside it; nothing where the word says it all."""
    plain = piece["feature"] in ("country", "gender") and piece["word"] in ("same", "different")
    if plain or piece["word"].startswith("missing"):
        return ""
    sentence = str(piece["sentence"]).rstrip(".")
    return sentence.partition(": ")[0] if ": " in sentence else sentence


def _identifiers(
    pieces: dict[str, Any], ours: dict[str, Any], listed: dict[str, Any], request_url: str
) -> ComparisonRow:
    mine, theirs = ours.get("identifiers", ()), listed.get("identifiers", ())
    piece = _piece(pieces, NUMBERS, mine, theirs)
    if piece["word"] == "not_comparable" and _same_kind(mine, theirs):
        why = _("Numbers of one kind that differ; one party may hold several.")
        piece = {"word": "different", "points": 0.0, "sentence": why}
    return _row(
        _("Identity number"), piece, identifiers_said(mine), identifiers_said(theirs),
        ours_from=provenance_of(mine), listed_from=_("list field: identifiers"), request_url=request_url,
    )  # fmt: skip


def _same_kind(mine: Iterable[dict[str, Any]], theirs: Iterable[dict[str, Any]]) -> bool:
    """Whether both hold a number of one kind from countries that do not differ."""
    return any(
        a["kind"] == b["kind"] and (not a.get("country") or not b.get("country") or a["country"] == b["country"])
        for a in mine
        for b in theirs
    )


def _name(pieces: dict[str, Any], ours: dict[str, Any], listed: dict[str, Any]) -> ComparisonRow | None:
    feature = next((name for name in NAMES if name in pieces), None)
    if feature is None:
        return None
    piece = pieces[feature]
    label = _("Name used for match") if feature == "name" else _("Weak alias used for match")
    return ComparisonRow(
        label=label, ours=piece["ours"], listed=piece["listed"], word=piece["word"], points=piece["points"],
        why=_letters(piece), ours_from=name_provenance(ours, piece["ours"]),
        listed_from=name_provenance(listed, piece["listed"], listed=True),
    )  # fmt: skip


def _letters(piece: dict[str, Any]) -> str:
    parts = piece.get("parts", ())
    close = [part for part in parts if part["word"] != "same"]
    if not parts or not close:
        return ""
    return _("%(n)s of %(all)s parts differ") % {"n": len(close), "all": len(parts)}


def _other_names(pieces: dict[str, Any], ours: dict[str, Any], listed: dict[str, Any]) -> ComparisonRow:
    used = next((pieces[name] for name in NAMES if name in pieces), {"ours": "", "listed": ""})
    mine = names_said(ours.get("names", ()), but=used["ours"])
    theirs = names_said(listed.get("names", ()), but=used["listed"])
    piece = _piece({}, (), mine, theirs)
    why = _("the best pair counts, above") if mine and theirs else ""
    return ComparisonRow(_("Other names"), mine, theirs, piece["word"], 0.0, why)


def _numbers(pieces: dict[str, Any]) -> ComparisonRow | None:
    piece = pieces.get("numbers")
    if piece is None:
        return None
    return ComparisonRow(
        _("Number in the name"), piece["ours"], piece["listed"], piece["word"], piece["points"], _why(piece)
    )


def _kind(pieces: dict[str, Any], ours: dict[str, Any], listed: dict[str, Any]) -> dict[str, Any]:
    if "type" in pieces:
        return {**pieces["type"], "sentence": _why(pieces["type"])}
    same = ours.get("type") == listed.get("type")
    return {"word": "same" if same else "not_comparable", "points": 0.0, "sentence": ""}


def _values(rows: list[ComparisonRow]) -> str:
    """What *Insert compared values* writes: every attribute that both sides state, ours v listed."""
    both = [f"{row.label} {row.ours} v {row.listed}" for row in rows if row.ours and row.listed]
    return "; ".join(both) + "." if both else ""


def _as_listed(piece: dict[str, Any]) -> list[dict[str, Any]]:
    """The pairs in the order of the listed name; what only our side has stands last."""
    name = str(piece.get("listed") or "").casefold()

    def place(part: dict[str, Any]) -> int:
        text = str(part.get("listed") or "").casefold()
        found = name.find(text) if text else -1
        return found if found >= 0 else len(name)

    return sorted(piece["parts"], key=place)
