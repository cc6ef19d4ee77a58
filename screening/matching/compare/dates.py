"""Birth and founding dates, with their precision: every possible day of one meets every possible day of the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from screening.entities import PartialDate, Subject
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence, Word

_CIRCA = dt.timedelta(days=5 * 366)
_NEAR = dt.timedelta(days=366)
Verdict = tuple[Word, float, str]
Judge = Callable[[PartialDate, PartialDate], Verdict]


def compare_birth_dates(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """The best agreement of any of our birth dates with any listed one."""
    if not ours.birth_dates and not listed.birth_dates:
        return None
    best = _best(ours.birth_dates, listed.birth_dates, lambda mine, theirs: _birth(mine, theirs, config))
    return _evidence("birth_date", "birth dates", ours.birth_dates, listed.birth_dates, best)


def compare_founded(ours: Subject, listed: Subject, config: MatchConfig) -> Evidence | None:
    """The best agreement of founding dates; they differ often for one firm, so a difference weighs little."""
    if not ours.founded and not listed.founded:
        return None
    best = _best(ours.founded, listed.founded, lambda mine, theirs: _founded(mine, theirs, config))
    return _evidence("founded", "founding dates", ours.founded, listed.founded, best)


def _birth(mine: PartialDate, theirs: PartialDate, config: MatchConfig) -> Verdict:
    if _overlap(mine, theirs):
        if mine.precision == theirs.precision == "day":
            return Word.SAME, config.birth_day_agrees, "are the same day"
        return Word.COMPATIBLE, config.birth_year_agrees, "agree as far as they are stated"
    if _swapped(mine, theirs):
        return Word.CLOSE, config.birth_near, "agree when day and month are swapped"
    gap = max(mine.start, theirs.start) - min(mine.end, theirs.end)
    if gap <= (_CIRCA if mine.circa or theirs.circa else _NEAR):
        return Word.CLOSE, config.birth_near, "are near each other"
    return Word.DIFFERENT, config.birth_differs, f"are {max(1, gap.days // 365)} years apart"


def _founded(mine: PartialDate, theirs: PartialDate, config: MatchConfig) -> Verdict:
    if _overlap(mine, theirs):
        return Word.SAME, config.founded_agrees, "agree"
    return Word.DIFFERENT, config.founded_differs, "differ"


def _overlap(mine: PartialDate, theirs: PartialDate) -> bool:
    return mine.start <= theirs.end and theirs.start <= mine.end


def _swapped(mine: PartialDate, theirs: PartialDate) -> bool:
    if mine.precision != "day" or theirs.precision != "day":
        return False
    a, b = mine.start, theirs.start
    return (a.year, a.month, a.day) == (b.year, b.day, b.month)


def _best(ours: Sequence[PartialDate], listed: Sequence[PartialDate], verdict: Judge) -> Verdict | None:
    found: list[Verdict] = [verdict(mine, theirs) for mine in ours for theirs in listed]
    return max(found, key=lambda one: one[1], default=None)


def _evidence(
    feature: str, noun: str, ours: Sequence[PartialDate], listed: Sequence[PartialDate], best: Verdict | None
) -> Evidence:
    said = (_said(ours), _said(listed))
    if best is None:
        word = Word.MISSING_LISTED if ours else Word.MISSING_OURS
        return Evidence(feature, "qualifier", word, 0.0, *said, f"Only one side states {noun}; that changes nothing.")
    return Evidence(feature, "qualifier", best[0], best[1], *said, f"The {noun} {best[2]}: {said[0]} and {said[1]}.")


def _said(dates: Sequence[PartialDate]) -> str:
    return "; ".join(date.text or _plain(date) for date in dates)


def _plain(date: PartialDate) -> str:
    start = date.start.isoformat()
    plain = {"day": start, "month": start[:7], "year": start[:4]}.get(date.precision)
    return ("circa " if date.circa else "") + (plain or f"{start[:4]} to {date.end.year}")
