"""Very long texts made to be slow are refused, or read in short time."""

import time

import pytest

from screening.entities import CountryKind, EntityType
from screening.sources import uk_facts
from screening.sources.base import Reading, SourceError
from screening.sources.draft import Draft
from screening.sources.name_forms import name_forms
from screening.sources.ofac_csv import _town_parts
from screening.sources.ofac_remarks import read_remarks
from screening.sources.un_sc import read as read_un
from tests.screening.sources.conftest import SAMPLES

LONG = 100_000
TEXTS = {
    "blanks": "x" + " " * LONG + "x",
    "digits": "1" * LONG + " x",
    "digits and blanks": "1 " * (LONG // 2) + "x",
    "brackets": " (" * (LONG // 2),
    "open labels": "(a.k.a. " * (LONG // 8),
    "words": "and its " * (LONG // 8),
    "semicolons": "a; " * 3_000,
    "commas": "1990, " * (LONG // 6),
    "to": "1990 to " * (LONG // 8),
    "dots": "a." * (LONG // 2),
}


def draft():
    return Draft(Reading(), entity_id="x:1", list_code="x", type_=EntityType.PERSON)


@pytest.mark.parametrize(
    "use",
    [
        name_forms,
        _town_parts,
        uk_facts.numbered,
        lambda text: draft().birth(text),
        lambda text: draft().address_text(text),
        lambda text: draft().country(text, CountryKind.ADDRESS),
        lambda text: read_remarks(draft(), text),
        lambda text: read_remarks(draft(), f"Passport {text}"),
        lambda text: uk_facts.read_other_information(draft(), text),
    ],
    ids=["names", "towns", "numbered", "dates", "addresses", "countries", "remarks", "documents", "information"],
)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_long_texts_take_no_long_time(use, text):
    start = time.process_time()
    use(text)
    assert time.process_time() - start < 3


def test_an_endless_text_in_xml_is_refused(tmp_path):
    path = tmp_path / "list.xml"
    text = (SAMPLES / "un_sc" / "consolidated.xml").read_text(encoding="utf-8")
    path.write_text(text.replace("Lives in Torvale.", "x" * 200_000), encoding="utf-8")
    with pytest.raises(SourceError, match="a text of more than 131,072 characters in <COMMENTS1>"):
        list(read_un([path], Reading()))
