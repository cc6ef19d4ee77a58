"""Meets the words of two names and gives the name's score with the part of every pair.

The score is bounded from above by ``matched / room``: ``matched`` sums similarity x mean weight over the pairs,
``room`` is :func:`room` of both names' weights. Penalties only lower it, so the candidate step may use that bound
and lose nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from screening.matching import words
from screening.matching.config import MatchConfig
from screening.matching.eastern import eastern, family_places
from screening.matching.fold import fold, spelt_fold
from screening.matching.kinds import Kind
from screening.matching.normalise import Prepared
from screening.matching.similarity import Measure, measure
from screening.matching.weights import patronymic

_WORDS = (Kind.NAME, Kind.GENERIC, Kind.TITLE, Kind.SERVANT)


_LIGHT = (Kind.PARTICLE, Kind.TITLE, Kind.SERVANT)  # left out at will, so they contradict nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """Words [ours[0], ours[1]) of our name met with those of the listed one; ``points`` before dividing by room."""

    ours: tuple[int, int]
    listed: tuple[int, int]
    likeness: float
    points: float


@dataclass(frozen=True, slots=True)
class NameScore:
    """The score of two names, the pairs that made it, and what was taken off: (amount, cause)."""

    score: float
    pairs: tuple[Pair, ...]
    room: float
    taken_off: tuple[tuple[float, str], ...]


def room(ours: float, listed: float, config: MatchConfig) -> float:
    """The weight that full agreement would fill: all of the smaller name, a share of what only one side has."""
    least, most = (ours, listed) if ours <= listed else (listed, ours)
    return (1 - config.missing_share) * least + config.missing_share * most


def score_names(ours: Prepared, listed: Prepared, config: MatchConfig) -> NameScore:
    """How far two prepared names can be one. Symmetrical; 1.0 for the same words in the same order."""
    if not ours.tokens or not listed.tokens:
        return NameScore(0.0, (), 0.0, ())
    pairs = _chosen(_possible(ours, listed, config))
    space = room(ours.total, listed.total, config)
    if not pairs:
        return NameScore(0.0, (), space, ())
    raw = _raw(pairs, space, _room_met(ours, listed, pairs, config)) - config.several_near * _second_loss(pairs)
    taken = tuple((amount, cause) for amount, cause in _penalties(ours, listed, pairs, config) if amount > 0)
    return NameScore(max(0.0, raw - math.fsum(amount for amount, _ in taken)), pairs, space, taken)


def _raw(pairs: tuple[Pair, ...], space: float, met: float) -> float:
    """Points over room, and never more than the mean likeness: a misspelt name is not the same name."""
    points = math.fsum(pair.points for pair in pairs)
    return min(points / space, points / met, points / math.fsum(pair.points / pair.likeness for pair in pairs))


def _room_met(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> float:
    """The room once words that met weigh alike on both sides: a rare misspelling of a common name is common."""
    full = math.fsum(pair.points / pair.likeness for pair in pairs)
    mine = ours.total - math.fsum(weight for pair in pairs for weight in ours.weights[slice(*pair.ours)])
    theirs = listed.total - math.fsum(weight for pair in pairs for weight in listed.weights[slice(*pair.listed)])
    return full + room(max(0.0, mine), max(0.0, theirs), config)


def _loss(pairs: tuple[Pair, ...]) -> float:
    """What the pairs lack in likeness, as a share of all."""
    full = math.fsum(pair.points / pair.likeness for pair in pairs)
    return (full - math.fsum(pair.points for pair in pairs)) / full


def _second_loss(pairs: tuple[Pair, ...]) -> float:
    """What the pairs lack in likeness, the worst one aside, as a share of all: two misspellings are not common."""
    weights = [pair.points / pair.likeness for pair in pairs]
    losses = [weight - pair.points for weight, pair in zip(weights, pairs, strict=True)]
    return (math.fsum(losses) - max(losses)) / math.fsum(weights)


def _possible(ours: Prepared, listed: Prepared, config: MatchConfig) -> list[Pair]:
    found: list[Pair] = []
    alike = measure(config)
    for i, token in enumerate(ours.tokens):
        weight, kind = ours.weights[i], ours.kinds[i]
        for j, other in enumerate(listed.tokens):
            if token == other:
                likeness = 1.0
            elif kind in _WORDS and listed.kinds[j] in _WORDS:
                likeness = alike(token, other)
            else:
                likeness = _likeness(token, other, (kind, listed.kinds[j]), config, alike)
            if likeness:
                found.append(Pair((i, i + 1), (j, j + 1), likeness, likeness * (weight + listed.weights[j]) / 2))
    found += _joined(ours, listed, config)
    found += [Pair(pair.listed, pair.ours, pair.likeness, pair.points) for pair in _joined(listed, ours, config)]
    return found


def _likeness(token: str, other: str, kinds: tuple[Kind, Kind], config: MatchConfig, alike: Measure) -> float:
    """Where one is no plain word: numbers meet only themselves, initials the words that begin with them."""
    if kinds[0] is kinds[1]:
        return alike(token, other) if kinds[0] is Kind.PARTICLE else 0.0
    if Kind.INITIAL not in kinds or Kind.NUMBER in kinds or Kind.PARTICLE in kinds:
        return 0.0
    return config.initial if token[0] == other[0] else 0.0


def joined_fold(tokens: tuple[str, ...]) -> str:
    """The fold of words written together: equal for "goodwill" and ("good", "will")."""
    return spelt_fold("".join(tokens))


LEAST_JOINED = 4  # folded letters, so that "al" + "i" is not "Ali"
MOST_JOINED = 6  # words of a name written without any blank
MOST_JOINED_EDITS = 2
LONGEST_TRIPLE = 15  # letters of three words that may be one: "Plat Ono Vich", "Xing Hong Mei"
_JOINS = (Kind.NAME, Kind.GENERIC, Kind.PARTICLE, Kind.SERVANT, Kind.TITLE)


@lru_cache(maxsize=1 << 15)
def seams(tokens: tuple[str, ...], kinds: tuple[Kind, ...]) -> tuple[tuple[int, int, str], ...]:
    """The runs of words that might be written as one: two neighbours, three short ones, the whole name."""
    found = [(start, end, joined_fold(tokens[start:end])) for start, end in runs(tokens, kinds)]
    return tuple(run for run in found if len(run[2]) >= LEAST_JOINED)


def runs(tokens: tuple[str, ...], kinds: tuple[Kind, ...]) -> list[tuple[int, int]]:
    """The places of :func:`seams`, whatever their length in letters."""
    count = len(tokens)
    if count == 2:
        return [(0, 2)] if kinds[0] in _JOINS and kinds[1] in _JOINS else []
    allowed = [kind in _JOINS for kind in kinds]
    return [
        (start, start + size)
        for size in sorted({2, 3, min(count, MOST_JOINED)})
        for start in range(count - size + 1)
        if all(allowed[start : start + size])
        and not (2 < size < count and sum(map(len, tokens[start : start + size])) > LONGEST_TRIPLE)
    ]


def _joined(apart: Prepared, together: Prepared, config: MatchConfig) -> list[Pair]:
    """Runs of words of one name that are one word of the other."""
    if len(apart.tokens) < 2:
        return []
    whole = {
        fold(token): j
        for j, token in enumerate(together.tokens)
        if together.kinds[j] is Kind.NAME and len(fold(token)) >= LEAST_JOINED
    }
    found = []
    for start, end, seam in seams(apart.tokens, apart.kinds):
        # A word that the other name has too is not the join of others ("Will Goodwill" / "Will Goodwill").
        if seam in whole and together.tokens[whole[seam]] not in apart.tokens:
            j = whole[seam]
            apart_by = OSA.distance("".join(apart.tokens[start:end]), together.tokens[j])
            likeness = config.joined - config.joined_letter * apart_by
            points = likeness * (math.fsum(apart.weights[start:end]) + together.weights[j]) / 2
            if apart_by <= MOST_JOINED_EDITS:
                found.append(Pair((start, end), (j, j + 1), likeness, points))
    return found


def _chosen(possible: list[Pair]) -> tuple[Pair, ...]:
    """Pairs that share no word, the weightiest first; ties go to the pair nearest the names' heads."""
    possible.sort(key=_rank)
    ours: set[int] = set()
    listed: set[int] = set()
    chosen = []
    for pair in possible:
        mine, theirs = range(*pair.ours), range(*pair.listed)
        if ours.isdisjoint(mine) and listed.isdisjoint(theirs):
            ours.update(mine)
            listed.update(theirs)
            chosen.append(pair)
    chosen.sort(key=lambda pair: pair.ours)
    return tuple(chosen)


def _rank(pair: Pair) -> tuple[float, float, int, int, int]:
    first, other = pair.ours[0], pair.listed[0]
    return (-pair.points, -pair.likeness, abs(first - other), first + other, first)


def _penalties(
    ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig
) -> list[tuple[float, str]]:
    mine = _unmatched(ours, [pair.ours for pair in pairs])
    theirs = _unmatched(listed, [pair.listed for pair in pairs])
    contradicted = min(1.0, min(mine, theirs) / min(ours.total, listed.total))
    found = [
        (config.contradiction * contradicted, "contradiction"),
        (_single(ours, listed, pairs, config), "single_word"),
    ]
    found.append((_lone(ours, listed, pairs, config), "lone_word"))
    if ours.person:
        found.append((config.end_missing * _end_missing(ours, listed, pairs), "end_missing"))
    if eastern(ours) and eastern(listed):
        missing = max(mine, theirs) / max(ours.total, listed.total)
        found.append((config.syllable_missing * missing, "syllable_missing"))
        found.append((config.syllable_near * _loss(pairs), "syllable_near"))
        # Where every word met the same word, no family is another, wherever it stands ("Pyong KIM Chan").
        if (mine or theirs or _loss(pairs)) and not _families_meet(ours, listed, pairs):
            found.append((config.eastern_family, "family_name"))
    found.append((_order(ours, listed, pairs, config), "order"))
    if not ours.person:
        found.append((_generic_only(ours, listed, pairs, config), "generic_only"))
        found.append(_legal_form(ours, listed, pairs, config))
        found.append(_numbers(ours, listed, config))
    return found


def _end_missing(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...]) -> float:
    """The share of the longer name that stands before or behind all shared words, where the other name is met whole."""
    longer, places = (
        (ours, [pair.ours for pair in pairs])
        if ours.total >= listed.total
        else (listed, [pair.listed for pair in pairs])
    )
    first, last = min(start for start, _ in places), max(end for _, end in places)
    outside = (place for place in range(len(longer.tokens)) if not first <= place < last)
    weight = math.fsum(longer.weights[place] for place in outside if longer.kinds[place] is Kind.NAME)
    return weight / longer.total


LONE_LETTERS = 8  # from which a lone word may be misspelt: "Hannibol" / "Hannibal"


def _lone(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> float:
    """A side of one name proper that is only near: a short one has too many neighbours."""
    for name, places in ((ours, [pair.ours for pair in pairs]), (listed, [pair.listed for pair in pairs])):
        if name.kinds.count(Kind.NAME) == 1:
            place = name.kinds.index(Kind.NAME)
            worst = min((p.likeness for p, (a, b) in zip(pairs, places, strict=True) if a <= place < b), default=1.0)
            if worst < config.joined and len(name.tokens[place]) < LONE_LETTERS:
                return config.lone_word
    return 0.0


def _families_meet(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...]) -> bool:
    """Whether a family name at an end of ours meets one at an end of theirs."""
    mine, theirs = family_places(ours), family_places(listed)
    return any(pair.ours[0] in mine and pair.listed[0] in theirs for pair in pairs)


def _unmatched(name: Prepared, taken: list[tuple[int, int]]) -> float:
    """The weight of the words that met none, particles and titles aside.

    Words that weigh little when missing weigh more when they contradict: "William G." is not "William W.".
    """
    met = {place for start, end in taken for place in range(start, end)}
    return math.fsum(
        max(name.weights[place], HEAVIER.get(kind, 0.0), _FATHER * patronymic(name.tokens[place]))
        for place, kind in enumerate(name.kinds)
        if place not in met and kind not in _LIGHT
    )


def light_weight(name: Prepared) -> float:
    """The weight of the words of a name that contradict nothing when they meet none."""
    return math.fsum(weight for weight, kind in zip(name.weights, name.kinds, strict=True) if kind in _LIGHT)


def letters(name: Prepared, *, initials: bool) -> int:
    """The first letters of a name's initials, or of its other words, as bits."""
    bits = 0
    for token, kind in zip(name.tokens, name.kinds, strict=True):
        if (kind is Kind.INITIAL) is initials and "a" <= token[0] <= "z":
            bits |= 1 << ord(token[0]) - 97
    return bits


HEAVIER = {Kind.INITIAL: 0.80, Kind.GENERIC: 0.45}
_FATHER = 0.80


def _single(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> float:
    """One shared name while a side has more: little for a rare name, much for a common one."""
    shared = [pair for pair in pairs if ours.kinds[pair.ours[0]] is Kind.NAME and pair.ours[1] - pair.ours[0] == 1]
    names = max(sum(kind is Kind.NAME for kind in name.kinds) for name in (ours, listed))
    if len(pairs) > 1 and len(shared) != 1:
        return 0.0
    if len(shared) != 1 or names < 2 or any(pair.listed[1] - pair.listed[0] > 1 for pair in pairs):
        return 0.0
    if any(Kind.INITIAL in (ours.kinds[pair.ours[0]], listed.kinds[pair.listed[0]]) for pair in pairs):
        return 0.0
    # The commoner spelling tells how common the name is.
    weight = min(ours.weights[shared[0].ours[0]], listed.weights[shared[0].listed[0]])
    return config.single_word * (1.3 - min(1.0, weight))


def _generic_only(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> float:
    """Only words of trade are shared, while a side has a word more."""
    met = sum(end - start for pair in pairs for start, end in (pair.ours, pair.listed))
    if met == len(ours.tokens) + len(listed.tokens):
        return 0.0
    named = any(
        Kind.NAME in name.kinds[slice(*place)]
        for pair in pairs
        for name, place in ((ours, pair.ours), (listed, pair.listed))
    )
    return 0.0 if named else config.generic_only


def _order(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> float:
    places = [pair.listed[0] for pair in pairs if ours.kinds[pair.ours[0]] in (Kind.NAME, Kind.INITIAL)]
    if all(before < after for before, after in pairwise(places)):
        return 0.0
    if ours.person and len(ours.tokens) == len(listed.tokens) == 2:
        given = words.word_set("given_names.txt")
        if given.issuperset(ours.tokens) and given.issuperset(listed.tokens):
            return config.order_of_given_names
    return config.order


def _legal_form(ours: Prepared, listed: Prepared, pairs: tuple[Pair, ...], config: MatchConfig) -> tuple[float, str]:
    """Legal forms that contradict; "Company" and the like say nothing of the form."""
    natures = ({nature for _, nature in ours.legal}, {nature for _, nature in listed.legal})
    if all(natures) and not natures[0] & natures[1]:
        return config.legal_form_nature, "legal_form"
    kinds = ({kind for kind, _ in ours.legal} - {"any"}, {kind for kind, _ in listed.legal} - {"any"})
    if not all(kinds) or kinds[0] & kinds[1]:
        return 0.0, "legal_form"
    rarest = max((max(ours.weights[slice(*pair.ours)]) for pair in pairs), default=0.0)
    return (config.legal_form_rare if rarest >= 0.4 else config.legal_form_common), "legal_form"


def _numbers(ours: Prepared, listed: Prepared, config: MatchConfig) -> tuple[float, str]:
    mine, theirs = numbers(ours), numbers(listed)
    if mine == theirs:
        return 0.0, "numbers"
    if mine and theirs:
        return config.number_differs, "numbers"
    return config.number_missing, "numbers"


def numbers(name: Prepared) -> frozenset[str]:
    """The numbers and series markers of a name."""
    return frozenset(token for token, kind in zip(name.tokens, name.kinds, strict=True) if kind is Kind.NUMBER)
