"""A person accepts what two independent indices offer; nothing is filled in without that person."""

import pytest

from customers.models import Assessment, Engagement, EvidenceItem
from customers.services.accept_index_rating import accept_index_rating
from customers.services.evidence_rule import unsupported_ratings
from customers.services.import_index import import_index
from customers.services.index_offer import index_offers
from customers.services.propose_decision import propose_decision
from customers.services.rate_factor import rate_factor
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.services.test_import_index import VALUES, vdem, workbook
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db
FACTOR = "JUR-2"


@pytest.fixture
def vdem_alone(tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)


@pytest.fixture
def two_indices(vdem_alone, tess):
    import_index(content=workbook(ir=11, no=99, fr=30), name="fiw.xlsx", by=tess)


@pytest.fixture
def engagement(ana):
    made = rated_engagement(ana)
    made.places.create(country="ir")
    return made


def own(engagement):
    return engagement.ratings.current().get(factor=FACTOR, source_ref="")


def accept(engagement, by, **other):
    offer = index_offers(engagement).get(FACTOR)
    shown = {"key": offer.key if offer else "", "was": own(engagement).pk, "factor": FACTOR, **other}
    return accept_index_rating(engagement=engagement, by=by, **shown)


@pytest.mark.usefixtures("two_indices")
def test_accepting_rates_with_both_values_as_evidence(engagement, bo):
    rating = accept(engagement, bo)
    assert (rating.value, rating.rated_by, rating.source_ref) == (4, bo, "")
    assert "V-Dem 0.2 (2025) = 4" in rating.reason
    rows = {one.publisher: one for one in rating.evidence.all()}
    assert rows.keys() == {"V-Dem", "Freedom House"}
    for one in rows.values():
        assert (one.origin, one.added_by, len(one.sha256)) == ("index", bo, 64)
        assert "Version 1 of" in one.note
    assert [rows[name].published_on.year for name in ("V-Dem", "Freedom House")] == [2025, 2024]
    assert "0.2 (2025)" in rows["V-Dem"].title
    newest = engagement.assessments.order_by("-number").first()
    assert newest.inputs["ratings"][FACTOR] == 4
    assert FACTOR not in unsupported_ratings(newest)


@pytest.mark.usefixtures("two_indices")
def test_accepting_leaves_a_trace_and_the_former_rating(engagement, bo):
    accept(engagement, bo)
    event = AuditEvent.objects.filter(verb="engagement.factor_rated").order_by("pk").last()
    content = AuditDetail.objects.get(event_id=event.pk).content
    assert (content["factor"], content["value"], event.actor_id) == (FACTOR, 4, str(bo.pk))
    assert AuditEvent.objects.filter(verb="evidence.added").count() == 2
    assert engagement.ratings.filter(factor=FACTOR, withdrawn_by=bo).get().value == 1


@pytest.mark.usefixtures("two_indices")
def test_nothing_is_filled_in_by_itself(engagement):
    assert index_offers(engagement)[FACTOR].rating == 4
    assert own(engagement).value == 1
    assert not EvidenceItem.objects.exists()


@pytest.mark.usefixtures("vdem_alone")
def test_one_source_only_is_refused(engagement, bo):
    assert index_offers(engagement)[FACTOR].rating is None
    with pytest.raises(Invalid, match="no two independent"):
        accept(engagement, bo)
    assert own(engagement).value == 1


@pytest.mark.usefixtures("two_indices")
def test_publishers_that_differ_are_refused(ana, bo):
    made = rated_engagement(ana)
    made.places.create(country="fr")
    with pytest.raises(Invalid):
        accept(made, bo)


@pytest.mark.usefixtures("two_indices")
def test_of_several_places_the_worst_counts_and_none_may_be_uncovered(engagement, bo):
    engagement.places.create(country="no")
    assert index_offers(engagement)[FACTOR].rating == 4
    engagement.places.create(country="de")
    assert index_offers(engagement)[FACTOR].rating is None


@pytest.mark.usefixtures("two_indices")
def test_a_territory_takes_nothing_from_the_state_beside_it(ana):
    made = rated_engagement(ana)
    made.places.create(country="ir", territory="Other Strip")
    assert index_offers(made) == {}


@pytest.mark.usefixtures("two_indices")
def test_where_data_lie_does_not_rate_civic_space(ana):
    made = rated_engagement(ana)
    made.places.create(country="ir", kind="data")
    assert FACTOR not in index_offers(made)


@pytest.mark.usefixtures("two_indices")
def test_whoever_may_not_rate_is_refused(engagement, fin):
    with pytest.raises(NotAllowed):
        accept(engagement, fin)
    assert own(engagement).value == 1


@pytest.mark.usefixtures("two_indices")
@pytest.mark.parametrize("state", ["ended", "declined"])
def test_a_closed_engagement_is_refused(engagement, bo, state):
    Engagement.objects.filter(pk=engagement.pk).update(state=state)
    with pytest.raises(Conflict, match="closed"):
        accept(engagement, bo)


@pytest.mark.usefixtures("two_indices")
def test_an_assessment_under_decision_is_refused(engagement, ana, bo):
    newest = engagement.assessments.get()
    propose_decision(assessment=newest, outcome=newest.recommendation, rationale="Low", by=ana)
    with pytest.raises(Conflict, match="waits for its answer"):
        accept(engagement, bo)
    assert engagement.assessments.get().state == Assessment.State.IN_REVIEW


@pytest.mark.usefixtures("two_indices")
def test_a_doubled_press_changes_nothing(engagement, bo):
    was = own(engagement).pk
    first = accept(engagement, bo, was=was)
    counts = (AuditEvent.objects.count(), EvidenceItem.objects.count(), engagement.assessments.count())
    assert accept(engagement, bo, was=was) == first
    assert (AuditEvent.objects.count(), EvidenceItem.objects.count(), engagement.assessments.count()) == counts


@pytest.mark.usefixtures("two_indices")
def test_a_rating_made_since_is_not_overwritten(engagement, ana, bo):
    was = own(engagement).pk
    rate_factor(engagement=engagement, factor=FACTOR, value=2, reason="Report", by=ana)
    with pytest.raises(Conflict, match="in the meantime"):
        accept(engagement, bo, was=was)
    assert own(engagement).value == 2


@pytest.mark.usefixtures("two_indices")
def test_an_offer_that_changed_since_is_not_accepted(engagement, tess, bo):
    key = index_offers(engagement)[FACTOR].key
    import_index(content=vdem(("ir", "v2x_civlib", "0.4"), *VALUES[1:]), name="v2.csv", by=tess)
    with pytest.raises(Conflict, match="indices changed"):
        accept(engagement, bo, key=key)


@pytest.mark.usefixtures("two_indices")
def test_accepting_again_after_another_rating_uses_the_same_evidence(engagement, ana, bo):
    accept(engagement, bo)
    rate_factor(engagement=engagement, factor=FACTOR, value=3, reason="Report", by=ana)
    assert accept(engagement, bo).value == 4
    assert EvidenceItem.objects.count() == 2
