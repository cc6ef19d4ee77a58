"""The method's pages: whole to read, a draft to compare, another person to approve."""

import pytest
from django.urls import reverse

from customers.methodology.load import load_methodology
from customers.models import MethodologyVersion, method_in_force
from customers.selectors.methodology_page import text_changes
from tests.customers.services.test_methodology_versions import STRICTER
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db


def test_page_shows_the_version_whole(ana, client_of):
    page = client_of(ana).get(reverse("customers:method")).content.decode()
    method = load_methodology()
    for code in (*method.factors, *method.capabilities, *method.safeguards, *method.red_lines):
        assert code in page
    assert page.count("<dt>40</dt>") == 1
    assert method.digest in page


def test_the_text_can_be_kept(ana, client_of):
    got = client_of(ana).get(reverse("customers:method_file", args=["2026.1"]))
    assert 'version = "2026.1"' in got.content.decode()


def test_an_unknown_version_is_not_found(ana, client_of):
    assert client_of(ana).get(reverse("customers:method_version", args=["1999"])).status_code == 404
    assert client_of(ana).get(reverse("customers:method_file", args=["1999"])).status_code == 404


def test_a_faulty_draft_keeps_what_was_typed(hana, client_of):
    got = client_of(hana).post(reverse("customers:method_new"), {"reason": "Why", "text": "version = 1"})
    assert got.status_code == 400
    assert "version = 1" in got.content.decode()
    assert not MethodologyVersion.objects.exists()


def test_from_draft_to_force(ana, hana, cleo, client_of):
    engagement = rated_engagement(ana)
    drafted = client_of(hana).post(reverse("customers:method_new"), {"reason": "Too mild", "text": STRICTER})
    draft = MethodologyVersion.objects.get()
    assert drafted.url == reverse("customers:method_draft", args=[draft.pk])
    client_of(hana).post(reverse("customers:method_compare", args=[draft.pk]))
    page = client_of(hana).get(drafted.url).content.decode()
    assert engagement.reference in page
    assert "1 in a higher residual tier" in page
    assert "You drafted this version, so someone else must approve it." in page
    assert client_of(hana).post(reverse("customers:method_adopt", args=[draft.pk])).status_code == 403
    assert client_of(cleo).post(reverse("customers:method_adopt", args=[draft.pk])).status_code == 302
    assert method_in_force().version == "2026.2"
    old = client_of(ana).get(reverse("customers:assessment", args=[engagement.pk, 1])).content.decode()
    assert "method 2026.1" in old


def test_a_draft_can_be_withdrawn(hana, client_of):
    client_of(hana).post(reverse("customers:method_new"), {"reason": "Too mild", "text": STRICTER})
    draft = MethodologyVersion.objects.get()
    client_of(hana).post(reverse("customers:method_withdraw", args=[draft.pk]), {"reason": "No longer needed"})
    assert MethodologyVersion.objects.get().state == MethodologyVersion.State.WITHDRAWN


def test_drafting_is_refused_without_the_right(ana, client_of):
    assert client_of(ana).get(reverse("customers:method_new")).status_code == 403


def test_the_settings_owner_sees_references_but_no_engagement(ana, tess, client_of):
    rated_engagement(ana)
    client_of(tess).post(reverse("customers:method_new"), {"reason": "Too mild", "text": STRICTER})
    draft = MethodologyVersion.objects.get()
    client_of(tess).post(reverse("customers:method_compare", args=[draft.pk]))
    page = client_of(tess).get(reverse("customers:method_draft", args=[draft.pk])).content.decode()
    assert "/engagements/" not in page.partition('id="moves"')[2].partition("</section>")[0]


def test_changes_of_the_text_name_their_line():
    changes = text_changes("a\nb\nc\n", "a\nB\nc")
    assert changes == (("place", "Line 1"), ("same", "a"), ("gone", "b"), ("come", "B"), ("same", "c"))
