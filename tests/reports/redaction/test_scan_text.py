"""The dictionary finds names however they are written, and nothing else."""

import pytest

from reports.document import Span, bold, plain, prose
from reports.redaction.scan_text import Dictionary, Term, clean, swap

NAMES = Dictionary(
    [Term(text, "name") for text in ("Zenith Halcyon LLC", "Zenith", "Ägir", "北辰", "شركة نور", "AB-12/7", "...")]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We sold to ZENITH  halcyon llc.", ["ZENITH  halcyon llc"]),
        ("Zenithal views", []),
        ("zenith's offer", ["zenith"]),
        ("Agir and Ägir", ["Agir", "Ägir"]),
        ("在北辰机场", ["北辰"]),
        ("مع شركة نور هنا", ["شركة نور"]),
        ("contract ab 12 7 and AB-12/7", ["ab 12 7", "AB-12/7"]),
        ("Zenith", ["Zenith"]),
        ("", []),
    ],
)
def test_finds(text, found):
    assert [text[f.start : f.end] for f in NAMES.find(text)] == found


def test_a_name_across_spans_is_replaced_once():
    text = prose("Sold to Zen", bold("ith Hal"), "cyon LLC today.")
    shown = swap(text, [(f, "CUST-A") for f in NAMES.find(plain(text))])
    assert plain(shown) == "Sold to CUST-A today."


def test_two_names_in_one_span():
    text = prose("Zenith, then Ägir.")
    assert plain(swap(text, [(f, "X") for f in NAMES.find(plain(text))])) == "X, then X."


def test_untouched_spans_keep_their_manner():
    text = prose(bold("Kept. "), "Zenith", Span(" Ende", lang="de"))
    shown = swap(text, [(f, "X") for f in NAMES.find(plain(text))])
    assert shown == (Span("Kept. ", bold=True), Span("X"), Span(" Ende", lang="de"))


def test_terms_that_would_be_found_everywhere_are_not_looked_for():
    common = Dictionary([Term(text, "name") for text in ("12", "A", "1234", "48212", "李")])
    assert [found.term.text for found in common.find("A 12 of 1234, contract 48212, 李")] == ["48212", "李"]


def test_clean():
    assert clean(prose("nothing here"), NAMES)
    assert not clean(prose("Zenith"), NAMES)
