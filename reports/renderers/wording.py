"""How a report writes numbers, dates, shares and names, the same in every format."""

import datetime as dt
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

# ISO 15924 script by the word that opens a character's Unicode name, for names without a language.
_SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CJK": "zh-Hans",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "yi", "ps", "sd", "ug", "dv", "ckb", "syr"})


def number_words(value: float | Decimal, decimals: int = 0) -> str:
    """48212 -> `48,212`; halves round away from zero; a minus is U+2212."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,}"
    return MINUS + text if rounded < 0 else text


def percent_words(part: int, whole: int) -> str:
    """51 of 57 -> `89 %`. Only none is 0 % and only all is 100 %; a share of nothing is a dash."""
    if not whole:
        return DASH
    value = percent_value(part, whole)
    sign = "<" if value == 0 < part else ">" if value == 100 and part < whole else ""
    return f"{sign}{min(max(value, 1), 99) if sign else value}{NO_BREAK}%"


def percent_value(part: int, whole: int) -> int:
    """The share in whole percent, halves up."""
    return (200 * part + whole) // (2 * whole)


def basis_words(part: int, whole: int) -> str:
    """The n of n beside a share."""
    return f"{part:,} of {whole:,}"


def day_words(day: dt.date) -> str:
    """24 Nov 2026: the month in letters, because 03/05 is two days."""
    return f"{day.day}{NO_BREAK}{day:%b}{NO_BREAK}{day:%Y}"


def moment_words(moment: dt.datetime) -> str:
    """24 Nov 2026 10:42 UTC."""
    utc = moment.astimezone(dt.UTC)
    return f"{day_words(utc.date())} {utc:%H:%M}{NO_BREAK}UTC"


def hash_words(digest: str) -> str:
    """The first and last eight digits of a hash in groups of four."""
    if len(digest) < 16:
        return digest
    return f"{digest[:4]}{NO_BREAK}{digest[4:8]} \N{HORIZONTAL ELLIPSIS} {digest[-8:-4]}{NO_BREAK}{digest[-4:]}"


def script_language(text: str) -> str:
    """A language tag that fits the script of the first foreign letter, `` for Latin, Greek and Cyrillic."""
    for letter in text:
        if letter.isalpha() and ord(letter) > 0x58F:
            return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")
    return ""


def direction(text: str, lang: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction, else by the language."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "rtl" if lang.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT and not lang.endswith("-Latn") else "ltr"
