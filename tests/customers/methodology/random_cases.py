"""Random assessments, drawn from a seed: several factors a group, unknowns, several lines, all kinds of safeguards."""

import datetime as dt
import random

from customers.methodology.inputs import AssessmentInputs, Context, ImpactLine, ImpactStatus, Safeguard
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY

SCORED = tuple(code for code in METHODOLOGY.factors if not code.startswith("AFG"))
REQUIRED = (f.code for f in METHODOLOGY.factors.values() if f.mandatory or f.mandatory_when)
ALWAYS = (*REQUIRED, "LST-1")
OPTIONAL = tuple(code for code in SCORED if code not in ALWAYS)
DATES = (None, dt.date(2025, 11, 23), dt.date(2025, 11, 24), TODAY)


def random_case(draw: random.Random, *, unknown=0.08):
    """One random assessment. unknown: how often a rating is unknown."""

    def rating():
        return None if draw.random() < unknown else draw.randint(0, 4)

    codes = [*ALWAYS, *draw.sample(OPTIONAL, draw.randint(0, 4))]
    return AssessmentInputs(
        assessed_on=TODAY,
        ratings={code: rating() for code in codes},
        impacts=tuple(_line(draw) for _ in range(draw.randint(1, 3))),
        safeguards=tuple(_safeguard(draw, code) for code in METHODOLOGY.safeguards if draw.random() < 0.25),
        context=Context(uses_ai=True),
    )


def _line(draw):
    actual = draw.random() < 0.1
    return ImpactLine(
        right=draw.choice(list(METHODOLOGY.rights)),
        scale=draw.randint(0, 4),
        scope=draw.randint(0, 4),
        irremediability=draw.randint(0, 4),
        status=ImpactStatus.ACTUAL if actual else ImpactStatus.POTENTIAL,
        ongoing=actual and draw.random() < 0.5,
        affected_ratings={"AFG-3": draw.randint(0, 4), "AFG-5": draw.randint(0, 4)},
    )


def _safeguard(draw, code):
    return Safeguard(
        code,
        draw.randint(0, 4),
        draw.choice((None, 0, 1, 2, 3, 4)),
        scope_limiting=draw.random() < 0.5,
        verified_on=draw.choice(DATES),
        acceptance_only=draw.random() < 0.1,
    )
