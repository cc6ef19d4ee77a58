"""Scripts from characters."""

import pytest

from screening.sources.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Milo Petrovic", "Latn"),
        ("Müller Ångström", "Latn"),
        ("Мило Петрович", "Cyrl"),
        ("صدام حسين", "Arab"),
        ("فریدون عباسی", "Arab"),
        ("習近平", "Hani"),
        ("さくら 商事", "Jpan"),
        ("トヨタ", "Jpan"),
        ("김철수", "Kore"),
        ("Αθήνα", "Grek"),
        ("שלום", "Hebr"),
        ("ไทย", "Thai"),
        ("नमस्ते", "Deva"),
        ("မြန်မာ", "Mymr"),
        ("საქართველო", "Geor"),
        ("አማርኛ", "Ethi"),
        ("12-34", "Zyyy"),
        ("ТОО LLC Ромашка", "Cyrl"),
    ],
)
def test_script_of(text, script):
    assert script_of(text) == script
