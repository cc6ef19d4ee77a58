"""Each flag of the catalogue: the smallest change that raises it."""

import datetime as dt
from dataclasses import replace

import pytest

from customers.methodology.assess import assess
from customers.methodology.inputs import CapabilityUse, Claim, EvidenceSource, ImpactLine, Indicators, Safeguard
from tests.customers.methodology.make_inputs import METHODOLOGY, flag_codes, make_inputs, make_line


def rated(**ratings):
    return {"ratings": {code.replace("_", "-"): value for code, value in ratings.items()}}


def group_line(code, value):
    return {"lines": [ImpactLine("PRIVACY", 1, 1, 1, affected_ratings={code: value})]}


def use(*codes):
    return {"end_uses": frozenset(codes)}


def has(code, **kwargs):
    return {"capabilities": (CapabilityUse(code, **kwargs),)}


def claim(status, **kwargs):
    return {"claims": {"ADV-1": (Claim(status, 1, **kwargs),)}}


def role(name):
    return {"roles": frozenset({name})}


CASES = [
    ("COERCIVE_MANDATE", rated(GOV_2=3)),
    ("DETENTION_OR_DEPORTATION", use("DETENTION_OR_DEPORTATION")),
    ("INTERMEDIARY_OPAQUE", rated(CIO_4=2)),
    ("LOOK_THROUGH", has("CLD-STO", hosts=("DAT-FUS",))),
    ("VULNERABLE_MIGRANTS", group_line("AFG-4", 3)),
    ("HOME_STATE_AGENCY", {"home_state": True}),
    ("POPULATION_BIOMETRICS", has("BIO-MDB")),
    ("POPULATION_BIOMETRICS", has("BIO-F11", population_database=True)),
    ("BROAD_SHARING", rated(GOV_5=3)),
    ("IRREVERSIBLE_DATA", has("BIO-PLM") | rated(DAT_1=4)),
    ("IRREVERSIBLE_DATA", rated(DAT_1=4) | {"lines": [make_line(1, 1, 4)]}),
    ("PIA_INCOMPLETE", rated(DAT_6=2)),
    ("LISTED_SUPPLIER", role("supplier") | rated(LST_2=2)),
    *(("HR_GROUND_LISTING", rated(**{f"LST_{number}": 3})) for number in range(1, 6)),
    ("WORKER_MONITORING", use("WORKER_MONITORING")),
    ("CONFLICT_AREA", rated(JUR_4=2)),
    ("CONFLICT_AREA", {"occupied_territory": True}),
    ("MILITARY_END_USER", {"mandates": frozenset({"MILITARY"})}),
    ("MILITARY_END_USER", use("MILITARY_OPERATIONS")),
    ("UNBOUNDED_END_USE", use("GOVERNMENT_WIDE")),
    ("UNBOUNDED_END_USE", rated(END_1=3, END_2=2)),
    ("UNBOUNDED_END_USE", rated(END_2=2, END_3=3)),
    ("NO_SUSPENSION_RIGHT", rated(LEV_1=4)),
    ("NO_SUSPENSION_RIGHT", {"contract_bars_suspension": True}),
    ("TIP_OFF_TERM", {"tip_off_term": True}),
    ("OCCUPIED_TERRITORY", {"occupied_territory": True}),
    ("HOUSING_AND_PROPERTY", use("HOUSING_OR_PROPERTY")),
    ("HOUSING_AND_PROPERTY", {"lines": [make_line(right="HOUSING")]}),
    ("DISCRIMINATORY_ALLOCATION", use("HOUSING_OR_PROPERTY") | group_line("AFG-3", 3)),
    ("DISCRIMINATORY_ALLOCATION", use("HOUSING_OR_PROPERTY") | group_line("AFG-6", 3)),
    ("DISCRIMINATORY_ALLOCATION", use("BENEFIT_DECISIONS") | rated(BIA_2=3)),
    ("COMPELLED_ACCESS", rated(DAT_5=3)),
    ("COMPELLED_ACCESS", rated(JUR_5=3)),
    ("STATE_LINKED_PARTNER", role("partner") | rated(CIO_3=2)),
    ("STATE_LINKED_PARTNER", role("partner") | rated(GOV_1=2)),
    ("STATE_LINKED_PARTNER", role("host_state")),
    ("DEFENDERS_AT_RISK", group_line("AFG-2", 3)),
    ("POLICE_ACCESS_CHANNEL", use("POLICE_ACCESS")),
    ("PROTEST_MONITORING", rated(END_5=3)),
    ("PROTEST_MONITORING", use("PROTEST_MONITORING")),
    ("PROTEST_MONITORING", group_line("AFG-1", 3)),
    ("CONSUMER_THIRD_PARTIES", has("SUR-HOM")),
    ("THIRD_PARTY_PRIVACY", has("SUR-HOM") | rated(END_6=2)),
    ("THIRD_PARTY_PRIVACY", has("SUR-HOM") | rated(DAT_2=2)),
    ("BIOMETRIC_IRREVOCABLE", has("BIO-PLM") | rated(DAT_1=4)),
    ("FUNCTION_CREEP", has("BIO-PLM") | rated(DAT_3=2)),
    ("FUNCTION_CREEP", rated(DAT_3=3)),
    ("VENDOR_OPERATED", {"kind": "own_service"}),
    ("VENDOR_OPERATED", rated(CAP_4=4)),
    ("VENDOR_OPERATED", {"indicators": Indicators(own_act=True)}),
    ("DEMOGRAPHIC_DIFFERENTIAL", rated(BIA_1=3)),
    *(("THRESHOLD_NOT_ENFORCED", has(code)) for code in ("BIO-F11", "BIO-F1N", "BIO-RBI", "BIO-FAN", "BIO-MDB")),
    ("OWN_CONDUCT", {"kind": "own_conduct"}),
    *(("STATUS_CHANGED", claim(s)) for s in ("ANNULLED", "REMITTED", "WITHDRAWN", "CORRECTED", "UNFOUNDED")),
    ("HR_SANCTION_HIT", rated(LST_1=3)),
    ("EXPORT_LIST_HIT", rated(LST_2=2)),
    ("OWNERSHIP_LINK", rated(LST_6=3)),
    ("CLOSED_CIVIC_SPACE", rated(JUR_2=3)),
    ("NO_OVERSIGHT", rated(GOV_3=3)),
    ("COVERT_USE", rated(END_6=3)),
    ("REMOTE_BIOMETRIC_ID", has("BIO-RBI")),
    ("REMOTE_BIOMETRIC_ID", use("LIVE_BIOMETRIC_ID")),
    ("CUSTOM_DEVELOPMENT", rated(CAP_4=3)),
    ("PRIOR_MISUSE_SAME_TECH", rated(ADV_2=3)),
    ("PRIOR_MISUSE_SAME_TECH", rated(CAP_5=4)),
    ("END_USER_UNDISCLOSED", rated(CIO_4=4)),
    ("END_USER_UNDISCLOSED", {"end_user_disclosed": False}),
    ("SECRECY_TERM", rated(LEV_4=2)),
    ("SOVEREIGN_BLINDNESS", rated(LEV_2=4)),
    ("NO_REMEDY_CHANNEL", {"lines": [make_line(2)]}),
    ("INFORMATION_GAP", {"lines": []}),
    ("STALE_EVIDENCE", {"evidence": {"GOV-2": (EvidenceSource("A", dated=dt.date(2020, 1, 1)),)}}),
    ("ALLEGATION_STATUS_CHANGED", claim("ALLEGED", status_changed=True)),
]


def raised(changes):
    changes = dict(changes)
    fields = {name: changes.pop(name) for name in ("capabilities", "claims", "evidence") if name in changes}
    return flag_codes(assess(replace(make_inputs(**changes), **fields), methodology=METHODOLOGY))


def test_nothing_is_raised_by_default():
    assert raised({}) == set()


@pytest.mark.parametrize(("code", "changes"), CASES, ids=[code for code, _ in CASES])
def test_flag(code, changes):
    assert code in raised(changes)


def test_every_flag_and_condition_has_a_case():
    conditions = [condition for flag in METHODOLOGY.flags.values() for condition in flag.when]
    assert {code for code, _ in CASES} == set(METHODOLOGY.flags)
    assert len(CASES) == len(conditions)


def test_a_working_channel_lowers_the_remedy_flag():
    channel = Safeguard("R1", 2, 1)
    assert "NO_REMEDY_CHANNEL" not in raised({"lines": [make_line(2)], "safeguards": (channel,)})


def test_enforced_thresholds_lower_the_threshold_flag():
    assert "THRESHOLD_NOT_ENFORCED" not in raised(has("BIO-F1N") | {"safeguards": (Safeguard("T6", 3, 2),)})


def test_unknown_raises_nothing():
    assert "COERCIVE_MANDATE" not in raised(rated(GOV_2=None))


def test_a_person_may_raise_a_flag():
    result = assess(make_inputs(flags_raised=frozenset({"COVERT_USE"})), methodology=METHODOLOGY)
    assert [(flag.code, flag.raised_by) for flag in result.flags] == [("COVERT_USE", "person")]
