"""From the publishers' own files to a board report, by the commands alone, on a machine with nothing prepared."""

from __future__ import annotations

import csv
import hashlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pikepdf
import pytest

from screening.sources.base import Reading
from screening.sources.registry import get_source
from tests.journeys.bare import ROOT, bare_environment, counted, manage, processes_of

REAL = ROOT.parent / "shared" / "lists"
SDN = [REAL / "us_ofac_sdn" / "2023-12-28" / name for name in ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")]
UN = [REAL / "un_sc" / "2026-08-01" / "consolidated.xml"]
CSL = [REAL / "us_csl" / "2022-05" / "consolidated.csv"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.lists,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not REAL.is_dir(), reason="the publishers' list files are not at hand (../shared/lists)"),
]
LISTED, UNLISTED = 60, 240
ALERTED = "SELECT external_id FROM customers_party WHERE id IN (SELECT party_id FROM screening_alert)"
VERSION = {"source", "version", "entities", "names", "unread", "partial"}
RUN = {"run", "parties", "entities", "potential_matches", "alerts", "seconds", "parties_per_second"}


@pytest.fixture(scope="module")
def walk():
    """The whole walk, once; each test looks at one step of it."""
    var = Path(tempfile.mkdtemp(prefix="portal-walk-"))
    environment = bare_environment(var)
    assert manage("migrate", "-v0", environment=environment).returncode == 0
    steps = {"var": var, "environment": environment}
    for source, paths in (("us_ofac_sdn", SDN), ("un_sc", UN), ("us_csl", CSL)):
        steps[source] = counted("import_list", source, "--file", *paths, environment=environment)
    parties = write_parties(var / "parties.csv")
    steps["parties"] = counted("import_parties", parties, environment=environment)
    steps["run"] = counted("screen_all", "--wait", environment=environment)
    steps["report_file"] = var / "report.pdf"
    steps["report"] = counted(
        "board_report", "--period", "2026Q4", "--edition", "board", "--format", "pdf", "--output", steps["report_file"],
        environment=environment,
    )  # fmt: skip
    yield steps
    shutil.rmtree(var)


def test_every_entity_of_the_lists_is_there(walk):
    counts = {source: walk[source]["entities"] for source in ("us_ofac_sdn", "un_sc", "us_csl")}
    assert counts == {"us_ofac_sdn": 13_821, "un_sc": 1_011, "us_csl": 14_160}


@pytest.mark.parametrize("source", ["us_ofac_sdn", "un_sc", "us_csl"])
def test_an_import_says_what_it_did(walk, source):
    answer = walk[source]
    assert answer.keys() >= VERSION
    assert (answer["source"], answer["version"], answer["partial"]) == (source, 1, False)
    assert answer["names"] >= answer["entities"]


def test_an_import_of_parties_counts_every_row(walk):
    assert walk["parties"] == {"created": LISTED + UNLISTED, "updated": 0, "unchanged": 0, "refused": 0}


def test_a_run_says_what_it_found(walk):
    answer = walk["run"]
    assert answer.keys() >= RUN
    assert (answer["parties"], answer["entities"]) == (LISTED + UNLISTED, 13_821 + 1_011 + 14_160)
    assert answer["alerts"] <= answer["potential_matches"]
    assert answer["parties_per_second"] > 0


def test_listed_parties_have_alerts_in_spite_of_small_changes(walk):
    alerted = {key for (key,) in rows(walk, ALERTED)}
    listed = {f"L-{number}" for number in range(LISTED)}
    assert listed <= alerted
    assert len(alerted - listed) <= 6, "more than a few alerts on invented names"


def test_the_worker_that_the_command_started_is_gone(walk):
    assert processes_of(walk["var"]) == []


def test_the_report_is_the_file_that_its_checksum_names(walk):
    report, path = walk["report"], walk["report_file"]
    assert set(report) == {"path", "sha256", "pages"}
    assert report["path"] == str(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == report["sha256"]
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == report["pages"] > 1


def test_the_same_files_again_change_nothing(walk):
    again = counted("import_list", "un_sc", "--file", *UN, environment=walk["environment"])
    assert again["version"] == 1
    parties = counted("import_parties", walk["var"] / "parties.csv", environment=walk["environment"])
    assert parties == {"created": 0, "updated": 0, "unchanged": LISTED + UNLISTED, "refused": 0}


def test_an_evaluation_says_what_it_measured(walk):
    pairs = walk["var"] / "pairs.csv"
    pairs.write_text(
        "schema,name1,name2,is_match,quality,category\n"
        "Person,Arkadiy Velimirovich Petrosyan,Arkady Velimirovich Petrosyan,true,STRONG,spelling\n"
        "Person,Arkadiy Velimirovich Petrosyan,Zubeida Qorbonali,false,STRONG,other person\n"
    )
    answer = counted("evaluate_matching", pairs, environment=walk["environment"])
    shape = {"pairs", "tp", "fp", "fn", "tn", "precision", "recall", "f1", "strong_errors", "by_category"}
    assert answer.keys() >= shape
    assert (answer["pairs"], answer["tp"], answer["tn"]) == (2, 1, 1)


def rows(walk, question: str) -> list[tuple]:
    with sqlite3.connect(walk["var"] / "portal.sqlite3") as database:
        return database.execute(question).fetchall()


def write_parties(path: Path) -> Path:
    """Parties that nobody listed, and some that are, each name changed a little as registers differ."""
    entities = list(get_source("us_ofac_sdn").read(SDN, Reading()))
    chosen = [one for one in entities if one.type in {"person", "organisation"} and is_long(one)]
    chosen = chosen[:: len(chosen) // LISTED][:LISTED]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["external_id", "type", "name"])
        for number, entity in enumerate(chosen):
            writer.writerow([f"L-{number}", entity.type, changed(primary(entity), number)])
        for number in range(UNLISTED):
            writer.writerow(
                [f"U-{number}", "organisation", f"Quillfeather {WORDS[number % 12]} {WORDS[number // 12 % 20]}"]
            )
    return path


WORDS = (
    "Stationery", "Orchards", "Beekeeping", "Bookbinders", "Glasshouses", "Cheesemakers", "Bellfounders", "Lighthouses",
    "Windmills", "Clockmakers", "Puppetry", "Hedgerows", "Saddlery", "Thatching", "Basketry", "Weathervanes", "Teapots",
    "Quilts", "Kites", "Marbles",
)  # fmt: skip


def primary(entity) -> str:
    return next(name.full for name in entity.names if name.kind == "primary")


def is_long(entity) -> bool:
    words = primary(entity).replace(",", " ").split()
    return len(words) >= 3 and all(len(word) >= 4 and word.isalpha() for word in words)


def changed(name: str, number: int) -> str:
    """One of: case, order of the words, a doubled letter, a letter left out of the longest word."""
    words = name.replace(",", " ").split()
    longest = max(words, key=len)
    middle = len(longest) // 2
    return (
        name.title(),
        " ".join([*words[1:], words[0]]),
        name.replace(longest, longest[:middle] + longest[middle] + longest[middle:]),
        name.replace(longest, longest[:middle] + longest[middle + 1 :]),
    )[number % 4]
