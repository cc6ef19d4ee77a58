"""Two processes import one source at the same moment: one goes on, the other says so; a killed one blocks nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from screening.models import Lease, ListVersion
from tests.journeys.bare import ROOT
from tests.journeys.worker import environment_of_servers, wait_until
from tests.screening.sources.conftest import SAMPLES

pytestmark = pytest.mark.django_db(transaction=True)
FILE = SAMPLES / "opensanctions" / "targets.simple.csv"


def importing(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "import_list", "opensanctions", "--file", str(path)]
    return subprocess.Popen(command, cwd=ROOT, env=environment_of_servers(), stderr=subprocess.PIPE, text=True)


def test_one_imports_and_the_other_says_so(tmp_path):
    never_ends = tmp_path / "never-ends.csv"
    os.mkfifo(never_ends)
    first = importing(never_ends)
    try:
        wait_until(Lease.objects.filter(name="import:opensanctions").exists)
        second = importing(FILE)
        assert "The same is under way already" in second.communicate(timeout=300)[1]
        assert second.returncode != 0
        assert not ListVersion.objects.exists()
    finally:
        first.kill()
        first.communicate()
    third = importing(FILE)
    assert third.communicate(timeout=300)[1] == ""
    assert (third.returncode, ListVersion.objects.get().entities) == (0, 2)
