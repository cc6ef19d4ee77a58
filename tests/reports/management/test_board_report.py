"""The command publishes and writes one file, or says in one line what is wrong."""

import hashlib
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from reports.models import PublishedReport

pytestmark = pytest.mark.django_db


def run(capsys, *options):
    call_command("board_report", *options)
    return capsys.readouterr().out


def test_json_is_path_checksum_and_pages(capsys, tmp_path, assessed):
    assessed()
    path = tmp_path / "r.pdf"
    said = json.loads(run(capsys, "--period", "2026", "--output", str(path), "--json"))
    assert said == {"path": str(path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "pages": said["pages"]}
    assert said["pages"] > 5
    assert PublishedReport.objects.get().files.get().format == "pdf"


@pytest.mark.parametrize("name", ["xlsx", "json", "csv"])
def test_other_formats_have_no_pages(capsys, tmp_path, name):
    said = run(capsys, "--period", "2026", "--format", name, "--output", str(tmp_path / "r"), "--edition", "public")
    assert "no pages, sha256" in said


@pytest.mark.parametrize(
    ("period", "place", "said"),
    [("2026Q7", "r.pdf", "is not a period"), ("2999", "r.pdf", "has not begun"), ("2026", "no/r.pdf", "There is no folder"),
     ("2026", "", "is a folder")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_published(tmp_path, period, place, said):
    with pytest.raises(CommandError, match=said):
        call_command("board_report", "--period", period, "--output", str(tmp_path / place))
    assert not PublishedReport.objects.exists()
    assert not list(tmp_path.iterdir())


def test_a_path_that_cannot_be_written_is_said_first():
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("board_report", "--period", "2026", "--output", "/proc/r.pdf")
    assert not PublishedReport.objects.exists()


def test_from_the_shell_an_error_is_one_line_and_exit_1():
    command = [sys.executable, "manage.py", "board_report", "--period", "2026", "--output", "/no/such/folder/r.pdf"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.strip() == "CommandError: There is no folder /no/such/folder."
