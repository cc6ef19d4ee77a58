"""The publishers' own files, where they are at hand: read whole, counted, and nothing left unawares."""

import pytest

pytestmark = pytest.mark.lists

SDN = "us_ofac_sdn/2023-12-28"
CONS = "us_ofac_cons/2025"


def shape(entities):
    kinds = [entity.type.value for entity in entities.values()]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def left(reading):
    return {(finding.where, finding.what): finding.count for finding in reading.unread}


def test_sdn_with_its_companions(read_real):
    entities, reading = read_real("us_ofac_sdn", *(f"{SDN}/{n}.csv" for n in ("add", "sdn_comments", "sdn", "alt")))
    assert len(entities) == 13_821
    assert shape(entities) == {"aircraft": 378, "organisation": 5977, "person": 6646, "public_body": 56, "vessel": 764}
    assert not reading.partial
    strong = sum(n.strength.value == "strong" for e in entities.values() for n in e.names)
    assert 13_821 + 17_091 - 250 <= strong <= 13_821 + 17_091
    assert sum(n.strength.value == "weak" for e in entities.values() for n in e.names) > 3_000
    orphans = [what for where, what in left(reading) if where == "comments"]
    assert len(orphans) == 3
    assert not any(where.startswith("date") for where, _ in left(reading))
    assert len(reading.unread) <= 8


@pytest.mark.parametrize(("day", "count"), [("2024-05-02", 14_973), ("2024-05-03", 14_965)])
def test_sdn_alone_is_partial(read_real, day, count):
    entities, reading = read_real("us_ofac_sdn", f"us_ofac_sdn/{day}/sdn.csv")
    assert len(entities) == count
    assert reading.missing_files == ["aliases", "addresses", "comments"]
    assert {where for where, _ in left(reading)} == {"remarks", "country (nationality)"}


def test_non_sdn_csv(read_real):
    files = [f"{CONS}/cons_{name}.csv" for name in ("prim", "alt", "add", "comments")]
    entities, reading = read_real("us_ofac_cons", *files)
    assert len(entities) == 442
    assert left(reading) == {}


def test_non_sdn_enhanced_xml(read_real):
    entities, reading = read_real("us_ofac_cons", "us_ofac_cons_enhanced/CONS_ENHANCED.XML")
    assert len(entities) == 443
    assert reading.published_on.isoformat() == "2025-01-10"
    assert left(reading) == {}


def test_csl(read_real):
    entities, reading = read_real("us_csl", "us_csl/2022-05/consolidated.csv")
    assert len(entities) == reading.rows == 14_160
    codes = [entity.list_code for entity in entities.values()]
    assert {code.removeprefix("us_csl_"): codes.count(code) for code in set(codes)} == {
        "sdn": 10_026,
        "el": 2_001,
        "dtc": 727,
        "dpl": 462,
        "ssi": 290,
        "uvl": 201,
        "isn": 163,
        "plc": 78,
        "meu": 71,
        "cmic": 68,
        "cap": 53,
        "mbs": 17,
        "fse": 3,
    }
    assert left(reading) == {
        ("country (nationality)", "not in the country table: possibly Palestinian"): 3,
        ("consolidated.csv", "control character replaced by a blank"): 3,
    }


@pytest.mark.parametrize(
    ("edition", "persons", "organisations", "day"),
    [("2026-02", 730, 273, "2026-02-27"), ("2026-08-01", 736, 275, "2026-08-01")],
)
def test_un(read_real, edition, persons, organisations, day):
    entities, reading = read_real("un_sc", f"un_sc/{edition}/consolidated.xml")
    assert shape(entities) == {"organisation": organisations, "person": persons}
    assert reading.published_on.isoformat() == day
    assert set(left(reading)) == {
        ("date of birth", "date not understood: 30-35 years old"),
        ("date of birth", "date not understood: 24/06/1402 (Hijri Calendar)"),
    }


def test_conlist(read_real):
    entities, reading = read_real("gb_ofsi_conlist", "gb_ofsi_conlist/2025-04-10/ConList.csv")
    assert (len(entities), reading.rows) == (4_686, 18_796)
    assert all(where.startswith("country") for where, _ in left(reading))
    assert sum(left(reading).values()) < 60


def test_dfat(read_real):
    entities, reading = read_real("au_dfat", "au_dfat/2026-08/regulation8_consolidated.xlsx")
    assert (len(entities), reading.rows) == (3_846, 11_068)
    assert shape(entities) == {"organisation": 1_041, "person": 2_543, "vessel": 262}
    assert {where for where, _ in left(reading)} == {"date of birth"}
    assert len(reading.unread) == 4


def test_sema(read_real):
    entities, reading = read_real("ca_sema", "ca_sema/2025/sema-lmes.xml")
    assert len(entities) == 4_759
    assert left(reading) == {("date of birth", "date not understood: Sep-99"): 1}


def test_dpl(read_real):
    entities, reading = read_real("us_bis_dpl", "us_bis_dpl/2019-07/dpl.txt")
    assert len(entities) == 546
    assert left(reading) == {("country (address)", "not in the country table: NM"): 1}
