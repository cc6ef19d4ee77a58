"""The two-source rule."""

from customers.indices.base import IndexValue, Place
from customers.indices.combine import suggest

HERE = Place("aa")


def value(measure, text, year=2026):
    return IndexValue(measure, HERE, "Country A", year, text)


def suggestion(*values, factor="JUR-2", year=2026):
    return suggest(factor, values, year=year)


def test_two_publishers_one_step_apart_give_the_higher():
    found = suggestion(value("fh_total", "60"), value("v2x_civlib", ".45"))
    assert (found.rating, found.conflicting) == (3, False)


def test_both_numbers_are_shown_with_their_vintage():
    found = suggestion(value("fh_total", "60", 2025), value("v2x_civlib", ".45"))
    assert str(found.sentence) == "Freedom House 60 (2025) = 2; V-Dem .45 (2026) = 3. The higher counts: 3."


def test_two_steps_apart_is_a_question_for_the_analyst():
    found = suggestion(value("fh_total", "90"), value("v2x_civlib", ".55"))
    assert (found.rating, found.conflicting) == (None, True)


def test_one_publisher_is_not_enough():
    found = suggestion(value("v2x_civlib", ".9"), value("v2x_freexp_altinf", ".9"))
    assert (found.rating, len(found.sources)) == (None, 1)


def test_of_one_publisher_the_highest_of_the_newest_edition_counts():
    found = suggestion(value("pts_a", "2"), value("pts_s", "4"), value("pts_h", "5", 2020), factor="JUR-3")
    assert (found.sources[0].rating, found.sources[0].value.measure) == (3, "pts_s")


def test_later_editions_do_not_count():
    found = suggestion(value("fh_total", "90", 2024), value("fh_total", "10", 2026), year=2025)
    assert found.sources[0].value.value == "90"


def test_occupation_raises_a_territory():
    found = suggestion(value("ucdp_conflict", "minor"), value("warwatch_occupation", "yes"), factor="JUR-4")
    assert found.rating == 4


def test_place_without_values():
    assert suggestion().sources == ()


def test_measure_without_a_factor_suggests_nothing():
    assert suggestion(value("fsi_total", "110"), factor="JUR-4").rating is None
