import pytest

from dd_portal.common.errors import Invalid
from screening.triage.answer import Answer, Compared, check_answer

FULL = {
    "birth_date": "1960-01-01",
    "gender": "male",
    "countries": [{"code": "pt"}],
    "identifiers": [{"kind": "passport", "value": "1"}],
    "addresses": [{"full": "Lisbon"}],
}
LISTED = {**FULL, "birth_dates": [{"start": "1974-05-05", "end": "1974-05-05", "circa": False, "text": ""}]}


def faults(tier="T1", ours=FULL, listed=LISTED, **answer):
    values = {
        "identity": "false_positive", "consequence": "", "reasons": ("FP-DOB",),
        "rationale": "Born 1960 in our passport copy, 1974 on the list", "next_step": "",
    } | answer  # fmt: skip
    try:
        check_answer(Answer(**values), compared=Compared(tier, [], ours, listed))
    except Invalid as error:
        return set(error.fields)
    return set()


def test_an_answer_with_reasons_and_own_words_stands():
    assert faults() == set()


def test_nothing_chosen():
    assert faults(identity="") == {"identity"}


def test_an_invented_answer_is_nothing_chosen():
    assert faults(identity="skipped") == {"identity"}


def test_no_reason():
    assert faults(reasons=()) == {"reasons"}


@pytest.mark.parametrize("reasons", [("TM-ID",), ("FP-DOB", "UN-EXPERT"), ("FP-WHATEVER",)])
def test_reasons_must_belong_to_the_answer(reasons):
    assert faults(reasons=reasons) == {"reasons"}


@pytest.mark.parametrize("reasons", [("FP-NAT",), ("FP-ADDR",), ("FP-NAT", "FP-ADDR")])
def test_country_alone_does_not_rule_out_on_a_binding_list(reasons):
    assert faults(reasons=reasons) == {"reasons"}
    assert faults(reasons=reasons, tier="T2") == set()


def test_country_beside_another_difference_stands():
    assert faults(reasons=("FP-NAT", "FP-DOB")) == set()


def test_a_common_name_needs_two_other_differences():
    assert faults(reasons=("FP-COMMON", "FP-DOB")) == {"reasons"}
    assert faults(reasons=("FP-COMMON", "FP-DOB", "FP-NAT")) == set()


@pytest.mark.parametrize(
    ("code", "field"),
    [("FP-DOB", "birth_date"), ("FP-GENDER", "gender"), ("FP-ID", "identifiers"), ("FP-NAT", "countries")],
)
def test_a_missing_value_is_not_a_difference(code, field):
    reasons = (code, "FP-NAME")
    assert faults(reasons=reasons) == set()
    assert faults(reasons=reasons, ours=FULL | {field: ""}) == {"reasons"}


@pytest.mark.parametrize(
    "rationale",
    [
        "",
        "not him",
        "Date of birth" * 1,
        "Nationality or country, date of birth",
        "False positive FP-DOB FP-NAME",
        "x" * 40,
    ],
)
def test_a_rationale_says_something_of_its_own(rationale):
    assert faults(rationale=rationale) == {"rationale"}


def test_compared_values_are_words_enough():
    assert faults(rationale="Date of birth 1960-01-01 v 1974-05-05") == set()


def test_a_true_match_needs_a_consequence():
    assert faults(identity="true_match", reasons=("TM-ID",)) == {"consequence"}
    assert faults(identity="true_match", reasons=("TM-ID",), consequence="prohibited") == set()


def test_unsure_needs_a_next_step():
    assert faults(identity="unsure", reasons=("UN-MISSING",)) == {"next_step"}
    assert faults(identity="unsure", reasons=("UN-MISSING",), next_step="escalate") == set()


def test_all_faults_are_named_at_once():
    assert faults(identity="true_match", reasons=(), rationale="no") == {"reasons", "rationale", "consequence"}
