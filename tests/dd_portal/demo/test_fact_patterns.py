"""Each fact pattern of the resolution comes out as the method says, under invented names."""

import pytest
from django.db import transaction

from customers.models import Assessment, Engagement
from dd_portal.demo.engagements import load_engagements, load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from dd_portal.demo.world import read_table

pytestmark = pytest.mark.django_db

# reference: flags that must be raised, severity, tier after safeguards, involvement, outcome once enhanced
# due diligence is done
EXPECTED = {
    "E-0101": ({"COERCIVE_MANDATE", "DETENTION_OR_DEPORTATION", "INTERMEDIARY_OPAQUE", "LOOK_THROUGH",
                "VULNERABLE_MIGRANTS", "HOME_STATE_AGENCY"}, 4, "CRITICAL", "DIRECTLY_LINKED", "ESCALATE"),
    "E-0102": ({"POPULATION_BIOMETRICS", "BROAD_SHARING", "IRREVERSIBLE_DATA", "PIA_INCOMPLETE"}, 4, "CRITICAL",
               "DIRECTLY_LINKED", "ESCALATE"),
    "E-0103": ({"WORKER_MONITORING"}, 4, "CRITICAL", "DIRECTLY_LINKED", "ESCALATE"),
    "E-0104": ({"CONFLICT_AREA", "MILITARY_END_USER", "UNBOUNDED_END_USE", "NO_SUSPENSION_RIGHT", "TIP_OFF_TERM"}, 4,
               "CRITICAL", "DIRECTLY_LINKED", "ESCALATE"),
    "E-0105": ({"OCCUPIED_TERRITORY", "HOUSING_AND_PROPERTY", "DISCRIMINATORY_ALLOCATION"}, 4, "CRITICAL",
               "DIRECTLY_LINKED", "ESCALATE"),
    "E-0106": ({"COMPELLED_ACCESS", "STATE_LINKED_PARTNER", "DEFENDERS_AT_RISK"}, 3, "HIGH", "DIRECTLY_LINKED",
               "ESCALATE"),
    "E-0107": ({"POLICE_ACCESS_CHANNEL", "PROTEST_MONITORING", "CONSUMER_THIRD_PARTIES"}, 3, "MEDIUM",
               "DIRECTLY_LINKED", "APPROVE_WITH_CONDITIONS"),
    "E-0108": ({"THIRD_PARTY_PRIVACY"}, 2, "LOW", "DIRECTLY_LINKED", "APPROVE"),
    "E-0109": ({"BIOMETRIC_IRREVOCABLE", "FUNCTION_CREEP", "VENDOR_OPERATED"}, 3, "MEDIUM", "CAUSE",
               "APPROVE_WITH_CONDITIONS"),
    "E-0110": ({"DEMOGRAPHIC_DIFFERENTIAL", "THRESHOLD_NOT_ENFORCED"}, 3, "HIGH", "DIRECTLY_LINKED", "ESCALATE"),
    "E-0111": ({"OWN_CONDUCT", "STATUS_CHANGED"}, 2, "LOW", "CAUSE", ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        people = load_people()
        parties = load_parties(by=people["ana"])
        load_engagements(parties, load_products(by=people["ana"]), people=people)
        yield {a.engagement.reference: a for a in Assessment.objects.select_related("engagement")}
        transaction.set_rollback(True)


def test_all_patterns_are_there():
    patterns = {entry["pattern"] for entry in read_table("engagements") if "pattern" in entry}
    assert patterns == {*(f"FP-{n:02}" for n in range(1, 11)), "FP-07b"}


@pytest.mark.parametrize("reference", EXPECTED)
def test_pattern_raises_its_flags(world, reference):
    raised = {flag["code"] for flag in world[reference].result["flags"]}
    assert EXPECTED[reference][0] <= raised


@pytest.mark.parametrize("reference", EXPECTED)
def test_pattern_reaches_its_tier(world, reference):
    made = world[reference]
    assert (made.severity, made.get_residual_tier_display().upper()) == EXPECTED[reference][1:3]


@pytest.mark.parametrize("reference", EXPECTED)
def test_pattern_has_its_involvement(world, reference):
    assert world[reference].involvement == EXPECTED[reference][3]


@pytest.mark.parametrize("reference", EXPECTED)
def test_pattern_leads_to_its_outcome(world, reference):
    assert (world[reference].result["after_edd"]["recommendation"] or "") == EXPECTED[reference][4]


def test_undisclosed_end_user_is_a_red_line(world):
    assert [line["code"] for line in world["E-0203"].result["red_lines"]] == ["RL-4"]


def test_confirmed_misuse_with_contribution_suspends(world):
    assert (world["E-0204"].involvement, world["E-0204"].recommendation) == ("CONTRIBUTE", "suspend")


def test_ordinary_business_is_approved(world):
    assert world["E-0201"].recommendation == world["E-0202"].recommendation == "approve"


def test_no_state_is_named(world, django_db_blocker):
    with django_db_blocker.unblock():
        names = " ".join(Engagement.objects.values_list("end_use", flat=True))
    assert not any(word in names for word in ("Israel", "China", "United States", "Emirates"))
