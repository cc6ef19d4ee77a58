"""Pages of questionnaires, for the vendor's people and for the customer."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from customers.models import Answer, AnswerFile, EvidenceItem, Questionnaire, QuestionnaireLink
from customers.services.ask_again import ask_again
from customers.services.review_questionnaire import review_questionnaire
from customers.services.revoke_link import revoke_link
from customers.services.send_questionnaire import token_of
from tests.customers.asked import PDF, answered, link_of, opened, received
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def go(name, *args):
    return reverse(f"customers:{name}", args=args)


def text(answer):
    return answer.content.decode()


def public(link):
    return go("customer_answers", token_of(link))


def pdf(name="plan.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_a_questionnaire_is_opened_and_shown(ana, client_of):
    engagement = rated_engagement(ana)
    assert client_of(ana).post(go("questionnaire_open", engagement.pk)).status_code == 302
    page = text(client_of(ana).get(go("questionnaire", Questionnaire.objects.get().pk)))
    assert "0 of 37 questions answered" in page
    assert 'href="#question-40"' in page
    assert "the customer is not asked this" in page


def test_answers_and_files_are_saved_by_one_form(ana, client_of):
    asked = opened(ana)
    body = {
        "source": "independent_source", "value-2": "PARTIAL", "narrative-2": "Register, Oct 2026", "was-2": "0",
        "confidence-2": "high", "value-3": "", "narrative-3": "", "was-3": "0", "file-2": pdf(),
    }  # fmt: skip
    answer = client_of(ana).post(go("questionnaire_answer", asked.pk), body)
    assert (answer.status_code, answer["Location"].endswith("?source=independent_source")) == (302, True)
    stored = Answer.objects.get()
    assert (stored.source, stored.value, stored.confidence) == ("independent_source", "PARTIAL", "high")
    assert "plan.pdf" in text(client_of(ana).get(go("questionnaire", asked.pk)))


def test_what_cannot_be_saved_is_kept_on_the_page(ana, bo, client_of):
    asked = opened(ana)
    answered(asked, bo, question=2, narrative="Bo was first")
    body = {
        "source": "account_team", "value-2": "NO", "narrative-2": "Typed by Ana", "was-2": "0",
        "value-3": "YES", "was-3": "0", "file-3": pdf(content=b"MZ\x90\x00"),
    }  # fmt: skip
    answer = client_of(ana).post(go("questionnaire_answer", asked.pk), body)
    assert answer.status_code == 400
    for part in ("Typed by Ana", "answered by somebody else", "This kind of file is not taken"):
        assert part in text(answer)
    assert Answer.objects.get(question=3).value == "YES"


def test_a_file_is_handed_out_as_a_download_only(ana, client_of):
    asked = opened(ana)
    client_of(ana).post(go("questionnaire_answer", asked.pk), {"source": "customer", "file-2": pdf("Übersicht.pdf")})
    file = AnswerFile.objects.get()
    answer = client_of(ana).get(go("answer_file", asked.pk, file.pk))
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_of(ana).get(go("answer_file", opened(ana).pk, file.pk)).status_code == 404


def test_a_file_becomes_evidence_with_its_checksum(ana, client_of):
    asked = opened(ana)
    client_of(ana).post(go("questionnaire_answer", asked.pk), {"source": "customer", "file-2": pdf()})
    address = go("answer_file_evidence", asked.pk, AnswerFile.objects.get().pk)
    assert hashlib.sha256(PDF).hexdigest() in text(client_of(ana).get(address))
    body = {"title": "Plan", "publisher": "Customer", "origin": "customer", "reliability": "C", "credibility": "3"}
    assert client_of(ana).post(address, body).status_code == 302
    assert EvidenceItem.objects.get().sha256 == hashlib.sha256(PDF).hexdigest()
    assert client_of(ana).post(address, {"title": ""}).status_code == 400


def test_send_ask_again_and_review_by_their_forms(ana, client_of):
    asked, client = opened(ana), client_of(ana)
    assert client.post(go("questionnaire_send", asked.pk), {"recipient": "", "days": "30"}).status_code == 400
    client.post(go("questionnaire_send", asked.pk), {"recipient": "C. Ustomer", "days": "30"})
    link = QuestionnaireLink.objects.get()
    assert public(link) in text(client.get(go("questionnaire", asked.pk)))
    received(link, finished=True)
    assert client.post(go("questionnaire_ask_again", asked.pk), {}).status_code == 400
    client.post(go("questionnaire_ask_again", asked.pk), {"questions": ["2", "3"], "note": "Please"})
    asked.refresh_from_db()
    assert asked.asked_again == [2, 3]
    client.post(go("link_revoke", asked.pk, link.pk))
    assert client.post(go("questionnaire_review", asked.pk), {"note": ""}).status_code == 400
    client.post(go("questionnaire_review", asked.pk), {"note": "Enough", "due_diligence_done": "on"})
    asked.refresh_from_db()
    assert asked.state == "reviewed"
    page = text(client.get(go("questionnaire", asked.pk)))
    assert "Save answers" not in page
    assert "Customer: Yes" in page


def test_readers_see_answers_without_forms_or_addresses(ana, otto, client_of):
    link = link_of(opened(ana), ana)
    answered(link.questionnaire, ana, narrative="Told by phone")
    page = text(client_of(otto).get(go("questionnaire", link.questionnaire_id)))
    assert "Told by phone" in page
    assert "Save answers" not in page
    assert token_of(link) not in page


def test_the_customer_answers_without_an_account(ana):
    link, client = link_of(opened(ana), ana), Client()
    page = client.get(public(link))
    assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (
        200,
        "private, no-store",
        "same-origin",
    )
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    body = {"value-1": "YES", "narrative-1": "Registered in 2001", "was-1": "0", "file-1": pdf(), "save": "1"}
    assert "Saved." in text(client.post(public(link), body, follow=True))
    again = text(client.get(public(link)))
    assert "Registered in 2001" in again
    assert "plan.pdf" in again
    done = client.post(public(link), {"value-1": "NO", "was-1": "1", "finish": "1"}, follow=True)
    assert "Your answers are handed in" in text(done)
    late = client.post(public(link), {"value-2": "NO", "was-2": "0", "save": "1"})
    assert late.status_code == 409
    assert list(Answer.objects.values_list("value", "link", "stated_by").order_by("pk")) == [
        ("YES", link.pk, None), ("NO", link.pk, None),
    ]  # fmt: skip


def test_the_customers_page_shows_nothing_of_the_vendors(ana):
    asked = opened(ana, title="INTERNAL TITLE")
    link = link_of(asked, ana)
    answered(asked, ana, narrative="INTERNAL REMARK")
    answered(asked, ana, source="customer", question=2, narrative="INTERNAL NOTE OF A CALL")
    client = Client()
    client.force_login(ana, backend="django.contrib.auth.backends.ModelBackend")
    client.post(go("questionnaire_answer", asked.pk), {"source": "account_team", "file-1": pdf("internal.pdf")})
    page = text(Client().get(public(link)))
    for word in ("INTERNAL", "internal.pdf", "CIO-1", "RL-4", "ana", "Silva", "misused, by whom"):
        assert word not in page.replace("International", "").replace("explanation", "").replace("analysis", ""), word
    assert "noted already" in page


def test_a_staged_conflict_shows_both(ana):
    link = link_of(opened(ana), ana)
    received(link)
    answer = Client().post(public(link), {"value-1": "NO", "narrative-1": "Mine", "was-1": "0", "finish": "1"})
    assert answer.status_code == 400
    assert "Somebody else answered this" in text(answer)
    assert "Mine" in text(answer)
    link.questionnaire.refresh_from_db()
    assert link.questionnaire.state == "sent"


def test_a_refused_file_hands_nothing_in(ana):
    link = link_of(opened(ana), ana)
    body = {"value-1": "YES", "was-1": "0", "finish": "1", "file-1": pdf(content=b"MZ\x90\x00")}
    answer = Client().post(public(link), body)
    assert answer.status_code == 400
    assert "This kind of file is not taken" in text(answer)
    assert Answer.objects.get().value == "YES"


def test_asked_again_points_at_the_questions(ana):
    link = link_of(opened(ana), ana)
    received(link, finished=True)
    ask_again(questionnaire=link.questionnaire, questions=[2], note="Who owns the rest?", by=ana)
    page = text(Client().get(public(link)))
    for part in ("please look again", "Who owns the rest?", 'href="#question-2"'):
        assert part.lower() in page.lower()


def test_every_end_of_an_address_has_its_page(ana):
    link = link_of(opened(ana), ana)
    address = public(link)
    forged = Client().get(go("customer_answers", "forged"))
    assert (forged.status_code, "nothing at this address" in text(forged)) == (404, True)
    revoke_link(link=link, by=ana)
    gone = Client().get(address)
    assert (gone.status_code, "taken back" in text(gone)) == (410, True)
    assert Client().post(address, {"value-1": "YES", "was-1": "0"}).status_code == 410
    review_questionnaire(questionnaire=link.questionnaire, note="Enough", by=ana)
    assert "is complete" in text(Client().get(address))
    busy = link_of(opened(ana), ana)
    QuestionnaireLink.objects.filter(pk=busy.pk).update(window_uses=120, window_began_at=busy.made_at)
    assert Client().get(public(busy)).status_code == 429


@pytest.mark.parametrize(
    "junk",
    [{"was-1": "x", "value-1": "YES"}, {"was-1": "9" * 40, "value-1": "YES"}, {"was-1": "0", "value-1": "MAYBE"}],
)
def test_a_form_that_nobody_sends_gets_a_page(ana, junk):
    answer = Client().post(public(link_of(opened(ana), ana)), junk)
    assert answer.status_code in (302, 400)


def test_answers_of_another_unit_are_nobodys_business(ana, client_of):
    assert client_of(ana).get(go("questionnaire", 999)).status_code == 404
    assert client_of(ana).post(go("link_revoke", opened(ana).pk, 999)).status_code == 404
