"""A machine with nothing prepared: an environment without servers, and the commands of the portal run in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PREPARED = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORTAL_TEST_SERVICES", "SECRET_KEY"}


def bare_environment(var: Path) -> dict[str, str]:
    """This process's environment without anything that the test run prepared; data go under ``var``."""
    kept = {name: value for name, value in os.environ.items() if name not in PREPARED}
    return {**kept, "PORTAL_VAR": str(var)}


def manage(*arguments: object, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "manage.py", *(str(argument) for argument in arguments)]
    return subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=800)


def counted(*arguments: object, environment: dict[str, str]) -> dict:
    """Run one command with ``--json``: it must succeed and print one object and nothing else."""
    answer = manage(*arguments, "--json", environment=environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def processes_of(var: Path) -> list[int]:
    """Every living process that was started with this variable directory, whoever its parent is by now."""
    mark = f"PORTAL_VAR={var}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = mark in (folder / "environ").read_bytes() + b"\0"
            is_zombie = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue
        if is_ours and not is_zombie:
            found.append(int(folder.name))
    return found
