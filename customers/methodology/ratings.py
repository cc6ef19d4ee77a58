"""The ratings that count: as rated, derived where the data says so, capped where an allegation lost its ground."""

from collections.abc import Mapping
from dataclasses import dataclass

from customers.methodology.catalogue import Factor, Methodology, SectorMeasure
from customers.methodology.conditions import Situation, first_that_holds
from customers.methodology.evidence_rules import supported_rating
from customers.methodology.inputs import AssessmentInputs, Rating
from customers.methodology.potential import Potential, potentials


@dataclass(frozen=True, slots=True)
class Change:
    """A rating that was derived (before: None if unrated, or the lower rating) or capped.

    why: CAPABILITY, SECTOR or STATUS.
    """

    code: str
    before: Rating
    after: int
    why: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of every factor that was asked or is mandatory; what changed; which mandatory factors are unknown."""

    values: Mapping[str, Rating]
    changes: tuple[Change, ...]
    mandatory: tuple[str, ...]
    unknown_mandatory: tuple[str, ...]
    potentials: tuple[Potential, ...]
    measures: tuple[SectorMeasure, ...]


def counted_ratings(inputs: AssessmentInputs, *, tags: frozenset[str], methodology: Methodology) -> Ratings:
    """Return the ratings that enter the score. tags: of the situation, before anything is rated."""
    found = potentials(inputs.capabilities, methodology=methodology)
    measures = sector_measures(inputs, methodology=methodology)
    derived: dict[str, tuple[int, str]] = {}
    if found:
        derived["CAP-1"] = (found[0].value, "CAPABILITY")
    if measures:
        derived["JUR-6"] = (methodology.sector_rules.rating, "SECTOR")
    situation = Situation({}, tags)
    values: dict[str, Rating] = {}
    changes: list[Change] = []
    mandatory = []
    for code, factor in methodology.factors.items():
        required = is_mandatory(factor, situation)
        if required:
            mandatory.append(code)
        rated = inputs.ratings.get(code)
        if required or code in inputs.ratings:
            values[code] = rated
        if code in derived and (rated is None or rated < derived[code][0]):
            value, why = derived[code]
            values[code] = value
            changes.append(Change(code, rated, value, why))
        capped = supported_rating(values.get(code), inputs.claims.get(code, ()), methodology=methodology)
        if capped is not None and capped != values[code]:
            changes.append(Change(code, values[code], capped, "STATUS"))
            values[code] = capped
    unknown = tuple(code for code in mandatory if values[code] is None)
    return Ratings(values, tuple(changes), tuple(mandatory), unknown, found, measures)


def is_mandatory(factor: Factor, situation: Situation) -> bool:
    """Whether every assessment, or one in this situation, must rate the factor."""
    return factor.mandatory or first_that_holds(factor.mandatory_when, situation) is not None


def sector_measures(inputs: AssessmentInputs, *, methodology: Methodology) -> tuple[SectorMeasure, ...]:
    """Return the sector measures in force where a restricted capability would be used."""
    restricted = set(methodology.sector_rules.capabilities)
    reachable = {code for use in inputs.capabilities for code in (use.code, *use.hosts)}
    if not restricted & reachable:
        return ()
    places = {place.upper() for place in inputs.context.territories}
    return tuple(
        measure
        for measure in methodology.sector_measures
        if measure.territory in places
        and (measure.starts is None or measure.starts <= inputs.assessed_on)
        and (measure.ends is None or inputs.assessed_on <= measure.ends)
    )
