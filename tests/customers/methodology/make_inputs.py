"""Inputs of assessments for tests: the groups of the printed vectors become ratings of their mandatory factors."""

import datetime as dt

from customers.methodology.assess import assess
from customers.methodology.inputs import (
    AssessmentInputs,
    Context,
    ImpactLine,
    ImpactStatus,
    Indicators,
    Kind,
    Safeguard,
)
from customers.methodology.load import load_methodology

METHODOLOGY = load_methodology()
TODAY = dt.date(2026, 11, 24)
GROUPS = ("CIO", "GOV", "JUR", "CAP", "END", "DAT", "BIA", "ADV", "LST")
SAFEGUARD_OF = {"T": "T5", "C": "C1", "O": "O1", "G": "G2", "R": "R2", "E": "E1"}


def group_ratings(values, leverage=0):
    """Ratings that give each group its value (None: unknown); leverage goes to LEV-1 and LEV-2."""
    ratings = {"LEV-1": leverage, "LEV-2": leverage}
    for group, value in zip(GROUPS, values, strict=True):
        factors = METHODOLOGY.factors_of(group)
        rated = [factor.code for factor in factors if factor.mandatory or factor.mandatory_when] or [f"{group}-1"]
        ratings |= dict.fromkeys(rated, value)
    return ratings


def make_safeguard(kind, design, operating=None, *, scope_limiting=False):
    """A safeguard of a class, verified last month if it limits scope."""
    verified = dt.date(2026, 10, 24) if scope_limiting else None
    return Safeguard(SAFEGUARD_OF[kind], design, operating, scope_limiting=scope_limiting, verified_on=verified)


def make_line(scale=1, scope=1, irremediability=1, affected=0, *, actual=False, ongoing=False, right="PRIVACY"):
    """An impact line; `affected` is the rating of one group in scope."""
    return ImpactLine(
        right=right,
        scale=scale,
        scope=scope,
        irremediability=irremediability,
        status=ImpactStatus.ACTUAL if actual else ImpactStatus.POTENTIAL,
        ongoing=ongoing,
        affected_ratings={"AFG-4": affected},
    )


def make_inputs(groups=(0,) * 9, *, leverage=0, lines=None, safeguards=(), indicators=None, ratings=None, **context):
    """Inputs with every mandatory factor rated; keyword arguments go to the context."""
    return AssessmentInputs(
        assessed_on=TODAY,
        ratings=group_ratings(groups, leverage) | (ratings or {}),
        impacts=(make_line(),) if lines is None else tuple(lines),
        safeguards=tuple(safeguards),
        indicators=indicators or Indicators(),
        context=Context(kind=Kind(context.pop("kind", "sale")), uses_ai=context.pop("uses_ai", True), **context),
    )


def result_of(*args, **kwargs):
    """The result of an assessment made by make_inputs."""
    return assess(make_inputs(*args, **kwargs), methodology=METHODOLOGY)


def flag_codes(result):
    """The codes of the flags raised."""
    return {flag.code for flag in result.flags}
