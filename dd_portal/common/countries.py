"""From what people write for a country ("Iran, Islamic Republic of", "Iranian", "IRN") to its ISO 3166-1 code."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

# code | English short name | word for nationals | further names; own compilation of common knowledge. Names in the
# row without a code are rightly written but mean no single country of today. ``xk`` is the user-assigned code for
# Kosovo.
TABLE = Path(__file__).with_name("countries.csv")

_NOW = re.compile(r"\b(?:now|currently|today)\b(?: the)?(?: region of)?\s+([^()]+)\)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_NOT_A_LETTER = re.compile(r"[^\w]+")


def _key(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = _NOT_A_LETTER.sub(" ", plain.replace("'", "").replace("’", "").replace(".", "")).split()
    telling = [word for word in words if word not in {"the", "of", "and"}]
    return " ".join(telling or words)  # "AND" is Andorra


def _read_table() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="|"):
            if row["code"]:
                names[row["code"]] = row["name"]
            for text in (row["code"], row["name"], row["national"], *row["variants"].split(";")):
                if text.strip():
                    codes.setdefault(_key(text), row["code"])
    return names, codes


COUNTRY_NAMES, _CODES = _read_table()


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """The alpha-2 code in lower case for a name, a nationality, an alpha-2 or alpha-3 code; "" where unknown.

    Former states ("Soviet Union") and words such as "stateless" have no code either:
    see :func:`is_without_code`.
    """
    return _CODES.get(_key(text), "")


@lru_cache(maxsize=8192)
def find_country_code(text: str) -> str:
    """As :func:`country_code`, and also through remarks around the name: "Ukrainian SSR (now Ukraine)",
    "Iraq (previous address)", "Former USSR Currently Belarus". What a place is now goes before what it was.
    """
    later = _NOW.search(text)
    bare = _IN_BRACKETS.sub(" ", text)
    inside = _IN_BRACKETS.findall(text)
    for candidate in (text, later[1] if later else "", bare, *inside):
        if candidate and (code := country_code(candidate)):
            return code
    return ""


@lru_cache(maxsize=8192)
def is_without_code(text: str) -> bool:
    """Whether the text is a known word for no single country of today ("Soviet Union", "unknown")."""
    return _CODES.get(_key(text)) == ""


def country_name(code: str) -> str:
    """The English short name of an alpha-2 code in any case; the code itself where it is not known."""
    return COUNTRY_NAMES.get(code.lower(), code)
