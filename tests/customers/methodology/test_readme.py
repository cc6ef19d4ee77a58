"""The worked example of the README is what the engine says."""

import re
from pathlib import Path

import customers.methodology
from customers.methodology.assess import assess
from tests.customers.methodology.make_inputs import METHODOLOGY
from tests.customers.methodology.vectors import VECTORS

FOLDER = Path(customers.methodology.__file__).parent
README = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLE = README.split("| figure | value | reason |")[1].split("F6 is met")[0]


def test_every_row_of_the_example_is_a_step():
    result = assess(VECTORS[6].inputs(), methodology=METHODOLOGY)
    rows = [row.strip("| ").split(" | ") for row in EXAMPLE.splitlines() if row.startswith("| ")]
    assert len(rows) == 14
    for code, value, reason in rows:
        assert (result.step(code).value, str(result.step(code).sentence)) == (value, reason)


def test_every_file_is_in_the_walk():
    named = set(re.findall(r"`(\w+\.py|\w+/)`", README))
    assert {path.name for path in FOLDER.glob("*.py")} - {"__init__.py"} - named == {
        "assess.py",
        "errors.py",
        "months.py",
    }
