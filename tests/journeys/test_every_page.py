"""Every page that anybody of the demo world can reach: it answers, and is sound for eyes, ears and small screens."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from dd_portal.demo.cast import CAST
from tests.browsing import browsing, leave
from tests.dd_portal.doors import DOORS
from tests.journeys.crawl import Seen, crawl
from tests.journeys.person import Person, faults_of
from tests.journeys.served import Served, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def served():
    var = Path(tempfile.mkdtemp(prefix="portal-pages-"))
    served = Served(var)
    yield served
    served.end()
    shutil.rmtree(var)


@pytest.fixture(scope="module")
def seen(served) -> dict[str, list[Seen]]:
    """What everybody found by following links, without script: user name -> pages."""
    found = {}
    for person in CAST:
        visitor = Visitor(served.url)
        visitor.sign_in(person.username)
        found[person.username] = crawl(visitor)
    return found


@pytest.mark.parametrize("username", [person.username for person in CAST])
def test_no_link_leads_to_a_refusal(seen, username):
    assert [(one.path, one.status) for one in seen[username] if one.status != 200] == []


def test_the_links_lead_to_the_pages_of_the_portal(seen):
    """A page that no link of anybody leads to is one that nobody finds."""
    reached = {one.route for pages in seen.values() for one in pages}
    pages = {route for route, methods in DOORS.items() if "get" in methods and not route.startswith("api_")}
    needs_a_case = pages - reached - BY_ANOTHER_WAY - ONCE_THERE_IS_SOMETHING
    assert needs_a_case == set()


# Reached by a button, a redirect or a letter, or only when there is something to show.
BY_ANOTHER_WAY = {
    "home", "healthz", "find", "accounts:sign_in", "schema", "gallery", "screening:run_progress", "reports:preview",
    "customers:customer_answers", "screening:queue_arrivals", "screening:evaluation_table", "screening:settings_table",
    "screening:case_open",
}  # fmt: skip


# Linked from rows that the demo world does not have: a published report, a draft, a sample, a file, a second version,
# a gained capability; or from a register beyond the three that are followed.
ONCE_THERE_IS_SOMETHING = {
    "customers:condition", "customers:method_draft", "customers:own_conduct_new", "customers:product_assessment_new",
    "customers:remedy_given", "customers:remedy_new", "customers:safeguard_entry", "customers:safeguard_new",
    "reports:file", "reports:report", "screening:alert_file", "screening:bulk", "screening:delisted",
    "screening:evaluation", "screening:evaluation_progress", "screening:list_compare", "screening:lists_progress",
    "screening:lowerings",
    "screening:quality_look", "screening:quality_sample", "screening:settings_judge", "screening:settings_progress",
    "screening:suppression", "screening:webhook",
}  # fmt: skip


def chosen(seen: dict[str, list[Seen]]) -> dict[str, list[str]]:
    """User name -> addresses that bring a part which was not yet looked at on that kind of page."""
    known: dict[str, set[str]] = {}
    paths: dict[str, list[str]] = {}
    for username, pages in seen.items():
        for one in pages:
            old = known.setdefault(one.route, set())
            if one.parts - old:
                old |= one.parts
                paths.setdefault(username, []).append(one.path)
    return paths


@pytest.mark.acceptance(number=9)
def test_every_kind_of_page_is_sound(served, seen):
    """With axe by day and by night, at 1280 and 320 px."""
    faults = {}
    with browsing() as browser:
        for username, paths in chosen(seen).items():
            person = Person(browser, served.url).sign_in(username)
            for path in paths:
                if found := faults_of(person.open(path)):
                    faults[username, path] = found
            leave(person.context)
    assert faults == {}


def test_every_kind_of_page_reads_without_script(served, seen):
    faults = {}
    with browsing() as browser:
        for username, paths in chosen(seen).items():
            person = Person(browser, served.url, java_script_enabled=False).sign_in(username)
            for path in paths:
                person.open(path)
                if not person.page.locator("main h1, main h2").first.is_visible() or person.scrolls_sideways(320):
                    faults[username, path] = person.page.inner_text("main")[:200]
            leave(person.context)
    assert faults == {}
