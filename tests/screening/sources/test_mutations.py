"""Damaged and hostile files in every format: refused with a reason, or read with every loss reported.

A file cut exactly between two rows cannot be told from a shorter file where the format has no end mark and no count
(the import's guards on counts hold it then); everything else must be refused or reported here.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.entities import entity_from_json, entity_to_json
from screening.sources.base import Reading, SourceError
from screening.sources.registry import get_source
from tests.screening.sources.conftest import SAMPLES

EXAMPLES = int(os.environ.get("LIST_MUTATIONS", "110"))

FORMATS = {
    "us_ofac_sdn/sdn.csv": "us_ofac_sdn",
    "us_ofac_sdn/classic.xml": "us_ofac_sdn",
    "us_ofac_cons/enhanced.xml": "us_ofac_cons",
    "us_csl/consolidated.csv": "us_csl",
    "us_bis_dpl/dpl.txt": "us_bis_dpl",
    "un_sc/consolidated.xml": "un_sc",
    "gb_ukst/UK-Sanctions-List.csv": "gb_ukst",
    "gb_ofsi_conlist/ConList.csv": "gb_ofsi_conlist",
    "gb_ofsi_conlist/ConList2018.csv": "gb_ofsi_conlist",
    "eu_fsf/fsf.csv": "eu_fsf",
    "eu_fsf/fsf.xml": "eu_fsf",
    "ch_seco/consolidated.xml": "ch_seco",
    "ca_sema/sema-lmes.xml": "ca_sema",
    "au_dfat/consolidated19.xlsx": "au_dfat",
    "au_dfat/consolidated12.xlsx": "au_dfat",
    "transcription/uflpa.csv": "us_uflpa",
    "opensanctions/targets.simple.csv": "opensanctions",
    "opensanctions/entities.ftm.json": "opensanctions",
    "opensanctions/targets.nested.json": "opensanctions",
    "senzing/senzing.jsonl": "senzing",
    "house_csv/house.csv": "house_csv",
}
HAS_END = {name for name in FORMATS if name.endswith((".xml", ".xlsx"))} | {"us_ofac_sdn/sdn.csv"}
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
PAGE = b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>502</body></html>"


@dataclass(frozen=True)
class Read:
    entities: list
    reading: Reading

    @property
    def reports_loss(self):
        return bool(self.reading.unread or self.reading.notes)


def read(path: Path, code: str) -> Read:
    reading = Reading()
    return Read(list(get_source(code).read([path], reading)), reading)


def outcome(path: Path, code: str, content: bytes) -> Read | None:
    """What the source makes of the content; None where it refuses with a reason."""
    path.write_bytes(content)
    try:
        found = read(path, code)
    except SourceError as error:
        assert error.reason
        assert str(error).startswith(path.name)
        return None
    assert len({entity.id for entity in found.entities}) == len(found.entities)
    for entity in found.entities:
        assert entity.names[0].full
        assert entity_from_json(entity_to_json(entity)) == entity
    return found


def without_column(content: bytes, number: int, delimiter: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(delimiter.join(c for i, c in enumerate(line.split(delimiter)) if i != number) for line in lines)


@st.composite
def mutated(draw, content: bytes) -> bytes:
    """The content after one to three kinds of damage."""
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(len(content) - 1, 0)))
        lines = content.splitlines(keepends=True) or [b""]
        line = draw(st.integers(0, len(lines) - 1))
        content = {
            "cut": lambda c=content, p=place: c[:p],
            "lost piece": lambda c=content, p=place: c[:p] + c[p + 37 :],
            "doubled piece": lambda c=content, p=place: c[:p] + c[max(p - 41, 0) :],
            "doubled line": lambda x=lines, n=line: b"".join([*x[: n + 1], x[n], *x[n + 1 :]]),
            "lost line": lambda x=lines, n=line: b"".join(x[:n] + x[n + 1 :]),
            "moved line": lambda x=lines, n=line: b"".join(x[:n] + x[n + 1 :] + [x[n]]),
            "control": lambda c=content, p=place, n=line: c[:p] + bytes([n % 32]) + c[p:],
            "flipped": lambda c=content, p=place, n=line: c[:p] + bytes([(n * 7 + p) % 256]) + c[p + 1 :],
            "latin": lambda c=content: c.decode("utf-8", "replace").encode("cp1252", "replace"),
            "utf16": lambda c=content: c.decode("utf-8", "replace").encode("utf-16"),
            "twice encoded": lambda c=content: c.decode("latin-1").encode("utf-8"),
            "column": lambda c=content, n=line: without_column(
                c, n % 12, b"," if c.count(b",") > c.count(b";") else b";"
            ),
            "declaration": lambda c=content, p=place: c[:p] + LAUGHS + c[p:],
            "page inside": lambda c=content, p=place: c[:p] + PAGE,
        }[
            draw(
                st.sampled_from(
                    [
                        *("cut", "lost piece", "doubled piece", "doubled line", "lost line", "moved line", "control"),
                        *("flipped", "latin", "utf16", "twice encoded", "column", "declaration", "page inside"),
                    ]
                )
            )
        ]()
    return content


@pytest.mark.parametrize("name", FORMATS)
def test_any_damage_is_refused_or_read(name, tmp_path):
    content = (SAMPLES / name).read_bytes()
    path = tmp_path / Path(name).name

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(content))
    def check(damaged):
        outcome(path, FORMATS[name], damaged)

    check()


@pytest.mark.parametrize("name", FORMATS)
def test_a_cut_anywhere_is_refused_or_reported(name, tmp_path):
    content = (SAMPLES / name).read_bytes()
    path = tmp_path / Path(name).name
    whole = outcome(path, FORMATS[name], content)
    step = max(len(content) // 150, 1)
    for place in [*range(0, len(content) - 1, step), *range(max(len(content) - 40, 0), len(content))]:
        found = outcome(path, FORMATS[name], content[:place])
        if found is None or found.entities == whole.entities:
            continue
        if name in HAS_END:
            assert found.reading.unread != whole.reading.unread, place
        else:
            cut_between_rows = content[:place].endswith((b"\n", b"\r"))
            assert cut_between_rows or found.reports_loss, place


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("page", [PAGE, b"<html>", b'<?xml version="1.0"?><html/>', b"", b"\xef\xbb\xbf", b"\x00" * 50])
def test_what_comes_instead_of_a_list_is_refused(name, page, tmp_path):
    assert outcome(tmp_path / Path(name).name, FORMATS[name], page) is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name.endswith(".xml")])
@pytest.mark.parametrize("declaration", [XXE, LAUGHS])
def test_declarations_are_refused(name, declaration, tmp_path):
    start, end = (SAMPLES / name).read_bytes().split(b"?>", 1)
    assert outcome(tmp_path / "list.xml", FORMATS[name], start + b"?>" + declaration + end) is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name.endswith((".csv", ".txt"))])
def test_a_dropped_column_is_refused(name, tmp_path):
    content = (SAMPLES / name).read_bytes()
    header = next(line for line in content.splitlines() if line.count(b",") + line.count(b";") + line.count(b"\t") > 3)
    delimiter = max((b",", b";", b"\t"), key=header.count)
    first = header.split(delimiter)[0]
    assert outcome(tmp_path / "list.csv", FORMATS[name], content.replace(first + delimiter, b"", 1)) is None


@pytest.mark.parametrize("name", FORMATS)
def test_one_source_refuses_the_file_of_another(name, tmp_path):
    content = (SAMPLES / name).read_bytes()
    own = {FORMATS[name], "us_ofac_sdn", "us_ofac_cons"} if FORMATS[name].startswith("us_ofac") else {FORMATS[name]}
    for code in {*FORMATS.values()} - own:
        assert outcome(tmp_path / Path(name).name, code, content) is None, code
