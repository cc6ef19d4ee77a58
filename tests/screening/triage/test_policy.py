import pytest

from dd_portal.accounts.roles import Permission
from screening.triage.policy import needs_approval, permission_to_approve, restricts_at_once


def share_seen(tier, identity, consequence=""):
    keys = [f"{number:064x}" for number in range(2000)]
    seen = [needs_approval(tier=tier, identity=identity, consequence=consequence, key=key) for key in keys]
    return sum(seen) / len(seen)


@pytest.mark.parametrize(("tier", "identity"), [("T1", "false_positive"), ("T1", "true_match"), ("T2", "true_match")])
def test_these_answers_always_wait(tier, identity):
    assert share_seen(tier, identity) == 1


@pytest.mark.parametrize(("tier", "share"), [("T2", 0.10), ("T3", 0.05)])
def test_a_sample_of_false_positives_waits(tier, share):
    assert abs(share_seen(tier, "false_positive") - share) < 0.02


@pytest.mark.parametrize("tier", ["T1", "T2", "T3"])
def test_unsure_is_never_approved(tier):
    assert share_seen(tier, "unsure") == 0


def test_what_stops_a_party_always_waits_whatever_the_tier():
    assert share_seen("T3", "true_match", "prohibited") == 1


def test_the_same_evidence_is_sampled_the_same_way():
    answers = {needs_approval(tier="T2", identity="false_positive", consequence="", key="a") for _ in range(9)}
    assert len(answers) == 1


def test_an_unknown_tier_is_seen_by_two():
    assert share_seen("T9", "false_positive") == 1


@pytest.mark.parametrize(
    ("tier", "identity", "consequence", "stops"),
    [
        ("T1", "true_match", "prohibited", True),
        ("T1", "true_match", "adverse_information", True),
        ("T2", "true_match", "restricted", True),
        ("T2", "true_match", "adverse_information", False),
        ("T1", "false_positive", "", False),
        ("T1", "unsure", "", False),
    ],
)
def test_what_restricts_at_once(tier, identity, consequence, stops):
    assert restricts_at_once(tier=tier, identity=identity, consequence=consequence) is stops


def test_binding_lists_need_the_compliance_lead():
    assert permission_to_approve("T1") is Permission.APPROVE_T1
    assert permission_to_approve("T3") is Permission.APPROVE_T2_T3
