"""Sentences are cut rightly and numbers in them found."""

import pytest

from reports.document import bold, counted, free, plain, prose
from reports.redaction.sentences import reachable_sums, sentences, untyped_figures


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("57 of 400 are High.", [57, 400]),
        ("1,240 hours", [1240]),
        ("T5, M02, 2026Q4 and FP-03", []),
        ("30 September 2026; 2026-09-30; at 14:00", []),
        ("On 4 May and May 7.", []),
        ("section 8, Principle 31, ISO 27001", []),
        ("three agencies and two of the customers", [3, 2]),
        ("One could say so", []),
        ("one customer", [1]),
        ("15 % of sales", [15]),
        ("rose by 2.5 points", []),
        ("in 1999 there were 1999 users", []),
    ],
)
def test_untyped_figures(text, numbers):
    assert untyped_figures(prose(text)) == numbers


def test_typed_and_free_figures_are_not_untyped():
    assert untyped_figures(prose(counted(3), " of ", free("31"), " and 9")) == [9]


def test_sentences_keep_every_letter_and_span():
    text = prose("First one. ", bold("Second"), " has ", counted(7), ". Third? Yes! e.g. this. 4 more")
    cut = sentences(text)
    assert "".join(plain(sentence) for sentence in cut) == plain(text)
    assert [plain(sentence) for sentence in cut][:3] == ["First one. ", "Second has 7. ", "Third? "]


def test_a_text_without_an_end_is_one_sentence():
    assert [plain(s) for s in sentences(prose("no end"))] == ["no end"]
    assert sentences(()) == []


def test_reachable_sums_need_a_hidden_count():
    assert reachable_sums([(2, True), (10, False), (5, False)]) == {2, 12, 7, 17}
    assert reachable_sums([(10, False)]) == set()
