"""The sentence about an engagement is neutral: kinds instead of names, and claims only as claims."""

import pytest

from customers.models import method_in_force
from customers.selectors.pattern import pattern_of
from customers.services.state_allegation import state_allegation
from dd_portal.common.clock import today
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_party, make_product

pytestmark = pytest.mark.django_db


def told(engagement):
    return pattern_of(engagement, method=method_in_force())


def test_names_kinds_and_never_parties(ana):
    body = make_party("Border Guard of Nowhere", type="public_body")
    engagement = rated_engagement(
        ana, counterparty=body, products=(make_product(capabilities=("BIO-F1N",)),), mandates=["BORDER"]
    )
    engagement.places.create(kind="use", country="ke")
    engagement.impacts.update(groups={"AFG-4": 4, "AFG-5": 1})
    sentence = told(engagement)
    assert sentence.startswith("Public body (")
    for part in ("face identification", "migrants", "Kenya"):
        assert part in sentence
    for part in ("Nowhere", "children"):
        assert part not in sentence


def test_claims_are_told_by_status_alone(ana):
    engagement = make_engagement()
    for state in ("alleged", "alleged", "annulled"):
        state_allegation(
            party=engagement.counterparty, claim="Abuses", alleged_by="X", as_of=today(), detection_source="ngo",
            state=state, by=ana,
        )  # fmt: skip
    assert told(engagement).endswith("Claims on file: 2 alleged, 1 annulled.")
    assert "Abuses" not in told(engagement)


def test_an_undisclosed_end_user_and_the_vendor_itself():
    assert told(make_engagement(kind="resale", end_user_status="undisclosed")).startswith("An end user who is not")
    assert told(make_engagement(kind="own_service", counterparty=None)).startswith("The vendor itself")


def test_long_lists_are_counted():
    codes = ("BIO-F1N", "BIO-RBI", "BIO-MDB", "COM-SPY", "COM-INT")
    assert "and 2 more" in told(make_engagement(products=(make_product(capabilities=codes),)))
