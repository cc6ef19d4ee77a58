"""The recommendation, and who decides: the first row of the table of outcomes that applies.

The system recommends; people decide. Nothing here is a legal finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.inputs import Kind
from customers.methodology.tiers import Tier

NO_RECOMMENDATION = ""
COMMITTEE_LINES = frozenset({"RL-2", "RL-4", "RL-5", "RL-6"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row that applied. recommendation is empty for the vendor's own conduct, which enters a register.

    rule: code of the row. decides, informs: roles; informs_within_hours: how soon, None if no term is set.
    """

    rule: str
    recommendation: str
    condition: str
    decides: tuple[str, ...]
    informs: tuple[str, ...]
    informs_within_hours: int | None
    note: str


def outcome(
    *,
    kind: Kind,
    prospect: bool,
    red_lines: Iterable[str],
    inherent: Tier,
    residual: Tier,
    provisional: bool,
    edd_done: bool,
    methodology: Methodology,
) -> Outcome:
    """Return the outcome. red_lines: codes of those that are met."""
    code = rule_that_applies(
        kind=kind,
        red_lines=frozenset(red_lines),
        inherent=inherent,
        residual=residual,
        provisional=provisional,
        edd_done=edd_done,
    )
    rule = methodology.outcomes[code]
    return Outcome(
        rule=code,
        recommendation=_recommendation(rule.recommends, prospect=prospect),
        condition=rule.condition,
        decides=rule.decides,
        informs=rule.informs,
        informs_within_hours=rule.informs_within_hours,
        note=rule.note,
    )


def rule_that_applies(
    *,
    kind: Kind,
    red_lines: frozenset[str],
    inherent: Tier,
    residual: Tier,
    provisional: bool,
    edd_done: bool,
) -> str:
    """Return the code of the first row whose condition holds."""
    rows = (
        ("OWN_CONDUCT", kind is Kind.OWN_CONDUCT),
        ("RL-1", "RL-1" in red_lines),
        ("RL-3", "RL-3" in red_lines),
        ("RED_LINE", bool(red_lines & COMMITTEE_LINES)),
        ("EDD", (inherent >= Tier.HIGH or provisional) and not edd_done),
        ("RESIDUAL_CRITICAL", residual is Tier.CRITICAL),
        ("RESIDUAL_HIGH", residual is Tier.HIGH),
        ("RESIDUAL_MEDIUM", residual is Tier.MEDIUM),
    )
    return next((code for code, applies in rows if applies), "RESIDUAL_LOW")


def _recommendation(recommends: tuple[str, ...], *, prospect: bool) -> str:
    if not recommends:
        return NO_RECOMMENDATION
    return recommends[0] if prospect else recommends[-1]
