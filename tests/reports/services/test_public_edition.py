"""The public edition of the demo world: no name, id, product or reference anywhere, and figures that reconcile."""

import re
import subprocess

import pytest
from django.utils import timezone

from customers.models import Engagement, Party, PartyName, Product
from dd_portal.accounts.models import User
from reports.board_report import board_report
from reports.document import Number, Withheld, tables
from reports.period import parse_period
from reports.renderers.registry import RENDERERS
from reports.services.public_edition import public_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def editions(demo):
    document = board_report(
        parse_period("2026"), organisation="Vendor", author="Auto", zone="UTC", taken_at=timezone.now(), salt="salt"
    )
    return document, public_edition(document, approver="Cleo Haddad")


def forbidden():
    yield from PartyName.objects.values_list("full", flat=True)
    yield from Party.objects.values_list("external_id", flat=True)
    yield from Product.objects.values_list("name", flat=True)
    for pair in Engagement.objects.values_list("reference", "title"):
        yield from pair
    yield from (person.get_full_name() for person in User.objects.filter(kind="person"))


@pytest.fixture(scope="module")
def texts(editions, tmp_path_factory):
    """Everything that can be read in the files of the public edition."""
    public = editions[1]
    folder = tmp_path_factory.mktemp("public")
    made = {name: RENDERERS[name].render(public) for name in ("pdf", "xlsx", "json")}
    (folder / "r.pdf").write_bytes(made["pdf"])
    (folder / "r.xlsx").write_bytes(made["xlsx"])
    read = {
        "pdf": ["pdftotext", "-layout", str(folder / "r.pdf"), "-"],
        "xlsx": ["unzip", "-p", str(folder / "r.xlsx")],
    }
    found = {name: subprocess.run(how, capture_output=True, check=True).stdout.decode() for name, how in read.items()}
    return {**found, "json": made["json"].decode()}


@pytest.mark.parametrize("name", ["pdf", "xlsx", "json"])
def test_no_name_is_left(texts, name):
    text = " ".join(texts[name].split()).casefold()
    names = {" ".join(each.split()).casefold() for each in forbidden() if len(each) > 3}
    assert len(names) > 100
    assert not [each for each in names if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)]


@pytest.mark.parametrize("name", ["pdf", "xlsx", "json"])
def test_what_is_left_out_is_said(texts, name):
    assert "withheld" in texts[name].casefold()
    assert "What the reader does not learn" in texts[name]


def test_every_count_shown_is_that_of_the_board_edition(editions):
    board, public = editions
    counts = {
        (table.code, row.key, table.columns[at].key): cell
        for table in tables(board)
        for row in table.lines()
        for at, cell in enumerate(row.cells)
        if isinstance(cell, Number)
    }
    shown = [
        (cell, counts[table.code, row.key, table.columns[at].key])
        for table in tables(public)
        for row in table.lines()
        for at, cell in enumerate(row.cells)
        if isinstance(cell, Number) and (table.code, row.key, table.columns[at].key) in counts
    ]
    assert len(shown) > 50
    assert all(mine.value == theirs.value for mine, theirs in shown)


def test_no_small_count_stands_in_a_counting_table(editions):
    small = [
        (table.code, row.key)
        for table in tables(editions[1])
        if table.kind == "frequency"
        for row in table.lines()
        for cell in row.cells
        if isinstance(cell, Number) and 0 < cell.value < 5
    ]
    assert not small


def test_severe_themes_stay(editions):
    (cases,) = [section for section in editions[1].sections if section.number == "12"]
    assert len([block for block in cases.blocks if type(block).__name__ == "Vignette"]) >= 5


def test_both_editions_name_one_dataset(editions):
    board, public = editions
    assert board.dataset_hash == public.dataset_hash
    assert public.metadata.salt == ""
    assert any(isinstance(cell, Withheld) for table in tables(public) for row in table.lines() for cell in row.cells)
