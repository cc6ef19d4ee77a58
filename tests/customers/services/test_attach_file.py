"""Tests of files attached to questions: what is taken, how it is kept, who gets it."""

import hashlib
from pathlib import Path

import pytest

from customers.models import AnswerFile
from customers.services.attach_file import attach_file
from customers.services.hand_out_file import hand_out_file
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from dd_portal.common.kept_files import shown_name
from tests.customers.asked import PDF, link_of, opened, received

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def attach(questionnaire, by, **fields):
    return attach_file(questionnaire=questionnaire, by=by, **{"question": 1, "name": "a.pdf", "content": PDF, **fields})


def test_a_file_is_kept_under_its_checksum_and_handed_out(ana, otto, tmp_path):
    attached = attach(opened(ana), ana)
    assert attached.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (tmp_path / "evidence" / attached.sha256[:2] / attached.sha256).read_bytes() == PDF
    assert hand_out_file(attached=attached, by=otto) == PDF
    assert AuditEvent.objects.filter(verb="questionnaire.file_opened").count() == 1


def test_the_same_file_twice_is_one(ana):
    questionnaire = opened(ana)
    assert attach(questionnaire, ana) == attach(questionnaire, ana, name="b.pdf")


@pytest.mark.parametrize(
    "wrong", [{"content": b""}, {"content": b"MZ\x90\x00"}, {"question": 99}, {"content": PDF + b"x" * 10 * 1024**2}]
)
def test_attach_file_refuses(ana, wrong):
    with pytest.raises(Invalid):
        attach(opened(ana), ana, **wrong)
    assert not AnswerFile.objects.exists()


def test_the_customer_attaches_to_what_is_asked_of_them_while_the_page_is_open(ana):
    link = link_of(opened(ana), ana)
    assert attach(link.questionnaire, link).link == link
    with pytest.raises(Invalid):
        attach(link.questionnaire, link, question=5)
    with pytest.raises(Conflict):
        attach(opened(ana), link)
    received(link, finished=True)
    with pytest.raises(Conflict):
        attach(link.questionnaire, link, content=PDF + b"2")


def test_readers_attach_nothing_and_strangers_get_nothing(ana, otto, fin):
    questionnaire = opened(ana)
    with pytest.raises(NotAllowed):
        attach(questionnaire, otto)
    with pytest.raises(NotAllowed):
        hand_out_file(attached=attach(questionnaire, ana), by=fin)


def test_a_file_changed_from_outside_is_not_handed_out(ana, tmp_path):
    attached = attach(opened(ana), ana)
    Path(tmp_path / "evidence" / attached.sha256[:2] / attached.sha256).write_bytes(b"%PDF-other")
    with pytest.raises(Invalid):
        hand_out_file(attached=attached, by=ana)


def test_a_lost_file_says_so(ana, tmp_path):
    attached = attach(opened(ana), ana)
    (tmp_path / "evidence" / attached.sha256[:2] / attached.sha256).unlink()
    with pytest.raises(Invalid):
        hand_out_file(attached=attached, by=ana)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"), ("C:\\a\\b.exe", "b.pdf"), ("a\r\nb.pdf", "ab.pdf"), ("", "file.pdf"),
        ("\u202efdp.exe", "fdp.pdf"), ("x" * 300, "x" * 180 + ".pdf"),
    ],
)  # fmt: skip
def test_shown_name(name, shown):
    assert shown_name(name, "application/pdf") == shown
