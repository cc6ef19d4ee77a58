"""Misuse potential of the capabilities that a customer can reach, with the look-through rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from customers.methodology.catalogue import Methodology
from customers.methodology.inputs import CapabilityUse
from customers.methodology.sentence import Sentence
from customers.methodology.sentence import sentence as _


@dataclass(frozen=True, slots=True)
class Potential:
    """Misuse potential 0-4 of one capability here: base, after look-through, after modifiers; and why."""

    code: str
    base: int
    looked_through: int
    value: int
    hosted: str
    reasons: tuple[Sentence, ...]


def misuse_potential(use: CapabilityUse, *, methodology: Methodology) -> Potential:
    """Return the potential of one capability.

    Hosting rises to the potential of the workload it is known to host; then +1 if customised for identification
    or targeting, +1 with a population-scale database, -1 if disabled for this tenant and verified; kept in 0-4.
    """
    rules = methodology.capability_rules
    capability = methodology.capabilities[use.code]
    reasons = [_("{title} has a misuse potential of {base}.", title=capability.title, base=capability.potential)]
    looked_through, hosted = _look_through(use, methodology)
    if hosted:
        title = methodology.capabilities[hosted].title
        reasons.append(_("It hosts {title}, so it is rated {value}.", title=title, value=looked_through))
    change = 0
    if use.customised:
        change += rules.customised
        reasons.append(_("Customised for this customer's identification or targeting: one more."))
    if use.population_database:
        change += rules.population_database
        reasons.append(_("Combined with a population-scale database: one more."))
    if use.disabled and use.disabled_verified:
        change += rules.disabled_and_verified
        reasons.append(_("The risky function is disabled for this tenant, and that was verified: one less."))
    elif use.disabled:
        reasons.append(_("The risky function is said to be disabled; that was not verified, so nothing changes."))
    value = min(rules.most, max(rules.least, looked_through + change))
    return Potential(use.code, capability.potential, looked_through, value, hosted, tuple(reasons))


def _look_through(use: CapabilityUse, methodology: Methodology) -> tuple[int, str]:
    capability = methodology.capabilities[use.code]
    if not (capability.look_through and use.hosts):
        return capability.potential, ""
    hosted = max(use.hosts, key=lambda code: methodology.capabilities[code].potential)
    return max(capability.potential, methodology.capabilities[hosted].potential), hosted


def potentials(uses: Iterable[CapabilityUse], *, methodology: Methodology) -> tuple[Potential, ...]:
    """Return the potential of each capability, highest first."""
    found = [misuse_potential(use, methodology=methodology) for use in uses]
    return tuple(sorted(found, key=lambda potential: (-potential.value, potential.code)))
