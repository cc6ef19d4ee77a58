"""A new version of the method is drafted, compared, approved by another person, and leaves old assessments alone."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from customers.methodology.load import FOLDER
from customers.models import MethodologyVersion, TriggerEvent, method_in_force, method_of
from customers.services.adopt_methodology import adopt_methodology
from customers.services.assess_engagement import assess_engagement
from customers.services.compare_methodology import compare_methodology
from customers.services.draft_methodology import draft_methodology, withdraw_draft
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db
SHIPPED = Path(FOLDER, "2026.toml").read_text(encoding="utf-8")
# Under it a mild harm that is unlikely is Medium rather than Low.
STRICTER = (
    SHIPPED.replace('version = "2026.1"', 'version = "2026.2"')
    .replace('["LOW", "LOW", "LOW", "MEDIUM", "MEDIUM"]', '["MEDIUM", "MEDIUM", "MEDIUM", "MEDIUM", "MEDIUM"]')
    .replace('["LOW", "LOW", "MEDIUM", "MEDIUM", "HIGH"]', '["MEDIUM", "MEDIUM", "MEDIUM", "MEDIUM", "HIGH"]')
)


def draft(by, text=STRICTER):
    return draft_methodology(text=text, reason="Mild harm was taken too lightly", by=by)


def test_the_shipped_version_is_in_force_at_first():
    assert method_in_force().version == "2026.1"


def test_a_draft_changes_nothing(hana):
    draft(hana)
    assert method_in_force().version == "2026.1"
    assert method_of("2026.2").matrix[1][0].name == "MEDIUM"


def test_draft_names_every_problem_of_its_text(hana):
    with pytest.raises(Invalid) as refused:
        draft(hana, STRICTER.replace('["MEDIUM", "MEDIUM", "MEDIUM", "MEDIUM", "HIGH"]', '["LOW"]'))
    assert "matrix" in refused.value.fields["text"]


@pytest.mark.parametrize("text", [SHIPPED, "version = "])
def test_draft_refuses_a_taken_version_and_a_text_that_is_none(hana, text):
    with pytest.raises(Invalid):
        draft(hana, text)


def test_draft_needs_the_right(ana):
    with pytest.raises(NotAllowed):
        draft(ana)


def test_comparison_says_who_would_move(ana, hana):
    engagement = rated_engagement(ana)
    compared = compare_methodology(draft=draft(hana), by=hana)
    (row,) = compared.comparison["rows"]
    assert (row["reference"], row["steps"]) == (engagement.reference, 1)
    assert (compared.comparison["compared"], compared.comparison["up"]) == (1, 1)


def test_comparison_names_inputs_that_do_not_fit(ana, hana):
    rated_engagement(ana)
    without = STRICTER.replace('"PRIVACY"', '"PRIVATE_LIFE"')
    compared = compare_methodology(draft=draft(hana, without), by=hana)
    assert compared.comparison["problems"] == 1


def adopted(ana, hana, cleo):
    engagement = rated_engagement(ana)
    version = draft(hana)
    compare_methodology(draft=version, by=hana)
    adopt_methodology(draft=version, by=cleo)
    return engagement


def test_adoption_needs_another_person(hana):
    version = compare_methodology(draft=draft(hana), by=hana)
    with pytest.raises(NotAllowed):
        adopt_methodology(draft=version, by=hana)


def test_adoption_needs_the_right(hana, sol):
    version = compare_methodology(draft=draft(hana), by=hana)
    with pytest.raises(NotAllowed):
        adopt_methodology(draft=version, by=sol)


def test_adoption_needs_a_comparison(hana, cleo):
    with pytest.raises(Conflict):
        adopt_methodology(draft=draft(hana), by=cleo)


def test_adoption_needs_a_comparison_of_what_is_live_now(ana, hana, cleo):
    version = compare_methodology(draft=draft(hana), by=hana)
    rated_engagement(ana)
    with pytest.raises(Conflict):
        adopt_methodology(draft=version, by=cleo)


def test_adoption_forces_a_new_look(ana, hana, cleo):
    engagement = adopted(ana, hana, cleo)
    assert method_in_force().version == "2026.2"
    assert engagement.triggers.get(handled_by=None).kind == TriggerEvent.Kind.METHOD


def test_old_assessments_stay_under_their_version(ana, hana, cleo):
    engagement = adopted(ana, hana, cleo)
    again = assess_engagement(engagement=engagement, cause="New method", by=ana)
    first = engagement.assessments.get(number=again.number - 1)
    assert (first.methodology, first.residual_tier) == ("2026.1", 1)
    assert (again.methodology, again.residual_tier) == ("2026.2", 2)
    assert not engagement.triggers.filter(handled_by=None).exists()


def test_a_later_version_replaces_the_one_in_force(ana, hana, cleo):
    adopted(ana, hana, cleo)
    third = draft(hana, SHIPPED.replace('version = "2026.1"', 'version = "2026.3"'))
    compare_methodology(draft=third, by=hana)
    adopt_methodology(draft=third, by=cleo)
    assert MethodologyVersion.objects.get(version="2026.2").state == MethodologyVersion.State.REPLACED
    assert method_in_force().version == "2026.3"


def test_a_withdrawn_draft_cannot_be_adopted(hana, cleo):
    version = compare_methodology(draft=draft(hana), by=hana)
    withdraw_draft(draft=version, reason="Not needed", by=hana)
    with pytest.raises(Conflict):
        adopt_methodology(draft=version, by=cleo)


@pytest.mark.parametrize("fields", [{"state": "in_force"}, {"approved_at": "2026-01-01T00:00Z"}])
def test_constraints_of_versions(hana, fields):
    version = draft(hana)
    with pytest.raises(IntegrityError):
        MethodologyVersion.objects.filter(pk=version.pk).update(**fields)


def test_constraint_of_two_people(hana):
    version = draft(hana)
    with pytest.raises(IntegrityError):
        MethodologyVersion.objects.filter(pk=version.pk).update(approved_by=hana, approved_at=version.drafted_at)
