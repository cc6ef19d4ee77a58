"""Words and numbers agree."""

import pytest

from reports.document import Nothing, Percent, plain, prose
from reports.figures.cells import cell, many, share


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 engagements are"), (1, "1 engagement is"), (2, "2 engagements are")]
)
def test_many_agrees(number, said):
    assert plain(prose(*many(number, "engagement is", "engagements are"))) == said


def test_many_types_its_number_with_its_cells():
    (span, _words) = many(7, "is", "are", cell("T5", "total", "all"))
    assert (span.value, span.cells) == (7, (cell("T5", "total", "all"),))


def test_a_share_of_nothing_is_nothing():
    assert share(0, 0) == Nothing()
    assert share(1, 3) == Percent(1, 3)
