"""Tests of importing allegations from a file."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from customers.models import Allegation
from customers.services.import_allegations import import_allegations
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from tests.make import make_party

pytestmark = pytest.mark.django_db
HEADER = "party,claim,alleged_by,as_of,detection_source,state,source_title,source_publisher,source_origin,source_reliability,source_credibility"
GOOD = 'C-1,"Doors, locked",Union,2026-05-04,ngo,,Report,Union,ngo,b,2'


def load(by, *rows, header=HEADER):
    return import_allegations(content="\n".join([header, *rows]).encode(), name="a.csv", by=by)


@pytest.fixture(autouse=True)
def party():
    return make_party(external_id="C-1")


def test_a_row_becomes_an_allegation_with_its_source(ana, party):
    done = load(ana, GOOD)
    stored = Allegation.objects.get()
    assert (done.created, stored.party, stored.evidence.get().reliability) == (1, party, "B")
    assert AuditEvent.objects.filter(verb="allegation.imported").count() == 1


def test_the_same_file_twice_changes_nothing(ana):
    load(ana, GOOD)
    done = load(ana, GOOD)
    assert (done.created, done.unchanged, Allegation.objects.count()) == (0, 1, 1)


def test_a_newer_day_brings_a_new_status_and_an_older_one_nothing(ana):
    load(ana, GOOD)
    assert load(ana, GOOD.replace("2026-05-04,ngo,", "2026-06-04,ngo,charged")).changed == 1
    assert load(ana, GOOD.replace("2026-05-04,ngo,", "2026-04-04,ngo,disputed")).unchanged == 1
    assert Allegation.objects.get().state == "charged"


@pytest.mark.parametrize(
    "row",
    ["C-9,x,y,2026-05-04,ngo,,,,,,", "C-1,,y,2026-05-04,ngo,,,,,,", "C-1,x,y,May,ngo,,,,,,", "C-1,x,y,2026-05-04,dream,,,,,,",
     "C-1,x,y,2026-05-04,ngo,gone,,,,,", "C-1,x,y,2026-05-04,ngo,,Report,,,,", "C-1,x"],
)  # fmt: skip
def test_a_row_that_cannot_be_stored_hinders_no_other(ana, row):
    done = load(ana, row, GOOD)
    assert (done.created, len(done.refused), done.refused[0].line) == (1, 1, 2)
    errors = list(csv.reader(io.StringIO(done.errors_file())))
    assert errors[0][:2] == ["line", "reason"]
    assert errors[1][2:] == next(csv.reader([row]))


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff\xfe", b"claim,party\n", HEADER.encode() + b",claim\n", b'party,claim\n"x']
)
def test_a_file_that_cannot_be_read_stores_nothing(ana, content):
    with pytest.raises(Invalid, match=r"a\.csv cannot be read"):
        import_allegations(content=content, name="a.csv", by=ana)


def test_readers_import_nothing(otto):
    with pytest.raises(NotAllowed):
        load(otto, GOOD)


def test_the_command_writes_refused_rows_beside_the_file(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n{GOOD}\nC-9,x,y,2026-05-04,ngo,,,,,,\n")
    call_command("import_allegations", str(path), "--json")
    assert json.loads(capsys.readouterr().out) == {"created": 1, "changed": 0, "unchanged": 0, "refused": 1}
    assert "There is no party" in (tmp_path / "a.csv.errors.csv").read_text()
    with pytest.raises(CommandError):
        call_command("import_allegations", str(tmp_path / "none.csv"))
