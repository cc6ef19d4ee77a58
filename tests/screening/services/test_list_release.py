"""A held version goes live by two people, or not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import ListRelease, ListVersion
from screening.services.approve_list_release import approve_list_release
from screening.services.import_list import ListRefused
from screening.services.kept_files import kept_paths
from screening.services.propose_list_release import propose_list_release
from screening.services.refuse_list_release import refuse_list_release
from tests.screening.house_list import ROWS, load_list

pytestmark = pytest.mark.django_db
REASON = "The publisher announced that it ends the programme."


@pytest.fixture
def held(house_list, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(ListRefused) as refused:
        load_list(tmp_path, ROWS[:1])
    return refused.value.version


@pytest.fixture
def proposed(held, tess):
    return propose_list_release(held=held, reason=REASON, by=tess)


def test_second_person_makes_it_live(proposed, cleo):
    version = approve_list_release(release=proposed, by=cleo)
    assert ListVersion.objects.live().get() == version
    assert (version.entities, version.removed) == (1, 2)
    assert REASON in version.reason
    assert "Cleo Haddad" in version.reason
    assert AuditEvent.objects.filter(verb="list.released").count() == 1


def test_proposer_cannot_confirm(proposed, tess):
    with pytest.raises(NotAllowed, match="somebody else"):
        approve_list_release(release=proposed, by=tess)
    assert ListVersion.objects.live().get().entities == 3


def test_database_holds_two_people(proposed, tess):
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        ListRelease.objects.filter(pk=proposed.pk).update(state="released", decided_by=tess, decided_at=timezone.now())


def test_database_holds_who_and_when(proposed):
    with pytest.raises(IntegrityError, match="by_and_at"), transaction.atomic():
        ListRelease.objects.filter(pk=proposed.pk).update(decided_at=timezone.now())


def test_one_proposal_at_a_time(proposed, held, cleo):
    with pytest.raises(Conflict, match="proposed already"):
        propose_list_release(held=held, reason=REASON, by=cleo)


def test_released_once(proposed, cleo):
    approve_list_release(release=proposed, by=cleo)
    with pytest.raises(Conflict):
        approve_list_release(release=proposed, by=cleo)


def test_newer_live_version_forbids_release(proposed, cleo, tmp_path):
    load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}])
    with pytest.raises(Conflict, match="newer version"):
        approve_list_release(release=proposed, by=cleo)


def test_failed_import_leaves_the_proposal_waiting(proposed, cleo):
    kept_paths(proposed.held)[0].write_bytes(b"entity_id,type,name\n")
    with pytest.raises(ListRefused):
        approve_list_release(release=proposed, by=cleo)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_by) == ("proposed", None)


def test_refused_release_keeps_it_held(proposed, cleo):
    refuse_list_release(release=proposed, answer="The file was cut by the publisher.", by=cleo)
    assert ListRelease.objects.get().state == "refused"
    assert ListVersion.objects.live().get().entities == 3


def test_reason_is_needed(held, tess):
    with pytest.raises(Invalid):
        propose_list_release(held=held, reason=" ok ", by=tess)


def test_live_version_is_not_released(house_list, tess):
    with pytest.raises(Conflict, match="Only a held"):
        propose_list_release(held=house_list, reason=REASON, by=tess)


def test_analyst_and_key_may_not(held, ana, ida):
    for who in (ana, ida):
        with pytest.raises(NotAllowed):
            propose_list_release(held=held, reason=REASON, by=who)


def test_released_version_is_no_younger_than_its_files(held, proposed, cleo, tmp_path):
    old = timezone.now() - dt.timedelta(days=3)
    ListVersion.objects.filter(pk=held.pk).update(fetched_at=old)
    assert approve_list_release(release=proposed, by=cleo).fetched_at == old
    assert load_list(tmp_path, ROWS[:1]).is_unchanged
    assert ListVersion.objects.live().get().fetched_at == old
    assert load_list(tmp_path, ROWS[:1], fetched=True).fetched_at > old


def test_files_go_with_the_release(held, proposed, cleo):
    approve_list_release(release=proposed, by=cleo)
    assert not kept_paths(held)


def test_files_go_with_the_refusal(held, proposed, cleo, tess, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        refuse_list_release(release=proposed, answer="The file was cut by the publisher.", by=cleo)
    with pytest.raises(Conflict, match="not kept"):
        propose_list_release(held=held, reason=REASON, by=tess)


def test_release_is_no_override(proposed, cleo):
    approve_list_release(release=proposed, by=cleo)
    assert not AuditEvent.objects.filter(verb="list.hold_overridden").exists()
