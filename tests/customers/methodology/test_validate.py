"""Every check of a methodology, broken once."""

import pytest

from customers.methodology.errors import MethodologyError
from customers.methodology.load import FOLDER, parse_methodology
from customers.methodology.validate import problems
from tests.customers.methodology.make_inputs import METHODOLOGY

TEXT = (FOLDER / "2026.toml").read_text(encoding="utf-8")
HIGH_ROW = '["MEDIUM", "MEDIUM", "HIGH", "HIGH", "CRITICAL"]'


def test_the_shipped_version_has_no_problem():
    assert problems(METHODOLOGY) == ()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("weight = 0.20, unrated", "weight = 0.25, unrated", "groups: the weights sum to 1.05, not to 1"),
        ("weight = 0.30", "weight = 0.35", "safeguard_classes: the weights sum to 1.05, not to 1"),
        (HIGH_ROW, '["MEDIUM", "HIGH", "MEDIUM", "HIGH", "CRITICAL"]', "severity 3 falls from likelihood 1 to 2"),
        (HIGH_ROW, '["LOW", "LOW", "HIGH", "HIGH", "CRITICAL"]', "severity 3, likelihood 0 lies below its saliency"),
        (HIGH_ROW, '["MEDIUM", "HIGH"]', "matrix: needs five rows of five tiers"),
        ('"LOW", "LOW", "LOW", "MEDIUM", "MEDIUM"', '"HIGH", "HIGH", "HIGH", "HIGH", "HIGH"', "falls from severity 1"),
        ('lens = "end_use", weight', 'lens = "ends", weight', "unknown lens ends"),
        ('unrated = "not_applicable"', 'unrated = "zero"', "unrated is unknown or not_applicable"),
        ('code = "CIO-3"', 'code = "XXX-3"', "factors.XXX-3: unknown group XXX"),
        ('anchors = { 0 = "Verified', 'anchors = { 1 = "Verified', "factors.CIO-1: anchors are for 0 to 4"),
        (
            'trigger = "The customer, an owner or a partner is not plainly private"',
            'trigger = ""',
            "factors.CIO-3: say when it is required",
        ),
        ('0 = "Nobody", ', "", "scope: needs an anchor for each of 0 to 4"),
        ("when = { JUR = 4, GOV = 3 }", "when = { LEV = 4 }", "floors.F4: LEV is not a group of the likelihood"),
        ("potential = 2", "potential = 5", "capabilities.SUR-VID: potential is 0 to 4, not 5"),
        ('rights = ["PRIVACY", "ASSEMBLY"]', 'rights = ["SECRECY"]', "unknown right SECRECY"),
        ('capabilities = ["COM-INT"', 'capabilities = ["COM-XXX"', "sector_rules: unknown capability COM-XXX"),
        ('class_code = "T"', 'class_code = "Z"', "safeguards.T1: unknown class Z"),
        ('code = "RL-6"', 'code = "RL-7"', "red_lines: RL-6 is missing"),
        ('code = "RESIDUAL_LOW"', 'code = "LOWEST"', "outcomes: RESIDUAL_LOW is missing"),
        (", MINIMAL = 36", "", "review: no interval for MINIMAL"),
        ("number = 7\n", "number = 70\n", "questions: numbers must run from 1 without gaps"),
        ('maps_to = ["CIO-1"]', 'maps_to = ["CIO-9"]', "questions.1: CIO-9 is not a known factor"),
        ('maps_to = ["CIO-1"]', "maps_to = []", "questions.1: maps to nothing"),
        ('not_disclosed = "end_user_undisclosed"', 'not_disclosed = "x"', "questions.3: unknown fact x"),
        ('when = ["GOV-2>=3"]', 'when = ["GOV-9>=3"]', "names unknown GOV-9"),
        ('"fact:home_state"', '"fact:home_stat"', "names unknown fact:home_stat"),
        ('"role:supplier and', '"role:suplier and', "names unknown role:suplier"),
        ("lacks:R1", "lacks:R9", "names unknown lacks:R9"),
    ],
)
def test_problem(before, after, problem):
    assert before in TEXT
    with pytest.raises(MethodologyError) as error:
        parse_methodology(TEXT.replace(before, after, 1))
    assert problem in str(error.value)
