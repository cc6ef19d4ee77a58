"""The walk goes one way, the types hold, and no migration is missing."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


def tool(*command):
    return subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_import_contracts_hold():
    answer = tool("lint-imports", "--no-cache")
    assert answer.returncode == 0, answer.stdout


@pytest.mark.timeout(600)
def test_types_hold():
    answer = tool("mypy", ".")
    assert answer.returncode == 0, answer.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(
    "engine", ["screening.matching.screener", "customers.methodology.assess", "screening.sources.registry"]
)
def test_engine_runs_in_a_bare_interpreter(engine):
    code = f"import sys, {engine}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
