import pytest

from screening.triage.birth_dates import why_birth_dates_do_not_differ


def listed(start, end=None, circa=False):
    return {"start": start, "end": end or start, "circa": circa, "text": ""}


YEAR_1974 = listed("1974-01-01", "1974-12-31")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("", [YEAR_1974]),
        ("1974-03-12", []),
        ("1974-03-12", [listed("1974-03-12")]),
        ("1974", [YEAR_1974]),
        ("1976-03-12", [YEAR_1974]),
        ("1972", [listed("1974-05-05")]),
        ("1976-03-12", [listed("1974-05-05", circa=True)]),
        ("1990-01-01", [listed("1960-01-01"), YEAR_1974, listed("1990-01-01")]),
    ],
)
def test_a_missing_or_near_date_is_no_difference(ours, theirs):
    assert why_birth_dates_do_not_differ(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("1977-03-12", [YEAR_1974]),
        ("1974-03-12", [listed("1974-03-13")]),
        ("1990", [listed("1960-01-01", "1964-12-31")]),
    ],
)
def test_dates_that_exclude_each_other_are_a_difference(ours, theirs):
    assert why_birth_dates_do_not_differ(ours, theirs) == ""
