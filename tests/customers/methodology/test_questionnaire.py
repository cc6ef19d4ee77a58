"""Which questions are asked, and what answers mean."""

from customers.methodology.questionnaire import asked_questions, facts_from_answers, informed_factors
from tests.customers.methodology.make_inputs import METHODOLOGY, result_of


def question(number):
    return METHODOLOGY.questions[number - 1]


def asked(result):
    return [one.number for one in asked_questions(result.question_blocks, methodology=METHODOLOGY)]


def test_the_conflict_block_is_left_out_in_peace():
    assert asked(result_of()) == [number for number in range(1, 41) if number not in {32, 33, 34}]


def test_all_forty_are_asked_in_conflict():
    assert asked(result_of(ratings={"JUR-4": 3})) == list(range(1, 41))


def test_a_group_stands_for_its_factors():
    assert informed_factors(question(5), methodology=METHODOLOGY) == tuple(f"LST-{n}" for n in range(1, 7))


def test_safeguards_and_topics_are_no_factors():
    assert informed_factors(question(12), methodology=METHODOLOGY) == ("CAP-1",)
    assert informed_factors(question(34), methodology=METHODOLOGY) == ()


def test_every_mandatory_factor_is_informed_by_a_question():
    informed = {code for one in METHODOLOGY.questions for code in informed_factors(one, methodology=METHODOLOGY)}
    mandatory = {factor.code for factor in METHODOLOGY.factors.values() if factor.mandatory}
    # Misuse is searched for and affiliation follows from the registry: neither is asked.
    assert mandatory - informed == {"ADV-2", "GOV-1"}


def test_a_withheld_end_user_is_a_fact():
    answers = {3: "NOT_DISCLOSED", 6: "YES", 7: "NOT_DISCLOSED"}
    assert facts_from_answers(answers, methodology=METHODOLOGY) == {"end_user_undisclosed"}
