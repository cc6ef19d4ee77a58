"""Tests of ``manage.py import_parties``."""

from __future__ import annotations

import csv
import json

import pytest
from django.core.management import CommandError, call_command

from customers.models import Party, PartyVersion
from customers.services.party_content import party_content
from customers.services.read_parties_file import LARGEST_FILE
from dd_portal.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
HEAD = "external_id,type,name,aliases,roles,countries,birth_date,incorporation_date,gender,identifiers,addresses"
ROWS = [
    'C-1,person,Ali Rahimi,"علی رحیمی;A. Rahimi",customer;end_user,Iran; DE,1970-05,,male,passport:X1,"""Road 1; Floor 2"";Other"',
    "C-2,organisation,Nahar LLC,,supplier,,,2001,,registration:77,",
]


def run(path, capsys):
    call_command("import_parties", str(path), "--json")
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def write(tmp_path):
    def write_file(*rows, head=HEAD, encoding="utf-8-sig"):
        path = tmp_path / "parties.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding=encoding)
        return path

    return write_file


def test_import_twice_changes_nothing(write, capsys):
    path = write(*ROWS)
    assert run(path, capsys) == {"created": 2, "updated": 0, "unchanged": 0, "refused": 0}
    events = AuditEvent.objects.count()
    assert run(path, capsys) == {"created": 0, "updated": 0, "unchanged": 2, "refused": 0}
    assert AuditEvent.objects.count() == events
    assert PartyVersion.objects.count() == 2


def test_import_reads_every_column(write, capsys):
    run(write(*ROWS), capsys)
    party = Party.objects.get(external_id="C-1")
    assert sorted(one.full for one in party.addresses.all()) == ["Other", "Road 1; Floor 2"]
    assert sorted(one.code for one in party.countries.all()) == ["de", "ir"]
    assert party.names.get(full="علی رحیمی").script == "Arab"
    assert party.versions.get().content == party_content(party)
    assert (party.birth_date, party.gender) == ("1970-05", "male")


def test_import_updates_as_a_new_version_and_keeps_provenance(write, capsys):
    run(write(*ROWS), capsys)
    party = Party.objects.get(external_id="C-1")
    party.identifiers.update(source="passport copy")
    party.names.create(full="Ali Old", kind="former")
    path = write(ROWS[0].replace("A. Rahimi", "Ali R."))
    assert run(path, capsys) == {"created": 0, "updated": 1, "unchanged": 0, "refused": 0}
    party.refresh_from_db()
    assert party.version == 2
    assert party.identifiers.get().source == "passport copy"
    assert party.names.filter(kind="former").exists()


def test_import_leaves_absent_rows_and_columns_alone(write, capsys):
    run(write(*ROWS), capsys)
    counts = run(write("C-2,organisation,Nahar LLC", head="external_id,type,name"), capsys)
    assert counts == {"created": 0, "updated": 0, "unchanged": 1, "refused": 0}
    assert Party.objects.count() == 2


@pytest.mark.parametrize(
    "row",
    [
        "C-3,company,X,,,,,,,,",
        "C-3,person,,,,,,,,,",
        ",person,X,,,,,,,,",
        "C-3,person,X,,,,1970-13,,,,",
        "C-3,person,X,,,Atlantis,,,,,",
        "C-3,person,X,,boss,,,,,,",
        "C-3,person,X,,,,,,,nonsense,",
        "C-3,person,X",
        "C-1,person,Again,,,,,,,,",
    ],
)
def test_a_refused_row_is_written_with_line_and_reason(write, capsys, row):
    path = write(ROWS[0], row)
    assert run(path, capsys) == {"created": 1, "updated": 0, "unchanged": 0, "refused": 1}
    with path.with_name("parties.csv.errors.csv").open(encoding="utf-8", newline="") as stream:
        refused = list(csv.reader(stream))
    assert refused[0][:2] == ["line", "reason"]
    assert refused[1][0] == "3"
    assert refused[1][1]


def test_a_good_file_removes_the_errors_of_an_earlier_one(write, capsys):
    path = write("C-3,company,X,,,,,,,,")
    run(path, capsys)
    run(write(*ROWS), capsys)
    assert not path.with_name("parties.csv.errors.csv").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\x00\x00\x00", "not a text file"),
        (b"external_id,name\nC-1,X\n", "type is missing"),
        (b"external_id,type,name,name\nC-1,person,X,Y\n", "occurs twice"),
        ("external_id,type,name\nC-1,person,Müller\n".encode("latin-1"), "not UTF-8"),
        (b'external_id,type,name\nC-1,person,"X\n', "line 2"),
    ],
)
def test_an_unreadable_file_stores_nothing(tmp_path, content, reason):
    path = tmp_path / "parties.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        call_command("import_parties", str(path))
    assert not Party.objects.exists()


def test_damage_after_good_rows_stores_nothing(tmp_path):
    path = tmp_path / "parties.csv"
    good = "".join(f"C-{n},person,Name {n}\n" for n in range(1500)).encode()
    path.write_bytes(b"external_id,type,name\n" + good + b"C-x,person,\xff\xfe\n")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_parties", str(path))
    assert not Party.objects.exists()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "parties.csv"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_FILE + 1)
    with pytest.raises(CommandError, match="at most"):
        call_command("import_parties", str(path))


def test_a_missing_file_and_unit_are_named(tmp_path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("import_parties", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="no business unit"):
        call_command("import_parties", str(tmp_path / "none.csv"), "--unit", "nowhere")
