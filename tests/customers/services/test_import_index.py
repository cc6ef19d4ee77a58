"""Indices are imported like lists: whole or not at all, by version."""

from __future__ import annotations

import io
import json
from io import StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from customers.indices.base import Place
from customers.models import IndexScore, IndexVersion
from customers.services.import_index import IndexRefused, import_index
from customers.services.place_indices import index_suggestions, index_values
from dd_portal.audit.models import AuditEvent
from dd_portal.common.countries import COUNTRY_NAMES
from dd_portal.common.errors import NotAllowed

pytestmark = pytest.mark.django_db
HEADER = "publisher,edition,date,licence,country,territory,year,measure,value\n"


def vdem(*values: tuple[str, str, str]) -> bytes:
    rows = [f"V-Dem,v16,2026-03-17,CC BY 4.0,{country},,2025,{measure},{value}" for country, measure, value in values]
    return (HEADER + "\n".join(rows)).encode()


VALUES = (("ir", "v2x_civlib", "0.2"), ("no", "v2x_civlib", "0.95"), ("fr", "v2x_civlib", "0.9"))


def workbook(**totals: int) -> bytes:
    """An invented edition: every country has the same total but those that are named."""
    book = openpyxl.Workbook()
    book.active.append(["Country/Territory", "C/T", "Edition", "Total"])
    for code, name in sorted(COUNTRY_NAMES.items()):
        book.active.append([name, "c", 2024, totals.get(code, 50)])
    book.active.append(["Invented Strip", "t", 2024, 3])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_transcription_becomes_a_version(tess):
    version = import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    assert (version.index, version.number, version.value_count, version.last_year) == ("v_dem", 1, 3, 2025)
    assert IndexScore.objects.get(country="ir").rating == 4
    assert AuditEvent.objects.filter(verb="index.imported").count() == 1


def test_same_file_again_changes_nothing(tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    assert import_index(content=vdem(*VALUES), name="vdem.csv", by=tess).is_unchanged
    assert IndexVersion.objects.count() == 1


def test_next_version_counts_what_changed(tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    newer = vdem(("ir", "v2x_civlib", "0.4"), *VALUES[1:], ("de", "v2x_civlib", "0.9"))
    version = import_index(content=newer, name="vdem2.csv", by=tess)
    assert (version.number, version.added, version.changed, version.removed) == (2, 1, 1, 0)
    assert IndexVersion.objects.filter(state="live").get() == version


def test_loss_is_refused_until_somebody_says_why(tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    with pytest.raises(IndexRefused, match="lacks 2 of the 3"):
        import_index(content=vdem(VALUES[0]), name="cut.csv", by=tess)
    assert IndexVersion.objects.get(state="live").number == 1
    assert AuditEvent.objects.filter(verb="index.refused").count() == 1
    version = import_index(content=vdem(VALUES[0]), name="cut.csv", accept_reason="Only one is rated now", by=tess)
    assert version.removed == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "neither a workbook nor UTF-8"),
        (b"<html>error</html>", "columns"),
        (b"PK\x03\x04broken", "not a readable workbook"),
        (vdem(("ir", "v2x_civlib", "7")), "outside"),
    ],
)
def test_unreadable_file_is_kept_as_refused(tess, content, reason):
    with pytest.raises(IndexRefused, match=reason):
        import_index(content=content, name="x", by=tess)
    assert IndexVersion.objects.get().state == "refused"
    assert not IndexScore.objects.exists()


def test_two_publishers_suggest_one_asks(tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    assert index_suggestions(place=Place("ir"))[1].rating is None
    import_index(content=workbook(ir=11, no=99, fr=30), name="fiw.xlsx", by=tess)
    by_country = {code: index_suggestions(place=Place(code), year=2026)[1] for code in ("ir", "no", "fr")}
    assert by_country["ir"].rating == 4
    assert by_country["no"].rating == 0
    assert by_country["fr"].conflicting
    assert "V-Dem 0.9" in str(by_country["fr"].sentence)


def test_territory_never_takes_the_values_of_a_state(tess):
    import_index(content=workbook(), name="fiw.xlsx", by=tess)
    assert [one.value for one in index_values(place=Place(territory="invented strip"))] == ["3"]
    assert index_values(place=Place(territory="Another Strip")) == ()
    assert all(not one.place.territory for one in index_values(place=Place("fr")))


def test_analyst_may_not_import(ana):
    with pytest.raises(NotAllowed):
        import_index(content=vdem(*VALUES), name="x.csv", by=ana)


def test_database_keeps_one_live_version_and_ratings_of_0_to_4(tess):
    version = import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexVersion.objects.filter(pk=version.pk).update(number=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.scores.update(rating=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.scores.filter(country="ir").update(country="")


def test_command_tells_counts_and_refusals(tmp_path, db):
    path = tmp_path / "vdem.csv"
    path.write_bytes(vdem(*VALUES))
    out = StringIO()
    call_command("import_index", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["values"] == 3
    path.write_bytes(b"nothing")
    with pytest.raises(CommandError, match="columns"):
        call_command("import_index", str(path))


def test_page_shows_both_numbers_and_takes_files(client_of, tess, ana):
    client = client_of(tess)
    client.post("/indices/import/", {"file": SimpleUploadedFile("fiw.xlsx", workbook(ir=11))})
    client.post("/indices/import/", {"file": SimpleUploadedFile("v.csv", vdem(*VALUES))})
    page = client_of(ana).get("/indices/?place=Iran").content.decode()
    assert "Freedom House 11 (2024) = 4" in page
    assert "V-Dem 0.2 (2025) = 4" in page
    assert "Import an index" not in page
    assert "No country or rated territory" in client_of(ana).get("/indices/?place=Nowhereland").content.decode()
    bad = client.post("/indices/import/", {"file": SimpleUploadedFile("v.csv", b"x")})
    assert bad.status_code == 400
