"""Names: the best of all pairs of our names and the listed ones, and its words one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from screening.entities import Name, NameStrength
from screening.matching.align import NameScore, Pair, score_names
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, NamePart, Word
from screening.matching.kinds import Kind
from screening.matching.normalise import Prepared, prepared

_CAUSES = {
    "contradiction": "each side has words that the other contradicts",
    "lone_word": "a short name of one word is only near",
    "single_word": "only one word is shared",
    "generic_only": "only words of trade are shared",
    "syllable_missing": "a syllable of the given name is missing",
    "syllable_near": "the syllables differ",
    "family_name": "the family names differ",
    "end_missing": "a first or last word is missing on one side",
    "order": "the words stand in another order",
    "legal_form": "the legal forms differ in kind",
    "numbers": "the numbers differ",
}


@dataclass(frozen=True, slots=True)
class NameMeeting:
    """Two names met: their score after what a weak alias costs."""

    ours: Name
    listed: Name
    prepared: tuple[Prepared, Prepared]
    found: NameScore
    weak: bool
    score: float


def meet(ours: Name, listed: Name, *, person: bool, config: MatchConfig) -> NameMeeting:
    """Compare one name with one name."""
    sides = prepared(ours.full, person=person), prepared(listed.full, person=person)
    found = score_names(*sides, config)
    weak = NameStrength.WEAK in (ours.strength, listed.strength)
    return NameMeeting(ours, listed, sides, found, weak, round(found.score * (config.weak_alias if weak else 1), 4))


def best_meeting(pairs: Iterable[tuple[Name, Name]], *, person: bool, config: MatchConfig) -> NameMeeting | None:
    """The meeting with the highest score; good names before weak ones, then the pairs' own order."""
    best: NameMeeting | None = None
    for mine, theirs in pairs:
        now = meet(mine, theirs, person=person, config=config)
        if best is None or (now.score, not now.weak) > (best.score, not best.weak):
            best = now
    return best


def name_evidence(meeting: NameMeeting, *, counts: bool) -> list[Evidence]:
    """The name as main evidence, its words as parts; differing numbers as a qualifier of their own.

    ``counts`` is false where another main evidence is the better one: then the name is shown with no points.
    """
    factor = meeting.score / meeting.found.score if meeting.found.score else 0.0
    off = sum(amount for amount, cause in meeting.found.taken_off if cause == "numbers") * factor
    off = round(min(off, 1 - meeting.score), 4) if counts else 0.0
    score = meeting.score if counts else 0.0
    feature = "weak_alias" if meeting.weak else "name"
    ours, listed = meeting.ours.full, meeting.listed.full
    evidence = [
        Evidence(
            feature,
            "main",
            _word(meeting),
            round(score + off, 4),
            ours,
            listed,
            _sentence(meeting),
            name_parts(meeting),
        )
    ]
    if off:
        sentence = "The numbers in the names differ."
        evidence.append(Evidence("numbers", "qualifier", Word.DIFFERENT, -off, ours, listed, sentence))
    return evidence


def _word(meeting: NameMeeting) -> Word:
    if meeting.found.score >= 0.9999:
        return Word.SAME
    return Word.CLOSE if meeting.found.score >= 0.5 else Word.DIFFERENT


def _sentence(meeting: NameMeeting) -> str:
    ours, listed = meeting.ours.full, meeting.listed.full
    if meeting.found.score >= 0.9999:
        text = f"“{ours}” is the listed name “{listed}”"
    elif not meeting.found.pairs:
        text = f"“{ours}” shares no word with “{listed}”"
    else:
        text = f"“{ours}” shares {_share(meeting)} of the weight of “{listed}”"
    causes = [_CAUSES[cause] for _, cause in meeting.found.taken_off if cause != "numbers"]
    if meeting.weak:
        causes.append("the publisher calls the alias weak" if _listed_weak(meeting) else "our alias is weak")
    return text + (f", less because {' and '.join(causes)}" if causes else "") + "."


def _listed_weak(meeting: NameMeeting) -> bool:
    return meeting.listed.strength is NameStrength.WEAK


def _share(meeting: NameMeeting) -> str:
    total = sum(pair.points for pair in meeting.found.pairs)
    return f"{min(100, int(100 * total / meeting.found.room))} %"


def name_parts(meeting: NameMeeting) -> tuple[NamePart, ...]:
    """Every word of both names once: met with its counterpart, or alone."""
    ours, listed = meeting.prepared
    factor = meeting.score / meeting.found.score if meeting.found.score else 0.0
    parts = [_met(ours, listed, pair, meeting.found.room, factor) for pair in meeting.found.pairs]
    mine = {place for pair in meeting.found.pairs for place in range(*pair.ours)}
    theirs = {place for pair in meeting.found.pairs for place in range(*pair.listed)}
    contradicted = _alone(ours, mine) and _alone(listed, theirs)
    parts += [
        NamePart(piece, "", Word.DIFFERENT if contradicted else Word.MISSING_LISTED, 0.0, ((0, len(piece)),))
        for place, piece in enumerate(ours.pieces)
        if place not in mine
    ]
    parts += [
        NamePart("", piece, Word.DIFFERENT if contradicted else Word.MISSING_OURS, 0.0, (), ((0, len(piece)),))
        for place, piece in enumerate(listed.pieces)
        if place not in theirs
    ]
    return tuple(parts)


def _alone(name: Prepared, met: set[int]) -> bool:
    return any(place not in met and kind is not Kind.PARTICLE for place, kind in enumerate(name.kinds))


def _met(ours: Prepared, listed: Prepared, pair: Pair, room: float, factor: float) -> NamePart:
    mine = " ".join(ours.pieces[slice(*pair.ours)])
    theirs = " ".join(listed.pieces[slice(*pair.listed)])
    word = Word.SAME if pair.likeness == 1 else Word.CLOSE
    marks = _marks(mine, theirs) if mine.isascii() == theirs.isascii() else ((), ())
    return NamePart(mine, theirs, word, round(factor * pair.points / room, 4), *marks)


Marks = tuple[tuple[int, int], ...]


def _marks(mine: str, theirs: str) -> tuple[Marks, Marks]:
    """The character ranges that differ, on each side."""
    steps = Levenshtein.opcodes(mine.casefold(), theirs.casefold())
    if len(mine.casefold()) != len(mine) or len(theirs.casefold()) != len(theirs):
        return (), ()
    changed = [step for step in steps if step.tag != "equal"]
    ours = tuple((step.src_start, step.src_end) for step in changed if step.src_end > step.src_start)
    listed = tuple((step.dest_start, step.dest_end) for step in changed if step.dest_end > step.dest_start)
    return ours, listed
