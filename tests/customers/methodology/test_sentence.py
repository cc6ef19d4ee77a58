"""Sentences keep text and values apart."""

from customers.methodology.sentence import sentence


def test_sentence_is_filled_when_read():
    found = sentence("{group} is {value}.", group="GOV", value=4)
    assert (str(found), found.text, found.values["value"]) == ("GOV is 4.", "{group} is {value}.", "4")


def test_values_with_braces_do_not_disturb():
    assert str(sentence("{text}.", text="{x}")) == "{x}."
