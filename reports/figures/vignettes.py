"""Section 12: what the severe engagements teach, told by theme.

Every severe engagement stands in one theme, so that no grave case can vanish behind small numbers. The board reads
references and facts; the public reads the theme, worded so that any assessed engagement could be meant.
"""

from __future__ import annotations

from customers.methodology.catalogue import Methodology
from customers.models import Engagement, method_in_force
from reports.document import Paragraph, Prose, Section, Vignette, prose
from reports.figures.allegations import AllegationFact
from reports.figures.cells import TIER_WORDS
from reports.figures.exposure import FAMILIES, Exposure, Portfolio
from reports.figures.salient_issues import THEMES, Pair, severe_pairs
from reports.redaction.uniqueness import LEAST_FITTING

LESSONS = {
    "DETENTION_OR_DEPORTATION": "Hosting is judged by what it is used for, and an end use that takes liberty needs limits in the contract before the start.",
    "MILITARY_END_USER": "Without the right to suspend, finding misuse changes nothing; the right must stand in the contract.",
    "HOUSING_AND_PROPERTY": "A civil end user can still do grave harm; the place of use and what is decided about people count.",
    "POPULATION_BIOMETRICS": "Data that cannot be taken back once exposed makes the scale of the system the main question.",
    "WORKER_MONITORING": "A purchase can carry the same risk as a sale; suppliers are assessed by the same method.",
    "END_USER_UNDISCLOSED": "What nobody names cannot be assessed; the sale waits until the end user is known.",
    "COMPELLED_ACCESS": "Where a state can compel access, the choice of the place is the safeguard, and it is made before building.",
    "DEMOGRAPHIC_DIFFERENTIAL": "Error rates that differ between groups are a finding about the product and follow it to every customer.",
}
MOST_TOLD = 4


def section(portfolio: Portfolio, alleged: tuple[AllegationFact, ...]) -> Section:
    """One vignette a theme; severe engagements without any of the themes are told together."""
    method = method_in_force()
    told: dict[str, list[Pair]] = {}
    for pair in severe_pairs(portfolio):
        told.setdefault(_theme(pair[0]), []).append(pair)
    fitting = len({each.engagement.counterparty_id or -each.engagement.pk for each, _made in portfolio.assessed})
    order = [theme for theme in (*THEMES, "") if theme in told]
    blocks = tuple(
        Vignette(
            f"V{number}",
            _title(theme, method),
            _board(told[theme], alleged, theme),
            fitting,
            public=_public(theme, method),
        )
        for number, theme in enumerate(order, start=1)
    )
    if not blocks:
        return Section("12", "Cases", lead=prose("No engagement is High or Critical after safeguards."))
    return Section(
        "12",
        "Cases",
        # With so few customers any case could be told to be theirs; table T4b still names the themes.
        board_only=fitting < LEAST_FITTING,
        lead=prose("Each severe theme is told: the issue, what the process found, what was decided, and the lesson."),
        blocks=(
            *blocks,
            Paragraph(prose("A theme may be told more generally in the public edition; it is never left out.")),
        ),
    )  # fmt: skip


def _theme(exposure: Exposure) -> str:
    raised = {flag["code"] for flag in exposure.flags}
    return next((theme for theme in THEMES if theme in raised), "")


def _title(theme: str, method: Methodology) -> str:
    return method.flags[theme].title if theme in method.flags else "Other grave risk"


def _public(theme: str, method: Methodology) -> Prose:
    lesson = LESSONS.get(theme, "")
    return prose(
        f"The process rates engagements with this trait High or Critical: {_title(theme, method).lower()}. It asks for enhanced "
        f"due diligence and for a decision by people above the sale. {lesson}".strip()
    )


def _board(pairs: list[Pair], alleged: tuple[AllegationFact, ...], theme: str) -> Prose:
    told = [_one(each, made.residual_tier, made.recommendation, alleged) for each, made in pairs[:MOST_TOLD]]
    if len(pairs) > MOST_TOLD:
        told.append("Further engagements of this theme stand in table T4.")
    return prose(" ".join([*told, LESSONS.get(theme, "")]).strip())


def _one(each: Exposure, tier: int, recommendation: str, alleged: tuple[AllegationFact, ...]) -> str:
    engagement = each.engagement
    said = [f for f in alleged if f.party in each.parties]
    parts = [
        f"{engagement.reference}, {FAMILIES[each.family].lower()}, {_kind(engagement)}: {engagement.end_use.rstrip('.')}.",
        f"Rated {TIER_WORDS[tier]} after safeguards.",
        *(f"{f.attribution}: “{f.claim}” Reply: “{f.reply or 'none on file'}”" for f in said[:1]),
        f"The method recommends: {recommendation.replace('_', ' ') or 'register only'}.",
        f"Decided: {each.decision.replace('_', ' ')}." if each.decision else "Not decided yet.",
    ]
    return " ".join(parts)


def _kind(engagement: Engagement) -> str:
    return str(engagement.get_kind_display()).lower()
