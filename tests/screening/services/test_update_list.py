"""Updating a list from its publisher, a server on this machine."""

from __future__ import annotations

import pytest

from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import FetchedFile, ListUpdate, ListVersion
from screening.services.hold_lease import hold_lease
from screening.services.import_list import import_list
from screening.services.update_list import update_list
from screening.sources.fetch import Limits
from tests.screening.house_list import ROWS, write_list
from tests.screening.publisher import Publisher

pytestmark = pytest.mark.django_db
LIMITS = Limits(timeout=2.0, attempts=2, first_wait=0.0)
NEW = {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}


@pytest.fixture
def publisher(settings, tmp_path):
    with Publisher() as server:
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.LIST_SCHEMES = ["http"]
        settings.LIST_ADDRESSES = {"house_csv": [server.url]}
        server.publish(rows(tmp_path, ROWS))
        yield server


def rows(folder, listed) -> bytes:
    return write_list(folder / "edition.csv", listed).read_bytes()


def update(by=None) -> ListUpdate:
    return update_list(source_code="house_csv", limits=LIMITS, by=by or User.objects.system())


def live() -> ListVersion:
    return ListVersion.objects.live().get()


def test_first_update_makes_a_version(publisher):
    done = update()
    assert (done.state, done.files_done, done.files) == ("updated", 1, 1)
    assert done.version == live()
    assert live().entities == 3


def test_unchanged_file_is_not_sent_again_and_counts_as_seen(publisher):
    update()
    before = live().fetched_at
    assert update().state == "unchanged"
    assert publisher.asked[-1] == ("/house.csv", publisher.etag)
    assert live().fetched_at > before
    assert ListVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="list.confirmed").count() == 1


def test_same_bytes_under_another_tag_are_unchanged(publisher):
    update()
    publisher.etag = '"another"'
    assert update().state == "unchanged"
    assert FetchedFile.objects.get().etag == '"another"'


def test_new_edition_becomes_the_next_version(publisher, tmp_path):
    update()
    publisher.publish(rows(tmp_path, [*ROWS, NEW]))
    assert update().state == "updated"
    assert (live().number, live().added) == (2, 1)


def test_redirect_is_followed(publisher):
    publisher.redirect = True
    assert update().state == "updated"
    assert publisher.asked[-1][0] == "/there"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"status": 404}, "answered 404"),
        ({"status": 503}, "after 2 attempts"),
        ({"missing_bytes": 50}, "broke off"),
        ({"pause": 3.0}, "timed out"),
        ({"content": b""}, "empty file"),
    ],
)
def test_failed_download_keeps_the_last_good_version_and_says_why(publisher, fault, reason):
    update()
    publisher.etag = '"new"'
    for name, value in fault.items():
        setattr(publisher, name, value)
    done = update()
    assert done.state == "failed"
    assert reason in done.reason
    assert live().number == 1
    assert AuditEvent.objects.filter(verb="list.update_failed").count() == 1


def test_page_in_place_of_the_file_is_refused_and_asked_for_again(publisher):
    update()
    publisher.publish(b"<!DOCTYPE html><html><body>Down for maintenance</body></html>")
    first = update()
    assert first.state == "refused"
    assert "is a web page, not the list" in first.reason
    assert update().state == "refused"
    assert publisher.asked[-1][1] != publisher.etag, "a refused file must not be remembered as known"
    assert live().entities == 3


def test_shrunken_file_is_held_once(publisher, tmp_path):
    update()
    publisher.publish(rows(tmp_path, ROWS[:1]))
    assert [update().state, update().state] == ["held", "held"]
    assert ListVersion.objects.filter(state="held").count() == 1
    assert live().number == 1


def test_list_replaced_by_hand_is_put_right_by_the_next_update(publisher, tmp_path):
    update()
    path = write_list(tmp_path / "other.csv", [*ROWS, NEW])
    import_list(source_code="house_csv", paths=[path], by=User.objects.system())
    assert update().state == "updated"
    assert (live().number, live().entities) == (3, 3)


def test_second_update_at_once_says_so(publisher):
    with hold_lease("update:house_csv"), pytest.raises(Conflict, match="under way already"):
        update()
    assert not ListUpdate.objects.exists()


def test_attempt_of_a_killed_process_is_ended(publisher):
    update()
    ListUpdate.objects.update(state="reading", finished_at=None)
    update()
    assert [one.state for one in ListUpdate.objects.order_by("pk")] == ["failed", "unchanged"]


def test_source_without_address_is_refused(publisher, settings):
    settings.LIST_ADDRESSES = {}
    with pytest.raises(Invalid, match="no address"):
        update()


def test_only_https_by_default(publisher, settings):
    settings.LIST_SCHEMES = ["https"]
    assert "only https" in update().reason


def test_analyst_may_not_update(publisher, ana):
    with pytest.raises(NotAllowed):
        update(by=ana)
