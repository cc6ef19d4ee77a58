"""Pages of reports: who may see them, what they show, how a file comes."""

import base64
import hashlib

import pytest
from django.urls import reverse

from dd_portal.accounts.roles import ROLES, Permission, RoleName
from dd_portal.audit.models import AuditEvent
from reports.models import PublishedReport
from reports.services.publish_report import publish_report

pytestmark = pytest.mark.django_db
PERIOD = {"period": "2026", "edition": "board"}


@pytest.fixture
def report(cleo, assessed):
    assessed(flags=("CONFLICT_AREA",))
    return publish_report(**PERIOD, by=cleo)


@pytest.fixture
def file_url(report):
    return reverse("reports:file", args=[report.pk, "due-diligence-2026-board.pdf"])


def addresses(report):
    return {
        reverse("reports:reports"): Permission.SEE_REPORTS,
        reverse("reports:report", args=[report.pk]): Permission.SEE_REPORTS,
        reverse("reports:file", args=[report.pk, "due-diligence-2026-board.json"]): Permission.SEE_REPORTS,
        reverse("reports:publish"): Permission.PUBLISH_REPORTS,
        reverse("reports:preview") + "?period=2026&edition=board": Permission.PUBLISH_REPORTS,
    }


@pytest.mark.parametrize("role", list(RoleName))
def test_each_role_sees_what_it_may(report, everyone, client_of, role):
    client = client_of(everyone[role])
    for address, permission in addresses(report).items():
        allowed = permission in ROLES[role].permissions
        assert client.get(address).status_code == (200 if allowed else 403), address


def test_a_stranger_is_sent_to_sign_in(report, client):
    assert {client.get(address).status_code for address in addresses(report)} == {302}


@pytest.mark.parametrize(
    "role", [role for role in RoleName if Permission.PUBLISH_REPORTS not in ROLES[role].permissions]
)
def test_nobody_else_publishes(everyone, client_of, role):
    assert client_of(everyone[role]).post(reverse("reports:publish"), PERIOD).status_code == 403
    assert not PublishedReport.objects.exists()


def test_publish_goes_to_the_report(cleo, client_of):
    answer = client_of(cleo).post(reverse("reports:publish"), PERIOD)
    assert answer.url == reverse("reports:report", args=[PublishedReport.objects.get().pk])


@pytest.mark.parametrize(
    ("period", "said"), [("2026Q9", "is not a period"), ("2999", "has not begun"), ("", "required")]
)
def test_a_wrong_period_is_told_at_its_field(cleo, client_of, period, said):
    answer = client_of(cleo).post(reverse("reports:publish"), {**PERIOD, "period": period})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not PublishedReport.objects.exists()


def test_looking_first_stores_nothing(cleo, client_of, assessed):
    assessed()
    client = client_of(cleo)
    answer = client.post(reverse("reports:publish"), {**PERIOD, "preview": "1"}, follow=True)
    assert answer.redirect_chain == [(reverse("reports:preview") + "?period=2026&edition=board", 302)]
    assert "This is a preview" in answer.content.decode()
    assert not PublishedReport.objects.exists()


def test_a_preview_of_nonsense_shows_the_form(cleo, client_of):
    assert client_of(cleo).get(reverse("reports:preview") + "?period=x&edition=y").status_code == 400


def test_the_report_page_shows_contents_charts_and_checksums(report, otto, client_of):
    html = client_of(otto).get(reverse("reports:report", args=[report.pk])).content.decode()
    for part in ("Does our due diligence tell us", "Partly.", 'href="#section-4"', 'id="section-4"', "<svg"):
        assert part in html
    assert all(file.sha256 in html for file in report.files.all())
    assert html.count("<h1") == 1
    assert " style=" not in html.replace("<svg", "")


def test_the_list_names_reports_newest_first(report, cleo, otto, client_of):
    publish_report(period="2026Q1", edition="public", formats=("json",), by=cleo)
    html = client_of(otto).get(reverse("reports:reports")).content.decode()
    assert html.index("2026Q1") < html.index("report, 2026<")
    assert "Publish a report" not in html


def test_a_list_of_reports_costs_the_same(report, cleo, otto, client_of, django_assert_max_num_queries):
    publish_report(period="2026Q1", edition="board", formats=("json",), by=cleo)
    client = client_of(otto)
    client.get(reverse("reports:reports"))
    with django_assert_max_num_queries(14):
        client.get(reverse("reports:reports"))


def test_a_file_comes_with_its_checksum(file_url, otto, client_of):
    answer = client_of(otto).get(file_url)
    digest = hashlib.sha256(answer.content)
    assert answer["ETag"] == f'"{digest.hexdigest()}"'
    assert answer["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="due-diligence-2026-board.pdf"'
    assert AuditEvent.objects.filter(verb="report.downloaded").count() == 1


def test_a_known_file_is_not_sent_again(file_url, otto, client_of):
    client = client_of(otto)
    tag = client.head(file_url)["ETag"]
    answer = client.get(file_url, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert not AuditEvent.objects.filter(verb="report.downloaded").exists()


def test_an_unknown_file_is_not_found(report, otto, client_of):
    assert client_of(otto).get(reverse("reports:file", args=[report.pk, "x.pdf"])).status_code == 404
