"""What a methodology consists of: one frozen dataclass for each kind of table in the methodology file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from customers.methodology.conditions import Condition
from customers.methodology.tiers import Tier

Anchors = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Group(Named):
    """A group of factors; weight is its share in the likelihood, None if it feeds another step.

    unrated: what the group counts as without any rating: `unknown` or `not_applicable`.
    """

    lens: str
    sources: str
    unrated: str
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Factor(Named):
    """A risk factor, rated 0 to 4 or unknown."""

    anchors: Anchors
    mandatory: bool = False
    mandatory_when: tuple[Condition, ...] = ()
    trigger: str = ""
    trigger_when: tuple[Condition, ...] = ()
    evidence: str = ""
    two_sources: bool = False

    @property
    def group(self) -> str:
        """Code of the group, such as GOV of GOV-2."""
        return self.code.split("-", maxsplit=1)[0]

    def anchor(self, rating: int) -> str:
        """Return the wording of a rating 0-4; one between two anchors names both."""
        if rating in self.anchors:
            return self.anchors[rating]
        below = max(value for value in self.anchors if value < rating)
        above = min(value for value in self.anchors if value > rating)
        return f"Between “{self.anchors[below]}” and “{self.anchors[above]}”"


@dataclass(frozen=True, slots=True)
class Floor(Named):
    """A rule that lifts likelihood to `at_least`: all of `when` hold, or `count` groups in `of` reach `reach`."""

    at_least: int
    when: Mapping[str, int] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    reach: int = 0
    count: int = 0
    actual_harm: bool = False


@dataclass(frozen=True, slots=True)
class Capability(Named):
    """What a product can do; potential is its misuse potential 0-4 before context."""

    misuse: str
    rights: tuple[str, ...]
    state_family: str
    potential: int
    ai: bool = False
    look_through: bool = False


@dataclass(frozen=True, slots=True)
class CapabilityRules:
    """Modifiers of the misuse potential, and its bounds."""

    customised: int
    population_database: int
    disabled_and_verified: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Right(Named):
    """A human right with its articles; verified: checked against the primary texts."""

    articles: tuple[str, ...]
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Scale(Named):
    """A scale 0-4 with an anchor for each step; reverse: 4 is the favourable end."""

    anchors: Anchors
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """Parameters of the severity of an impact line."""

    lift_ceiling: int
    lift_from_affected: int
    broad_and_lasting_from: int
    broad_and_lasting_scale: int
    total_from: int
    ongoing_cancels_step: bool


@dataclass(frozen=True, slots=True)
class MitigationRules:
    """Parameters of mitigation: steps, caps by leverage, and what a safeguard must be to count."""

    one_step_from: Decimal
    two_steps_from: Decimal
    untested_counts_as: int
    capped_at_one_from_leverage: int
    blocked_from_leverage: int
    technical_exception_from: int
    likelihood_least: int
    likelihood_least_from_severity: int
    scope_limiting_from: int
    verified_within_months: int
    acceptance_only_design: int


@dataclass(frozen=True, slots=True)
class ConfidenceRules:
    """When a result is provisional, and how old evidence may be."""

    provisional_above: Decimal
    fresh_months: int
    expires_months: int


@dataclass(frozen=True, slots=True)
class InvolvementRules:
    """When contribution is presumed."""

    contribute_when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class InvolvementKind(Named):
    """A kind of involvement and what is expected of the vendor."""

    expected_action: str


@dataclass(frozen=True, slots=True)
class SafeguardClass(Named):
    """A class of safeguards and its weight in the mitigation score."""

    weight: Decimal


@dataclass(frozen=True, slots=True)
class SafeguardKind(Named):
    """A kind of safeguard; may_limit_scope: it can lower severity by one step."""

    class_code: str
    may_limit_scope: bool = False


@dataclass(frozen=True, slots=True)
class SafeguardScales:
    """Anchors of the two scores of a safeguard."""

    design: Anchors
    operating: Anchors


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """How much evidence a rating needs."""

    one_source_from: int
    two_sources_from: int
    jurisdiction_sources: int
    jurisdiction_governments: int


@dataclass(frozen=True, slots=True)
class GradeOption:
    """So many independent pieces of evidence, each at least as good as one of the grades."""

    grades: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class GradeRule:
    """What a rating of an allegation needs: any of the options."""

    rating: int
    any_of: tuple[GradeOption, ...]


@dataclass(frozen=True, slots=True)
class AllegationStatusKind(Named):
    """A status of an allegation; cap: the highest rating it can still support."""

    cap: int | None = None
    unless_facts_stand: bool = False


@dataclass(frozen=True, slots=True)
class RedLineRule(Named):
    """A red line: raised by any condition, from a severity on."""

    text: str
    when: tuple[Condition, ...]
    severity_from: int = 0


@dataclass(frozen=True, slots=True)
class EndUse(Named):
    """An end use; forbidden: incompatible with rights; exception: unless under a strict lawful exception."""

    forbidden: bool = False
    exception: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """A row of the table of outcomes: what is recommended, who decides, who is told."""

    code: str
    condition: str
    recommends: tuple[str, ...]
    decides: tuple[str, ...]
    informs: tuple[str, ...]
    note: str
    informs_within_hours: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """Final and interim decisions; limits of overrides."""

    final: tuple[str, ...]
    interim: tuple[str, ...]
    override_expires_months: int
    critical_downward_override: str


@dataclass(frozen=True, slots=True)
class ExitTest:
    """Questions to answer before a relationship ends, and what staying asks for (UNGP 19)."""

    questions: tuple[str, ...]
    staying: str


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Days or months until the next review, by tier; tiers under continuous monitoring."""

    days: Mapping[Tier, int]
    months: Mapping[Tier, int]
    continuous: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class QuestionBlock(Named):
    """A block of the questionnaire; when: only then is it asked."""

    sources: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionnaireRules:
    """Possible answers, who may answer, and topics that questions map to beside codes."""

    answers: tuple[str, ...]
    answered_by: tuple[str, ...]
    topics: tuple[str, ...]
    not_disclosed_feeds: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of enhanced due diligence and the codes that its answer informs.

    not_disclosed: the fact that holds if the answer is refused, empty if there is none.
    """

    number: int
    block: str
    text: str
    maps_to: tuple[str, ...]
    not_disclosed: str = ""


@dataclass(frozen=True, slots=True)
class FlagRule(Named):
    """A flag and the conditions that raise it; without conditions a person raises it."""

    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class SectorRules:
    """Capabilities under a legal hold where a sector measure applies, and the rating of JUR-6 there."""

    capabilities: tuple[str, ...]
    rating: int


@dataclass(frozen=True, slots=True)
class SectorMeasure:
    """A programme that restricts interception or repression equipment in a territory (ISO 3166 alpha-2)."""

    authority: str
    territory: str
    territory_name: str
    measure: str
    as_found: dt.date
    verified: bool
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Methodology:
    """A whole version of the methodology. digest: SHA-256 of the file's text."""

    version: str
    title: str
    dated: dt.date
    notice: str
    tiers: tuple[Tier, ...]
    matrix: tuple[tuple[Tier, ...], ...]
    saliency_floors: Mapping[int, Tier]
    unknown_counts_as: int
    groups: Mapping[str, Group]
    lenses: Mapping[str, Named]
    floors: tuple[Floor, ...]
    confidence: ConfidenceRules
    severity: SeverityRules
    mitigation: MitigationRules
    factors: Mapping[str, Factor]
    capability_rules: CapabilityRules
    capabilities: Mapping[str, Capability]
    rights: Mapping[str, Right]
    dimensions: Mapping[str, Scale]
    involvement_indicators: Mapping[str, Scale]
    involvement: InvolvementRules
    involvements: Mapping[str, InvolvementKind]
    safeguard_classes: Mapping[str, SafeguardClass]
    safeguards: Mapping[str, SafeguardKind]
    safeguard_scales: SafeguardScales
    evidence_rules: EvidenceRules
    grade_rules: tuple[GradeRule, ...]
    allegation_statuses: Mapping[str, AllegationStatusKind]
    red_lines: Mapping[str, RedLineRule]
    end_uses: Mapping[str, EndUse]
    roles: Mapping[str, Named]
    mandates: Mapping[str, Named]
    outcomes: Mapping[str, OutcomeRule]
    decisions: DecisionRules
    exit_test: ExitTest
    review: ReviewRules
    triggers: Mapping[str, Named]
    question_blocks: Mapping[str, QuestionBlock]
    questionnaire: QuestionnaireRules
    questions: tuple[Question, ...]
    flags: Mapping[str, FlagRule]
    sector_rules: SectorRules
    sector_measures: tuple[SectorMeasure, ...]
    digest: str = ""

    def factors_of(self, group: str) -> tuple[Factor, ...]:
        """Return the factors of a group, in their order."""
        return tuple(factor for factor in self.factors.values() if factor.group == group)

    def weighted_groups(self) -> tuple[Group, ...]:
        """Return the groups that make the likelihood, in their order."""
        return tuple(group for group in self.groups.values() if group.weight is not None)
