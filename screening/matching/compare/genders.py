"""Gender, where both sides state it."""

from __future__ import annotations

from screening.entities import Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word


def compare_genders(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """The first letter is compared, so that "m" and "male" agree."""
    if not ours.gender and not listed.gender:
        return None
    said = (ours.gender, listed.gender)
    if not ours.gender or not listed.gender:
        word = Word.MISSING_LISTED if ours.gender else Word.MISSING_OURS
        return Evidence("gender", "qualifier", word, 0.0, *said, "Only one side states a gender; that changes nothing.")
    if ours.gender[0].casefold() == listed.gender[0].casefold():
        return Evidence("gender", "qualifier", Word.SAME, config.gender_agrees, *said, "The genders agree.")
    sentence = f"The genders differ: {said[0]} and {said[1]}."
    return Evidence("gender", "qualifier", Word.DIFFERENT, config.gender_differs, *said, sentence)
