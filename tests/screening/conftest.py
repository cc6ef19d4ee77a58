"""What tests of screening share."""

from __future__ import annotations

import pytest

from tests.screening.house_list import load_list


@pytest.fixture
def house_list(db, tmp_path):
    """The invented list, live."""
    return load_list(tmp_path)
