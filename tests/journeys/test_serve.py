"""One command on a bare machine: SQLite, the file broker, a real worker; it starts, serves, and ends clean."""

from __future__ import annotations

import csv
import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dd_portal.demo.cast import CAST
from tests.journeys.bare import bare_environment, counted, manage
from tests.journeys.served import Served, Visitor, places_of

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
PARTIES = 4_200


class Portal:
    """A folder of data, and the portal over it whenever a test wants it running."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.starts: list[Served] = []

    def running(self) -> Served:
        if not self.starts or self.starts[-1].process.poll() is not None:
            self.starts.append(Served(self.var))
        return self.starts[-1]


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    var = Path(tempfile.mkdtemp(prefix="portal-served-"))
    portal = Portal(var)
    yield portal
    for start in portal.starts:
        if start.process.poll() is None:
            start.end()
    shutil.rmtree(var)


def test_first_start_loads_the_demo_world_and_prints_every_sign_in(portal):
    printed = portal.running().printed
    assert "Loading the demo world" in printed
    assert all(re.search(rf"\b{person.username}\b", printed) for person in CAST)
    assert f"{portal.running().url}/" in printed


def test_nothing_is_prepared_but_the_folder(portal):
    portal.running()
    assert (portal.var / "portal.sqlite3").exists()
    assert (portal.var / "broker" / "queue").is_dir()


def test_a_stranger_is_asked_to_sign_in(portal):
    visitor = Visitor(portal.running().url)
    status, page = visitor.get("/")
    assert (status, "Sign in" in page) == (200, True)
    assert "/accounts/sign-in/" in visitor.at


@pytest.mark.parametrize("person", [person.username for person in CAST])
def test_every_place_of_the_top_bar_answers(portal, person):
    visitor = Visitor(portal.running().url)
    places = places_of(visitor.sign_in(person))
    assert {place: visitor.get(place)[0] for place in places} == dict.fromkeys(places, 200)
    assert places or person == "ada"


def test_the_analyst_finds_an_alert_to_decide(portal):
    visitor = Visitor(portal.running().url)
    assert "Start next alert" in visitor.sign_in("ana") + visitor.get("/alerts/")[1]


def test_a_run_started_on_the_page_is_finished_by_the_worker(portal, tmp_path):
    served = portal.running()
    counted("import_parties", write_parties(tmp_path / "more.csv"), environment=bare_environment(portal.var))
    visitor = Visitor(served.url)
    visitor.sign_in("ana")
    visitor.get("/batches/")
    status, page = visitor.post("/batches/start/")
    assert status == 200
    run, seen = visitor.at, [progress_of(page)]
    deadline = time.monotonic() + 120
    while "data-live-url" in page and time.monotonic() < deadline:
        time.sleep(0.1)
        page = visitor.get(f"{run}progress/")[1]
        seen.append(progress_of(page))
    done, total = zip(*seen, strict=True)
    assert done[-1] == total[-1] >= PARTIES
    assert list(done) == sorted(done)
    assert done[0] < done[-1]
    # The full page, reloaded, tells the same.
    assert progress_of(visitor.get(run)[1]) == seen[-1]


def test_a_taken_port_is_one_clear_sentence(portal, tmp_path):
    port = portal.running().port
    answer = manage("serve", "--port", port, environment=bare_environment(tmp_path))
    assert answer.returncode == 1
    assert re.fullmatch(rf"(CommandError: )?Port {port} is taken\. [^\n]+\n", answer.stderr)


def test_sigterm_stops_every_child(portal):
    served = portal.running()
    assert len(served.children()) >= 2
    assert served.end(signal.SIGTERM) == 0
    assert served.all_gone_within(10)


def test_a_second_start_keeps_the_data_and_is_quick(portal):
    first = portal.starts[0] if portal.starts else portal.running()
    if first.process.poll() is None:
        first.end()
    again = portal.running()
    assert "Loading the demo world" not in again.printed
    assert again.seconds < first.seconds
    visitor = Visitor(again.url)
    assert "Start next alert" in visitor.sign_in("ana") + visitor.get("/alerts/")[1]


def test_kill_of_the_parent_leaves_no_orphan(portal):
    served = portal.running()
    served.end(signal.SIGKILL)
    assert served.all_gone_within(90)


def test_a_killed_worker_ends_the_rest_with_a_code(portal):
    served = portal.running()
    os.kill(served.child("celery"), signal.SIGKILL)
    assert served.process.wait(timeout=120) != 0
    assert served.all_gone_within(10)


def write_parties(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["external_id", "type", "name"])
        writer.writerows([f"M-{n}", "organisation", f"Quillfeather {n:05} Stationery"] for n in range(PARTIES))
    return path


def progress_of(page: str) -> tuple[int, int]:
    """Done and all, as the bar on the page says."""
    found = re.search(r'data-progress="(\d+)" data-progress-total="(\d+)"', page)
    return int(found.group(1)), int(found.group(2))
