"""The eleven fact patterns in neutral form: what kind of engagement, which ratings, which flags are expected.

Invented and neutral: a pattern describes a kind of case, not an organisation. Groups as in the printed vectors.
"""

from dataclasses import dataclass, field, replace

from customers.methodology.inputs import CapabilityUse, Claim, ImpactLine, Indicators
from tests.customers.methodology.make_inputs import make_inputs, make_safeguard


def people(**ratings):
    return {code.replace("_", "-"): value for code, value in ratings.items()}


def impact(right, scale, scope, lasting, **groups):
    return ImpactLine(right, scale, scope, lasting, affected_ratings=people(**groups))


@dataclass
class Pattern:
    code: str
    story: str
    groups: tuple
    flags: set
    leverage: int = 0
    ratings: dict = field(default_factory=dict)
    capabilities: tuple = ()
    impacts: tuple = ()
    safeguards: tuple = ()
    indicators: Indicators = field(default_factory=Indicators)
    claims: dict = field(default_factory=dict)
    context: dict = field(default_factory=dict)
    tier: str = "CRITICAL"
    involvement: str = "DIRECTLY_LINKED"
    after_edd: str = "ESCALATE"

    def inputs(self, *, edd_done=False):
        made = make_inputs(
            self.groups,
            leverage=self.leverage,
            lines=self.impacts,
            safeguards=self.safeguards,
            indicators=self.indicators,
            ratings=self.ratings,
            edd_done=edd_done,
            **self.context,
        )
        return replace(made, capabilities=self.capabilities, claims=self.claims)


def knows(enc=1, fac=2, kno=3, mit=1, con=1):
    return Indicators(enc, fac, kno, mit, con)


S = make_safeguard
PATTERNS = (
    Pattern(
        "FP-01", "An immigration agency of the vendor's own state uses hosting for detention, through a reseller.",
        (2, 4, 2, 3, 3, 3, 2, 3, 0),
        {"COERCIVE_MANDATE", "DETENTION_OR_DEPORTATION", "INTERMEDIARY_OPAQUE", "LOOK_THROUGH", "VULNERABLE_MIGRANTS", "HOME_STATE_AGENCY"},
        leverage=2, ratings=people(GOV_3=2, GOV_5=3, END_4=3),
        capabilities=(CapabilityUse("CLD-STO", hosts=("DAT-FUS",)), CapabilityUse("CLD-CMP", hosts=("DAT-FUS",))),
        impacts=(impact("LIBERTY", 3, 4, 3, AFG_4=4, AFG_5=3, AFG_6=3),), safeguards=(S("C", 2, 1),), indicators=knows(),
        context={"prospect": False, "home_state": True, "mandates": frozenset({"IMMIGRATION"}), "end_uses": frozenset({"DETENTION_OR_DEPORTATION"})},
    ),
    Pattern(
        "FP-02", "A government runs a national biometric database on the vendor's cloud.",
        (1, 3, 2, 4, 3, 4, 3, 2, 0),
        {"POPULATION_BIOMETRICS", "BROAD_SHARING", "IRREVERSIBLE_DATA", "PIA_INCOMPLETE"},
        leverage=2, ratings=people(GOV_5=3, DAT_3=3, DAT_6=3, CAP_3=4),
        capabilities=(CapabilityUse("CLD-CMP", hosts=("BIO-MDB",)),),
        impacts=(impact("PRIVACY", 3, 4, 4, AFG_4=3),), safeguards=(S("C", 2, 1), S("G", 3, 1)), indicators=knows(), context={"prospect": False},
    ),
    Pattern(
        "FP-03", "Thermal cameras for screening workers, from a supplier that is on an export-control list.",
        (3, 3, 4, 2, 1, 2, 1, 4, 3),
        {"LISTED_SUPPLIER", "HR_GROUND_LISTING", "WORKER_MONITORING"},
        leverage=1, ratings=people(LST_1=0, LST_2=3, LST_4=3, CIO_3=3),
        capabilities=(CapabilityUse("SUR-THM"), CapabilityUse("SUR-VID")),
        impacts=(impact("PRIVACY", 4, 4, 3, AFG_3=4, AFG_7=3),), safeguards=(S("O", 1, 1),), indicators=knows(fac=1),
        context={"kind": "supply", "roles": frozenset({"supplier"}), "end_uses": frozenset({"WORKER_MONITORING"})},
    ),
    Pattern(
        "FP-04", "A whole government, its military included, on one cloud framework that bars suspension.",
        (1, 4, 4, 3, 3, 3, 3, 3, 0),
        {"CONFLICT_AREA", "MILITARY_END_USER", "UNBOUNDED_END_USE", "NO_SUSPENSION_RIGHT", "TIP_OFF_TERM"},
        leverage=4, ratings=people(LEV_1=4, LEV_4=4, END_4=3, GOV_4=3),
        capabilities=(CapabilityUse("CLD-SOV"), CapabilityUse("CLD-CMP"), CapabilityUse("DAT-FUS"), CapabilityUse("AI-NLP")),
        impacts=(impact("LIFE", 4, 4, 4, AFG_6=4),), safeguards=(S("C", 1, 0),), indicators=knows(),
        claims={"ADV-1": (Claim("DISPUTED", 3),)},
        context={"prospect": False, "mandates": frozenset({"MILITARY", "CIVIL"}), "end_uses": frozenset({"GOVERNMENT_WIDE"}), "tip_off_term": True},
    ),
    Pattern(
        "FP-05", "A civil land agency acts in occupied territory.",
        (1, 2, 4, 2, 3, 2, 3, 3, 1),
        {"OCCUPIED_TERRITORY", "HOUSING_AND_PROPERTY", "DISCRIMINATORY_ALLOCATION"},
        leverage=3, capabilities=(CapabilityUse("CLD-CMP"), CapabilityUse("DAT-FUS")),
        impacts=(impact("HOUSING", 3, 3, 3, AFG_6=3),), indicators=knows(mit=0),
        context={"prospect": False, "occupied_territory": True, "mandates": frozenset({"CIVIL"}), "end_uses": frozenset({"HOUSING_OR_PROPERTY"})},
    ),
    Pattern(
        "FP-06", "A data-centre region with a state-linked partner.",
        (2, 3, 4, 3, 2, 3, 1, 3, 0),
        {"COMPELLED_ACCESS", "STATE_LINKED_PARTNER", "DEFENDERS_AT_RISK"},
        leverage=3, ratings=people(DAT_5=3, JUR_5=3, CIO_3=2),
        capabilities=(CapabilityUse("CLD-DCI"), CapabilityUse("CLD-SOV")),
        impacts=(impact("EXPRESSION", 3, 3, 2, AFG_2=3),), safeguards=(S("T", 3, 3), S("O", 2, 1)), indicators=knows(fac=1, kno=2, mit=2),
        context={"kind": "partnership", "roles": frozenset({"partner", "host_state"})}, tier="HIGH",
    ),
    Pattern(
        "FP-07", "A consumer camera service with a channel for requests by police.",
        (1, 3, 1, 3, 3, 3, 2, 3, 0),
        {"POLICE_ACCESS_CHANNEL", "PROTEST_MONITORING", "CONSUMER_THIRD_PARTIES"},
        leverage=1, ratings=people(END_5=3), capabilities=(CapabilityUse("SUR-HOM"), CapabilityUse("AI-CVN")),
        impacts=(impact("PRIVACY", 2, 4, 2, AFG_1=2, AFG_3=3),),
        safeguards=(S("T", 3, 3, scope_limiting=True), S("O", 3, 2), S("C", 2, 2)), indicators=knows(2, 2, 3, 3, 1),
        context={"kind": "own_service", "prospect": False, "mandates": frozenset({"POLICE"}), "end_uses": frozenset({"POLICE_ACCESS"})},
        tier="MEDIUM", after_edd="APPROVE_WITH_CONDITIONS",
    ),
    Pattern(
        "FP-07b", "A householder's camera watches a neighbour; a court found against the householder.",
        (0, 0, 0, 2, 2, 2, 1, 2, 0), {"THIRD_PARTY_PRIVACY", "CONSUMER_THIRD_PARTIES"},
        ratings=people(DAT_2=2, END_6=2), capabilities=(CapabilityUse("SUR-HOM"),),
        impacts=(impact("PRIVACY", 2, 1, 1),), claims={"ADV-1": (Claim("ADJUDICATED", 2),)}, indicators=Indicators(facilitation=1, mitigation=2),
        context={"prospect": False}, tier="LOW", after_edd="APPROVE",
    ),
    Pattern(
        "FP-08", "Payment by palm, run by the vendor.",
        (1, 0, 1, 3, 2, 4, 2, 2, 0), {"BIOMETRIC_IRREVOCABLE", "FUNCTION_CREEP", "VENDOR_OPERATED"},
        ratings=people(DAT_3=2), capabilities=(CapabilityUse("BIO-PLM"),), impacts=(impact("PRIVACY", 2, 3, 4, AFG_7=1),),
        safeguards=(S("T", 3, 2), S("G", 2, 2), S("R", 2, 2)), indicators=Indicators(own_act=True),
        context={"kind": "own_service", "prospect": False}, tier="MEDIUM", involvement="CAUSE", after_edd="APPROVE_WITH_CONDITIONS",
    ),
    Pattern(
        "FP-09", "Face analysis with error rates that differ between groups of people.",
        (0, 3, 1, 4, 3, 3, 4, 3, 0), {"DEMOGRAPHIC_DIFFERENTIAL", "THRESHOLD_NOT_ENFORCED"},
        leverage=1, capabilities=(CapabilityUse("BIO-FAN"), CapabilityUse("BIO-F1N")), impacts=(impact("NON_DISCRIMINATION", 2, 4, 2, AFG_3=3),),
        safeguards=(S("C", 3, 2), S("O", 2, 1)), indicators=knows(1, 3, 3, 2, 1), context={"kind": "product", "prospect": False},
        tier="HIGH", involvement="CONTRIBUTE",
    ),
    Pattern(
        "FP-10", "A fine against the vendor for its own processing, annulled and remitted.",
        (0, 0, 0, 1, 1, 3, 1, 2, 0), {"OWN_CONDUCT", "STATUS_CHANGED"},
        ratings=people(ADV_3=2), claims={"ADV-3": (Claim("ANNULLED", 4), Claim("REMITTED", 4))},
        impacts=(impact("DATA_PROTECTION", 1, 4, 1),), safeguards=(S("T", 3, 3), S("G", 3, 3)), indicators=Indicators(own_act=True),
        context={"kind": "own_conduct", "prospect": False}, tier="LOW", involvement="CAUSE", after_edd="",
    ),
)  # fmt: skip
