import pytest

from screening.selectors.comparison import comparison

NAME = {
    "feature": "name", "role": "main", "word": "close", "points": 0.9, "ours": "Mohamed Al-Hasan",
    "listed": "Muhammad AL HASSAN", "sentence": "Close names.",
    "parts": [
        {"ours": "mohamed", "listed": "muhammad", "word": "close", "share": 0.4, "ours_marks": [], "listed_marks": []},
        {"ours": "hasan", "listed": "hasan", "word": "same", "share": 0.5, "ours_marks": [], "listed_marks": []},
    ],
}  # fmt: skip
OURS = {
    "type": "person",
    "names": [
        {"full": "Mohamed Al-Hasan", "kind": "primary", "source": "passport copy"},
        {"full": "محمد الحسن", "kind": "alias", "source": ""},
    ],
    "birth_date": "", "gender": "", "countries": [], "identifiers": [], "addresses": [], "roles": [],
}  # fmt: skip
LISTED = {
    "type": "person",
    "names": [
        {"full": "AL HASSAN, Muhammad", "kind": "primary", "strength": "strong"},
        {"full": "Muhammad AL HASSAN", "kind": "alias", "strength": "weak"},
    ],
}


def rows(evidence=(NAME,), ours=OURS, listed=LISTED, **fields):
    return {row.label: row for row in comparison(evidence, ours=ours, listed=listed, **fields).rows}


def test_the_name_carries_where_both_sides_have_it_from():
    row = rows()["Name used for match"]
    assert (row.ours_from, row.listed_from) == ("passport copy", "list field: alias, weak")
    assert row.why == "1 of 2 parts differ"


def test_other_names_stand_beside_the_one_used():
    row = rows()["Other names"]
    assert (row.ours, row.listed, row.word) == ("محمد الحسن", "AL HASSAN, Muhammad", "not_comparable")


@pytest.mark.parametrize(
    ("side", "field", "value", "label", "word"),
    [
        (
            "ours",
            "identifiers",
            [{"kind": "passport", "value": "P1", "source": ""}],
            "Identity number",
            "missing_listed",
        ),
        ("listed", "identifiers", [{"kind": "passport", "value": "P1"}], "Identity number", "missing_ours"),
        ("listed", "places_of_birth", ["Irbid"], "Place of birth", "missing_ours"),
        ("ours", "addresses", [{"full": "Lisbon", "source": ""}], "Address", "missing_listed"),
        ("ours", "birth_date", "1974-03-12", "Date of birth", "missing_listed"),
        ("listed", "gender", "male", "Gender", "missing_ours"),
    ],
)
def test_what_one_side_lacks_is_missing_never_different(side, field, value, label, word):
    ours, listed = dict(OURS), dict(LISTED)
    (ours if side == "ours" else listed)[field] = value
    assert rows(ours=ours, listed=listed)[label].word == word


def test_what_is_missing_on_our_side_can_be_requested():
    listed = LISTED | {"places_of_birth": ["Irbid"]}
    assert rows(listed=listed, request_url="#ask")["Place of birth"].request_url == "#ask"
    assert rows(request_url="#ask")["Name used for match"].request_url == ""


def test_what_neither_side_states_is_said_too():
    shown = comparison([NAME], ours=OURS, listed=LISTED)
    assert "date of birth" in shown.neither and "gender" in shown.neither


def test_numbers_of_one_kind_that_differ_are_different_and_move_nothing():
    ours = OURS | {"identifiers": [{"kind": "passport", "value": "P1", "country": "pt", "source": ""}]}
    listed = LISTED | {"identifiers": [{"kind": "passport", "value": "Q2", "country": ""}]}
    row = rows(ours=ours, listed=listed)["Identity number"]
    assert (row.word, row.points) == ("different", 0.0)


def test_the_word_of_the_engine_is_kept():
    born = {"feature": "birth_date", "role": "qualifier", "word": "compatible", "points": 0.03, "ours": "1974-03-12",
            "listed": "1974", "sentence": "The birth dates agree as far as they are stated: 1974-03-12 and 1974."}  # fmt: skip
    ours = OURS | {"birth_date": "1974-03-12"}
    listed = LISTED | {"birth_dates": [{"start": "1974-01-01", "end": "1974-12-31", "circa": False, "text": "1974"}]}
    row = rows([NAME, born], ours, listed)["Date of birth"]
    assert (row.word, row.points, row.ours, row.listed) == ("compatible", 0.03, "12 Mar 1974", "1974 (year only)")
    assert row.why == "The birth dates agree as far as they are stated"


def test_the_ceiling_of_the_score_is_no_attribute():
    ceiling = {"feature": "ceiling", "role": "qualifier", "word": "not_comparable", "points": -0.02, "ours": "",
               "listed": "", "sentence": "A score is at most 100.", "parts": []}  # fmt: skip
    assert set(rows([NAME, ceiling])) == set(rows())


def test_compared_values_are_ready_to_insert():
    shown = comparison([NAME], ours=OURS, listed=LISTED)
    assert "Name used for match Mohamed Al-Hasan v Muhammad AL HASSAN" in shown.values


def test_a_company_has_a_founding_date_and_no_gender():
    ours = OURS | {"type": "organisation", "incorporation_date": "2004"}
    labels = rows(ours=ours, listed=LISTED | {"type": "organisation", "gender": "male"})
    assert labels["Founded"].word == "missing_listed"
    assert "Gender" not in labels


def test_pairs_can_stand_in_the_order_of_the_list():
    pairs = [("Nadia", "Nadiya"), ("Kareem", "KARIM"), ("X", "")]
    parts = [{"ours": ours, "listed": listed, "word": "close"} for ours, listed in pairs]
    shown = comparison([NAME | {"listed": "KARIM, Nadiya", "parts": parts}], ours=OURS, listed=LISTED)
    assert [part["ours"] for part in shown.parts] == ["Nadia", "Kareem", "X"]
    assert [part["ours"] for part in shown.parts_as_listed] == ["Kareem", "Nadia", "X"]
