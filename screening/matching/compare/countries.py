"""Countries: any tie in common supports a match; nationalities or registrations that differ speak against it."""

from __future__ import annotations

from screening.entities import CountryKind, Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word

# Ties that say who someone is; an address or a residence only says where they were.
_OF_IDENTITY = frozenset(
    (CountryKind.NATIONALITY, CountryKind.CITIZENSHIP, CountryKind.REGISTRATION, CountryKind.FLAG, CountryKind.UNSTATED)
)


def compare_countries(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """Agreement of any tie, or difference where both sides state whose they are."""
    mine = {country.code for country in ours.countries}
    theirs = {country.code for country in listed.countries}
    if not mine and not theirs:
        return None
    said = (", ".join(sorted(mine)), ", ".join(sorted(theirs)))
    if not mine or not theirs:
        word = Word.MISSING_LISTED if mine else Word.MISSING_OURS
        return Evidence(
            "country", "qualifier", word, 0.0, *said, "Only one side states a country; that changes nothing."
        )
    common = mine & theirs
    if common:
        sentence = f"Both sides have a tie to {', '.join(sorted(common))}."
        return Evidence("country", "qualifier", Word.SAME, config.country_agrees, *said, sentence)
    if _identity(ours) and _identity(listed):
        sentence = f"The countries differ: {said[0]} and {said[1]}."
        return Evidence("country", "qualifier", Word.DIFFERENT, config.country_differs, *said, sentence)
    sentence = f"The countries are of different kinds, so they do not exclude each other: {said[0]} and {said[1]}."
    return Evidence("country", "qualifier", Word.COMPATIBLE, 0.0, *said, sentence)


def _identity(subject: Subject) -> bool:
    return any(country.kind in _OF_IDENTITY for country in subject.countries)
