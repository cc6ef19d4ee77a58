"""The publishers' own files, where they are at hand, through the whole import: counts, and the changes between days."""

from __future__ import annotations

from pathlib import Path

import pytest

from dd_portal.accounts.models import User
from screening.models import ListedEntity, ListVersion
from screening.services.import_list import import_list
from screening.services.list_delta import list_delta

REAL = Path(__file__).resolve().parents[4] / "shared" / "lists"
pytestmark = [
    pytest.mark.lists,
    pytest.mark.django_db,
    pytest.mark.skipif(not REAL.is_dir(), reason=f"the publishers' files are not at hand ({REAL})"),
]

COUNTS = {
    ("us_ofac_cons", "us_ofac_cons/2025"): 442,
    ("us_ofac_cons", "us_ofac_cons_enhanced"): 443,
    ("us_csl", "us_csl/2022-05"): 14_160,
    ("gb_ofsi_conlist", "gb_ofsi_conlist/2025-04-10"): 4_686,
    ("au_dfat", "au_dfat/2026-08"): 3_846,
    ("ca_sema", "ca_sema/2025"): 4_759,
    ("us_bis_dpl", "us_bis_dpl/2019-07"): 546,
    ("us_ofac_sdn", "us_ofac_sdn/2023-12-28"): 13_821,
}


def load(source: str, folder: str) -> ListVersion:
    files = sorted((REAL / folder).iterdir())
    return import_list(source_code=source, paths=files, by=User.objects.system())


@pytest.mark.parametrize(("edition", "count"), COUNTS.items(), ids=[folder for _, folder in COUNTS])
def test_every_entry_is_stored(edition, count):
    version = load(*edition)
    assert (version.state, version.entities) == ("live", count)
    assert ListedEntity.objects.current().count() == count


def test_changes_of_sdn_from_one_day_to_the_next():
    editions = [load("us_ofac_sdn", f"us_ofac_sdn/2024-05-0{day}") for day in (2, 3)]
    assert [one.entities for one in editions] == [14_973, 14_965]
    delta = list_delta(source="us_ofac_sdn")
    assert (len(delta.added), len(delta.changed), len(delta.removed), delta.technical) == (0, 0, 8, 0)


def test_changes_of_the_un_list_in_half_a_year():
    load("un_sc", "un_sc/2026-02")
    version = load("un_sc", "un_sc/2026-08-01")
    delta = list_delta(source="un_sc")
    assert version.entities == 736 + 275
    assert version.added - version.removed == version.entities - (730 + 273)
    assert (len(delta.added), len(delta.removed)) == (version.added, version.removed)
    assert delta.technical > 900, "every surviving element bears another DATAID"
