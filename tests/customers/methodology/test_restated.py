"""The engine equals the independent restatement on 100,000 random assessments."""

import random

from customers.methodology.figures import figures
from customers.methodology.ratings import counted_ratings
from customers.methodology.situation import tags_of
from tests.customers.methodology import restated
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY
from tests.customers.methodology.random_cases import random_case

CASES = 100_000
LETTERS = "ABCDE"


def found_by_engine(inputs):
    tags = tags_of(inputs, methodology=METHODOLOGY)
    ratings = counted_ratings(inputs, tags=tags, methodology=METHODOLOGY)
    found = figures(inputs, ratings=ratings, methodology=METHODOLOGY)
    reduced = found.mitigation
    return (
        found.severity,
        found.likelihood.raw * 20,
        found.likelihood.value,
        LETTERS[found.inherent],
        reduced.score * 80,
        reduced.steps,
        LETTERS[reduced.residual],
    )


def found_by_restatement(inputs):
    highest = dict.fromkeys((*restated.TWENTIETHS, "LEV"), 0)
    for code, value in inputs.ratings.items():
        highest[code[:3]] = max(highest[code[:3]], restated.two(value))
    severity = max(
        restated.line_severity(line.scale, line.scope, line.irremediability, max(line.affected_ratings.values()))
        for line in inputs.impacts
    )
    likely = restated.likelihood(highest, actual=any(line.status == "ACTUAL" for line in inputs.impacts))
    safeguards = [
        (
            one.code[0],
            restated.safeguard_effect(one.design, one.operating, acceptance_only=one.acceptance_only),
            one.scope_limiting
            and one.code in {"T1", "T4", "T5"}
            and one.verified_on is not None
            and (TODAY - one.verified_on).days <= 365,
        )
        for one in inputs.safeguards
    ]
    ongoing = any(line.ongoing for line in inputs.impacts)
    score, steps, letter = restated.residual(severity, likely, safeguards, highest["LEV"], ongoing=ongoing)
    inherent = restated.MATRIX[severity][likely]
    return severity, restated.raw_twentieths(highest), likely, inherent, score, steps, letter


def test_engine_equals_restatement():
    draw = random.Random(20261124)
    seen = set()
    for number in range(CASES):
        inputs = random_case(draw)
        found = found_by_engine(inputs)
        assert found == found_by_restatement(inputs), f"case {number}: {inputs}"
        seen.add((found[3], found[6]))
    assert len(seen) >= 8  # the cases reach most pairs of inherent and residual tier
