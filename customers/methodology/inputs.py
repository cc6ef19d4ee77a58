"""What an assessment is made from: frozen, complete, and independent of how it is stored.

Ratings are 0 to 4, or None for unknown; an unknown counts as 2 and stays visible. A factor that is absent was not
asked, which is unknown for mandatory factors. Import this module qualified: models of the same nouns exist.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Rating = int | None


class Kind(StrEnum):
    """Kind of engagement."""

    SALE = "sale"
    RESALE = "resale"
    SUPPLY = "supply"
    PARTNERSHIP = "partnership"
    OWN_SERVICE = "own_service"
    PRODUCT = "product"
    OWN_CONDUCT = "own_conduct"


class ImpactStatus(StrEnum):
    """ACTUAL means confirmed; what is only alleged is POTENTIAL and rated through the group ADV."""

    ACTUAL = "ACTUAL"
    POTENTIAL = "POTENTIAL"


class Presumption(StrEnum):
    """What human rights lead and legal said in writing to a presumption of contribution."""

    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    REBUTTED = "REBUTTED"


@dataclass(frozen=True, slots=True)
class Indicators:
    """The vendor's role: indicators 0 to 4 (unknown counts as 2; MIT: 4 is strong).

    own_act: the vendor's own act would on its own produce the harm. linked: connected through a product, service
    or relationship at all.
    """

    encouragement: Rating = 0
    facilitation: Rating = 0
    knowledge: Rating = 0
    mitigation: Rating = 0
    continuity: Rating = 0
    own_act: bool = False
    linked: bool = True
    presumption: Presumption = Presumption.PENDING


@dataclass(frozen=True, slots=True)
class ImpactLine:
    """One right x the groups affected, before safeguards, from the standpoint of the affected person.

    affected: codes such as AFG-4; affected_ratings: their ratings on this line, else those of the engagement count.
    indicators: the vendor's role in this impact, if it differs from the assessment's.
    """

    right: str
    scale: Rating
    scope: Rating
    irremediability: Rating
    status: ImpactStatus = ImpactStatus.POTENTIAL
    ongoing: bool = False
    affected: tuple[str, ...] = ()
    affected_ratings: Mapping[str, Rating] = field(default_factory=dict)
    reason: str = ""
    indicators: Indicators | None = None


@dataclass(frozen=True, slots=True)
class Safeguard:
    """A control in place: design 0-4, operating 0-4 or None if never tested.

    scope_limiting: the assessor says that it limits what the product can do here (only some kinds can).
    acceptance_only: nothing but acceptance of a use policy.
    """

    code: str
    design: int
    operating: Rating = None
    scope_limiting: bool = False
    verified_on: dt.date | None = None
    acceptance_only: bool = False


@dataclass(frozen=True, slots=True)
class CapabilityUse:
    """A capability that is available to this customer, ordered or not, with what changes its misuse potential.

    hosts: capabilities of the workload that it is known to host (look-through).
    """

    code: str
    customised: bool = False
    population_database: bool = False
    disabled: bool = False
    disabled_verified: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A piece of evidence behind a rating.

    origin: who first said so; pieces of one origin are not independent. reliability A-F and credibility 1-6 are the
    Admiralty code. authoritative: a finding of a court, a UN body or another competent authority.
    """

    origin: str
    reliability: str = "F"
    credibility: int = 6
    dated: dt.date | None = None
    government: bool = False
    authoritative: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """An allegation behind a rating: what it would support (1-4) without its status, and that status.

    facts_stand: the underlying facts stand, although the decision was remitted or is under appeal.
    """

    status: str
    supports: int
    facts_stand: bool = False
    status_changed: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Facts about the engagement that rules, not scores, look at.

    legal_prohibition: the reason in words, empty if there is none. territories: ISO 3166 alpha-2 (in any case) of
    use, data and control. legal_hold_cleared: legal has cleared the hold that a sector measure puts on a capability.
    flags_raised: codes of flags that a person raised.
    """

    kind: Kind = Kind.SALE
    prospect: bool = True
    roles: frozenset[str] = frozenset()
    mandates: frozenset[str] = frozenset()
    end_uses: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    strict_lawful_exception: bool = False
    end_user_disclosed: bool = True
    end_use_disclosed: bool = True
    accepts_use_limits: bool = True
    accepts_audit: bool = True
    contract_bars_suspension: bool = False
    tip_off_term: bool = False
    legal_prohibition: str = ""
    legal_hold_cleared: bool = False
    reprisal_risk: bool = False
    occupied_territory: bool = False
    home_state: bool = False
    uses_ai: bool = False
    humanitarian: bool = False
    edd_done: bool = False
    flags_raised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AssessmentInputs:
    """Everything that one assessment of one engagement rests on, on one day."""

    assessed_on: dt.date
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    impacts: tuple[ImpactLine, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    indicators: Indicators = field(default_factory=Indicators)
    capabilities: tuple[CapabilityUse, ...] = ()
    context: Context = field(default_factory=Context)
    evidence: Mapping[str, tuple[EvidenceSource, ...]] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
