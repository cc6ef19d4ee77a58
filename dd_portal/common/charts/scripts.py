"""Script of a text, and the direction and likely language that go with a script (ISO 15924 codes)."""

from __future__ import annotations

import unicodedata

_BY_NAME = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "THAI": "Thai",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
    "ETHIOPIC": "Ethi",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "SINHALA": "Sinh",
}
_RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Samr", "Mand"}
# Only where one language is by far the likeliest; a wrong voice is worse than an honest "undetermined".
_LANGUAGES = {
    "Arab": "ar",
    "Hebr": "he",
    "Grek": "el",
    "Hani": "zh",
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "Jpan": "ja",
    "Hira": "ja",
    "Kana": "ja",
    "Kore": "ko",
    "Hang": "ko",
    "Armn": "hy",
    "Geor": "ka",
    "Thai": "th",
    "Taml": "ta",
    "Thaa": "dv",
    "Mymr": "my",
    "Khmr": "km",
    "Sinh": "si",
}


def script_of(text: str) -> str:
    """The script of the first letter that has one; "Latn" for a text without letters."""
    for char in text:
        if char.isalpha():
            return _BY_NAME.get(unicodedata.name(char, "").split(" ")[0].split("-")[0], "Zyyy")
    return "Latn"


def direction_of(script: str) -> str:
    """Which way a script runs: "rtl" or "ltr"."""
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def language_of(script: str) -> str:
    """A BCP 47 tag: the likely language of a script, else the script with language undetermined."""
    return _LANGUAGES.get(script, "und" if script in ("", "Zyyy", "Latn") else f"und-{script}")
