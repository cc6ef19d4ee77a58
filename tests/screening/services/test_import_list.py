"""Importing a list: whole or not at all."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.canonical import digest
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import ListedEntity, ListVersion, Watchlist
from screening.services.hold_lease import hold_lease
from screening.services.import_list import ListRefused, import_list
from screening.sources import ftm_simple, house_csv
from screening.sources.registry import SOURCES
from tests.screening.house_list import PETROV, ROWS, SIGHTLINE, load_list, write_list

pytestmark = pytest.mark.django_db
COLUMNS = (*ftm_simple.NEEDED, "last_change")


def test_import_stores_every_entity_with_its_list(house_list):
    assert (house_list.number, house_list.entities, house_list.names, house_list.added) == (1, 3, 3, 3)
    assert ListedEntity.objects.current().count() == 3
    assert Watchlist.objects.get(code="house_csv").tier == "T3"


def test_import_keeps_checksums_of_files(house_list):
    file = house_list.files.get()
    assert len(file.sha256) == 64
    assert file.bytes > 100


def test_import_leaves_an_event(house_list):
    assert AuditEvent.objects.filter(verb="list.imported", target_id=str(house_list.pk)).exists()


def test_same_file_again_changes_nothing(house_list, tmp_path):
    again = load_list(tmp_path)
    assert again.is_unchanged
    assert ListVersion.objects.count() == 1


def test_only_changed_rows_are_written(house_list, tmp_path):
    changed = {**SIGHTLINE, "name": "Karvanos Surveillance Industries PLC"}
    new = {"entity_id": "4", "type": "person", "name": "Teodora Vukic"}
    version = load_list(tmp_path, (PETROV, changed, ROWS[2], new))
    assert (version.number, version.added, version.changed, version.removed) == (2, 1, 1, 0)
    assert ListedEntity.objects.count() == 5
    assert ListedEntity.objects.get(entity_id="house_csv:1").first_version == house_list
    assert ListedEntity.objects.held_by(house_list).count() == 3


def test_removed_entity_ends_with_the_last_version_that_held_it(house_list, tmp_path):
    version = load_list(tmp_path, ROWS[:2], accept_reason="We no longer watch her")
    assert version.removed == 1
    assert ListedEntity.objects.get(entity_id="house_csv:3").last_version == house_list


def test_sharp_loss_is_held_and_the_last_good_version_stays(house_list, tmp_path):
    with pytest.raises(ListRefused, match="removes 2 of 3 entities"):
        load_list(tmp_path, ROWS[:1])
    assert ListVersion.objects.live().get() == house_list
    assert ListVersion.objects.get(state="held").entities == 1
    assert ListedEntity.objects.current().count() == 3


def test_held_change_goes_through_with_a_reason(house_list, tmp_path):
    version = load_list(tmp_path, ROWS[:1], accept_reason="Reviewed by hand")
    assert version.state == "live"
    assert version.reason.endswith("Reviewed by hand")


def test_too_few_entities_are_refused(house_list, tmp_path):
    with pytest.raises(ListRefused, match="at least 10 are expected"):
        load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Ann Other"}], least=10)
    assert AuditEvent.objects.filter(verb="list.refused").count() == 1


def test_unreadable_file_names_file_line_and_reason(house_list, tmp_path):
    path = write_list(tmp_path / "house.csv", [*ROWS, PETROV])
    with pytest.raises(ListRefused, match=r"house.csv, line 5: entity_id 1 appears twice"):
        import_list(source_code="house_csv", paths=[path], by=User.objects.system())
    assert ListedEntity.objects.count() == 3
    assert ListVersion.objects.get(state="refused").number is None


def test_unknown_source_stores_nothing(db, tmp_path):
    with pytest.raises(Invalid, match="unknown source"):
        import_list(source_code="nowhere", paths=[write_list(tmp_path / "x.csv")], by=User.objects.system())
    assert not ListVersion.objects.exists()


def test_absent_file_is_named(db, tmp_path):
    with pytest.raises(ListRefused, match=r"gone\.csv: cannot be opened"):
        import_list(source_code="house_csv", paths=[tmp_path / "gone.csv"], by=User.objects.system())


def test_second_import_at_once_gets_conflict(db, tmp_path):
    with hold_lease("import:house_csv"), pytest.raises(Conflict):
        load_list(tmp_path)
    assert load_list(tmp_path).number == 1


def test_analyst_may_not_import(ana, tmp_path):
    with pytest.raises(NotAllowed):
        import_list(source_code="house_csv", paths=[write_list(tmp_path / "x.csv")], by=ana)


def test_overridden_list_keeps_its_tier(house_list, tmp_path):
    Watchlist.objects.filter(code="house_csv").update(tier="T1", overridden_on="2026-01-01")
    load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Ann Other"}])
    assert Watchlist.objects.get(code="house_csv").tier == "T1"


def test_version_below_the_floor_is_a_sample_that_blocks_no_real_list(house_list, tmp_path, monkeypatch):
    real = dataclasses.replace(house_csv.SOURCE, least=5)
    monkeypatch.setitem(SOURCES, "house_csv", real)
    rows = [{"entity_id": f"r{n}", "type": "person", "name": f"Invented Person {n}"} for n in range(6)]
    version = load_list(tmp_path, rows)
    assert (version.state, version.added, version.removed) == ("live", 6, 3)


def test_override_is_an_event_with_its_reason(house_list, tmp_path):
    load_list(tmp_path, ROWS[:1], accept_reason="Reviewed by hand")
    event = AuditEvent.objects.get(verb="list.hold_overridden")
    content = AuditDetail.objects.get(event_id=event.pk).content
    assert content["reason"] == "Reviewed by hand"
    assert "removes 2 of 3" in content["doubt"]


def test_reason_where_nothing_was_held_overrides_nothing(house_list, tmp_path):
    load_list(tmp_path, ROWS[:2], accept_reason="Reviewed by hand", least=1)
    load_list(tmp_path, [*ROWS[:2], {"entity_id": "9", "type": "person", "name": "Ann Other"}], accept_reason="Why")
    assert AuditEvent.objects.filter(verb="list.hold_overridden").count() == 1


def test_refusal_names_the_file(house_list, tmp_path):
    with pytest.raises(ListRefused, match=r"\(house\.csv\)"):
        load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Ann Other"}], least=10)


def targets(path: Path, keys) -> Path:
    """So many rows of an invented list in the layout of targets.simple.csv."""
    lines = [",".join(f'"{column}"' for column in COLUMNS)]
    for key in keys:
        cells = {"id": key, "schema": "Person", "name": f"Odrilo Vask{key}", "dataset": "Invented"}
        lines.append(",".join(f'"{cells.get(column, "")}"' for column in COLUMNS))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def load_targets(path: Path, **options):
    return import_list(source_code="opensanctions", paths=[path], by=User.objects.system(), **options)


def test_first_version_is_stored_while_it_is_read(db, tmp_path):
    told: list[int] = []
    version = load_targets(targets(tmp_path / "t.csv", range(4_100)), progress=told.append)
    assert (version.entities, version.added, version.rows) == (4_100, 4_100, 4_100)
    assert ListedEntity.objects.current().count() == 4_100
    assert told == [2_000, 4_000]


def test_fault_far_down_takes_all_of_it_back(db, tmp_path):
    path = targets(tmp_path / "t.csv", range(4_100))
    with path.open("a", encoding="utf-8") as stream:
        stream.write('"cut","Person"\n')
    with pytest.raises(ListRefused, match=r"t\.csv, line 4102: 2 columns"):
        load_targets(path)
    assert not ListedEntity.objects.exists()
    assert ListVersion.objects.get().state == "refused"


def test_doubt_at_the_end_takes_all_of_it_back(db, tmp_path):
    with pytest.raises(ListRefused, match="at least 9,000"):
        load_targets(targets(tmp_path / "t.csv", range(4_100)), least=9_000)
    assert not ListedEntity.objects.exists()
    assert ListVersion.objects.get().entities == 4_100


def test_half_a_character_is_refused(db, tmp_path):
    path = tmp_path / "entities.ftm.json"
    path.write_text('{"id": "a", "schema": "Person", "target": true, "properties": {"name": ["Od\\ud800"]}}\n')
    with pytest.raises(ListRefused, match="half a character"):
        load_targets(path)


def test_state_is_written_as_the_canonical_form(db, tmp_path):
    load_targets(targets(tmp_path / "t.csv", ["é\t\\"]))
    row = ListedEntity.objects.get()
    assert row.content_digest == digest(row.content)
    assert row.technical["provenance"] == "line 2"
