"""The words of the settings come from the file of the settings."""

from screening.matching.config_words import numbers, setting_words


def test_every_number_has_a_meaning_in_the_order_of_the_file():
    words = setting_words()
    assert tuple(one.name for one in words) == numbers()
    assert all(one.meaning for one in words)


def test_sections_follow_the_headings():
    assert list(dict.fromkeys(one.section for one in setting_words()))[:2] == [
        "the threshold",
        "the name",
    ]


def test_comment_that_goes_on_keeps_its_beginning():
    rare = next(one for one in setting_words() if one.name == "legal_form_rare")
    assert rare.meaning.startswith('"Deutsche Bank AG" / "Deutsche Bank GmbH"')
    assert "... ..." not in rare.meaning
