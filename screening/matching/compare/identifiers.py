"""Identifiers: normalised, validated by kind, and compared only with identifiers that can be the same number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from stdnum import bic, imo, isin, lei

from screening.entities import Identifier, Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word

# Kinds that are unique in the world, with the check that their value must pass to count as one.
_STRONG: dict[str, Callable[[str], bool]] = {
    "lei": lei.is_valid,
    "imo": imo.is_valid,
    "swift_bic": bic.is_valid,
    "isin": isin.is_valid,
    "crypto_wallet": lambda value: len(value) >= 20,
}
# Numbers of a state's registers, which lists often file under one another's kind.
_REGISTERS = frozenset(("national_id", "tax_id", "registration", "vat"))
_CONTACTS = frozenset(("phone", "email", "website", "call_sign"))
_NOT_CODE = re.compile(r"[^0-9A-Z]+")
LEAST_LENGTH = 5  # "12" is a running number, not an identifier


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier made comparable. ``group`` tells which kinds may meet."""

    group: str
    value: str
    country: str
    strong: bool


@lru_cache(maxsize=1 << 15)
def code(identifier: Identifier) -> Code | None:
    """The comparable form, or None for a value too short to tell anyone apart."""
    kind = identifier.kind
    if kind in _CONTACTS:
        return None
    value = identifier.value.strip()
    if kind != "crypto_wallet":
        value = _NOT_CODE.sub("", value.upper())
    if kind == "imo" and value.startswith("IMO"):
        value = value[3:]
    if kind in _STRONG and _STRONG[kind](value):
        return Code(kind, value[:8] if kind == "swift_bic" else value, "", strong=True)
    if len(value) < LEAST_LENGTH or not any(letter.isdigit() for letter in value):
        return None
    group = "register" if kind in _REGISTERS or kind.startswith("other") else kind
    return Code(group, value, identifier.country.lower(), strong=False)


def codes(identifiers: Iterable[Identifier]) -> list[tuple[Code, Identifier]]:
    """The comparable identifiers of a subject."""
    return [(found, one) for one in identifiers if (found := code(one)) is not None]


def compare_identifiers(ours: Subject, listed: Subject, config: MatchConfig) -> list[Evidence]:
    """Main evidence for the best identifier in common; a qualifier where world-wide numbers contradict."""
    if not ours.identifiers or not listed.identifiers:
        return []
    mine, theirs = codes(ours.identifiers), codes(listed.identifiers)
    same = [(a, one, other) for a, one in mine for b, other in theirs if _same(a, b)]
    if same:
        found, one, other = max(same, key=lambda pair: pair[0].strong)
        feature = "strong_identifier" if found.strong else "identifier"
        points = config.strong_identifier if found.strong else config.identifier
        sentence = f"Both sides state the same {_said(one)}: {one.value}."
        return [Evidence(feature, "main", Word.SAME, points, _full(one), _full(other), sentence)]
    return _contradicting(mine, theirs, config)


def _same(a: Code, b: Code) -> bool:
    countries_fit = not a.country or not b.country or a.country == b.country
    return a.value == b.value and a.group == b.group and a.strong == b.strong and countries_fit


def _contradicting(
    mine: list[tuple[Code, Identifier]], theirs: list[tuple[Code, Identifier]], config: MatchConfig
) -> list[Evidence]:
    """Two valid IMO or LEI numbers that differ are two ships or two firms; other kinds may be held in plenty."""
    for a, one in mine:
        for b, other in theirs:
            if a.strong and b.strong and a.group == b.group and a.group in {"imo", "lei"}:
                sentence = f"The {_said(one)}s differ: {one.value} and {other.value}."
                points = -config.strong_identifier_differs
                return [
                    Evidence(
                        "strong_identifier", "qualifier", Word.DIFFERENT, points, _full(one), _full(other), sentence
                    )
                ]
    return []


def _said(identifier: Identifier) -> str:
    names = {"lei": "LEI", "imo": "IMO number", "swift_bic": "SWIFT/BIC", "isin": "ISIN"}
    return names.get(identifier.kind, identifier.kind.removeprefix("other:").replace("_", " ") + " number")


def _full(identifier: Identifier) -> str:
    return f"{identifier.kind} {identifier.value}" + (f" ({identifier.country})" if identifier.country else "")
