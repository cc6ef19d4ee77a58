import hashlib

import pytest

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import AlertFile
from screening.triage.attach import attach, hand_out
from tests.make import make_alert

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a passport copy"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_kept_under_its_checksum_and_handed_out_unchanged(ana, otto):
    made = attach(alert=make_alert(), name="../../etc/passport.exe", content=PDF, by=ana)
    assert (made.name, made.sha256) == ("passport.pdf", hashlib.sha256(PDF).hexdigest())
    assert hand_out(attached=made, by=otto) == PDF
    assert AuditEvent.objects.filter(verb="alert.file_opened", actor_id=otto.audit_id).count() == 1


def test_the_same_file_twice_is_one(ana):
    alert = make_alert()
    attach(alert=alert, name="a.pdf", content=PDF, by=ana)
    attach(alert=alert, name="b.pdf", content=PDF, by=ana)
    assert AlertFile.objects.count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90 program", b"<html><script>", b"<svg xmlns=", b"%PDF-" + b"0" * (10 * 1024 * 1024)]
)
def test_what_is_not_taken(ana, content):
    with pytest.raises(Invalid):
        attach(alert=make_alert(), name="a.pdf", content=content, by=ana)


@pytest.mark.parametrize("name", ["otto", "fin", "ada", "tess"])
def test_who_may_not_attach(request, name):
    with pytest.raises(NotAllowed):
        attach(alert=make_alert(), name="a.pdf", content=PDF, by=request.getfixturevalue(name))


def test_a_file_changed_from_outside_is_not_handed_out(ana, tmp_path):
    made = attach(alert=make_alert(), name="a.pdf", content=PDF, by=ana)
    (tmp_path / "evidence" / made.sha256[:2] / made.sha256).write_bytes(b"%PDF-other")
    with pytest.raises(Invalid):
        hand_out(attached=made, by=ana)
