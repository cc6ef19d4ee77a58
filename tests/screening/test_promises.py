"""Every promise of triage is held by a test that names it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.screening.promises import PROMISES

TESTS = Path(__file__).parents[1]


def numbers(source: str) -> Iterator[int]:
    """The promises that a module's tests say they hold."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.acceptance":
                    yield ast.literal_eval(mark.keywords[0].value)


def test_each_promise_has_its_tests():
    sources = (path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    held = {number for source in sources if ".acceptance(" in source for number in numbers(source)}
    assert held == set(PROMISES)
