"""The questionnaire of enhanced due diligence: what to ask, what an answer informs, what a refusal means."""

from collections.abc import Mapping

from customers.methodology.catalogue import Methodology, Question

NOT_DISCLOSED = "NOT_DISCLOSED"


def asked_questions(blocks: tuple[str, ...], *, methodology: Methodology) -> tuple[Question, ...]:
    """Return the questions of these blocks (those of Result.question_blocks), in their order."""
    return tuple(question for question in methodology.questions if question.block in blocks)


def informed_factors(question: Question, *, methodology: Methodology) -> tuple[str, ...]:
    """Return the codes of the factors that the answer informs; a group stands for all its factors."""
    codes: list[str] = []
    for code in question.maps_to:
        if code in methodology.factors:
            codes.append(code)
        elif code in methodology.groups:
            codes.extend(factor.code for factor in methodology.factors_of(code))
    return tuple(codes)


def facts_from_answers(answers: Mapping[int, str], *, methodology: Methodology) -> frozenset[str]:
    """Return the facts that hold because something was not disclosed. answers: answer by number of the question."""
    return frozenset(
        question.not_disclosed
        for question in methodology.questions
        if question.not_disclosed and answers.get(question.number) == NOT_DISCLOSED
    )
