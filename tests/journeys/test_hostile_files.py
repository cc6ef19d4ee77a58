"""Files that are not what they say: a sentence with the file, the line and the reason, and nothing stored."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from screening.models import ListedEntity, ListVersion
from tests.screening.house_list import load_list

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
HEAD = b"entity_id,type,name,birth_date\n"
GOOD = b"1,person,Arkadiy Velimirovich Petrosyan,1961-05-04\n"
UN = b'<?xml version="1.0" encoding="UTF-8"?>\n'
PERSON = (
    b"<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER></INDIVIDUAL>"
)
READS_A_FILE = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n'
GROWS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'


def un(body: bytes, *, doctype: bytes = b"") -> bytes:
    return UN + doctype + b'<CONSOLIDATED_LIST dateGenerated="2026-08-01T00:00:00Z"><INDIVIDUALS>' + body


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", HEAD + GOOD)
    return out.getvalue()


# Source, file name, content, what the page must say beside the name of the file.
FILES = {
    "wrong encoding": ("house_csv", "own.csv", HEAD + GOOD + "2,person,Zażółć Gęślą,\n".encode("iso-8859-2"), "line 3"),
    "two bytes a letter": ("house_csv", "own.csv", (HEAD + GOOD).decode().encode("utf-16"), "line 1|encod|NUL|UTF-8"),
    "NUL": ("house_csv", "own.csv", HEAD + b"1,person,A\x00B,\n", "line 2"),
    "missing column": ("house_csv", "own.csv", b"entity_id,type\n1,person\n", "name"),
    "no header": ("house_csv", "own.csv", GOOD, "column"),
    "only a header": ("house_csv", "own.csv", HEAD, "no |empty|0 "),
    "a web page": ("house_csv", "own.csv", b"<!doctype html><html><body>Sign in</body></html>", "web page"),
    "packed": ("house_csv", "own.csv", packed(), "."),
    "a picture": ("us_ofac_sdn", "sdn.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "."),
    "too few fields": ("us_ofac_sdn", "sdn.csv", b'1,"NAME ONE"\n2,"NAME TWO"\n', "12 columns"),
    "broken XML": ("un_sc", "consolidated.xml", un(PERSON + b"\n<INDIVIDUAL><DATAID>2</DATAI"), "line 3"),
    "another root": ("un_sc", "consolidated.xml", UN + b"<RSS></RSS>", "CONSOLIDATED_LIST"),
    "an entity that reads a file": ("un_sc", "consolidated.xml", un(b"&secret;", doctype=READS_A_FILE), "DOCTYPE|entit"),
    "an entity that grows": ("un_sc", "consolidated.xml", un(b"&c;", doctype=GROWS), "DOCTYPE|entit"),
    "JSON for CSV": ("us_csl", "consolidated.csv", b'{"results": []}', "column"),
}  # fmt: skip


@pytest.fixture
def tess_at_the_lists(client_of, tess):
    client = client_of(tess)
    client.raise_request_exception = False
    return client


def sent(client, source, *files):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/lists/import/", {"source": source, "uploads": uploads}, follow=True)


@pytest.mark.parametrize("case", FILES)
def test_a_list_that_cannot_be_read_says_where_and_why(tess_at_the_lists, case):
    source, name, content, says = FILES[case]
    answer = sent(tess_at_the_lists, source, (name, content))
    page = answer.content.decode()
    assert answer.status_code in {200, 400}
    assert "Not imported" in page
    sentence = ListVersion.objects.get(source=source).reason
    assert name in sentence or case == "only a header"
    assert any(word.lower() in sentence.lower() for word in says.split("|")), sentence
    assert "Traceback" not in page
    assert "root:" not in page
    assert not ListedEntity.objects.exists()
    assert not ListVersion.objects.live().exists()


def test_a_broken_file_leaves_the_live_version_as_it_was(tess_at_the_lists, tmp_path):
    live = load_list(tmp_path)
    before = list(ListedEntity.objects.values_list("pk", "last_version"))
    sent(tess_at_the_lists, "house_csv", ("own.csv", HEAD + b"1,person,A\x00B,\n"))
    assert ListVersion.objects.live().get() == live
    assert list(ListedEntity.objects.values_list("pk", "last_version")) == before


def test_an_empty_file_is_refused_at_its_field(tess_at_the_lists):
    answer = sent(tess_at_the_lists, "house_csv", ("own.csv", b""))
    assert (answer.status_code, "file is empty" in answer.content.decode()) == (400, True)
    assert not ListVersion.objects.exists()


@pytest.mark.parametrize("source", ["nowhere", "", "../house_csv", "house_csv\x00"])
def test_an_unknown_source_is_refused_at_its_field(tess_at_the_lists, source):
    answer = sent(tess_at_the_lists, source, ("own.csv", HEAD + GOOD))
    assert answer.status_code == 400
    assert not ListVersion.objects.exists()


@pytest.mark.parametrize("name", ["../../escaped.csv", "/etc/escaped.csv", "ж" * 300 + ".csv", "a\nb.csv", "con:aux"])
def test_a_name_leads_nowhere_and_breaks_nothing(tess_at_the_lists, name):
    answer = sent(tess_at_the_lists, "house_csv", (name, HEAD + GOOD))
    assert answer.status_code in {200, 400}
    assert "Traceback" not in answer.content.decode()


def test_a_wrong_date_does_not_hide_the_person(tess_at_the_lists):
    sent(tess_at_the_lists, "house_csv", ("own.csv", HEAD + GOOD + b"2,person,Zubeida Qorbonali,31/31/1999\n"))
    version = ListVersion.objects.get()
    assert version.state == "live" or "line 3" in version.reason


@pytest.mark.parametrize(
    ("path", "content_type"),
    [("/lists/import/", "multipart/form-data; boundary=x"), ("/accounts/sign-in/", "application/x-www-form-urlencoded"),
     ("/api/v1/screenings/", "application/json"), ("/customers/", "text/plain")],
)  # fmt: skip
def test_a_body_of_many_gigabytes_is_refused_before_it_is_read(tess_at_the_lists, path, content_type):
    """Only the head says so; whoever began to read would find nothing and say something else."""
    answer = tess_at_the_lists.post(path, b"", content_type=content_type, CONTENT_LENGTH=str(5 * 1024**3))
    assert answer.status_code == 413
    assert "5,368,709,120" in answer.content.decode()
    assert not ListVersion.objects.exists()
