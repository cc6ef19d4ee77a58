"""What a comparison found: one piece of evidence per feature, with its part of the score and its sentence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Word(StrEnum):
    """The verdict on one feature, in one word."""

    SAME = "same"
    CLOSE = "close"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    MISSING_OURS = "missing_ours"
    MISSING_LISTED = "missing_listed"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of ours met with one word of theirs (either may be empty).

    ``share`` is its part of the name's score. The marks are half-open character ranges that differ.
    """

    ours: str
    listed: str
    word: Word
    share: float
    ours_marks: tuple[tuple[int, int], ...] = ()
    listed_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature compared. ``points`` is its signed part of the score; the points of all pieces add up to it."""

    feature: str
    role: str
    word: Word
    points: float
    ours: str
    listed: str
    sentence: str
    parts: tuple[NamePart, ...] = ()


def evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    """Plain JSON values."""
    data = asdict(evidence)
    data["word"] = evidence.word.value
    data["parts"] = [
        {
            "ours": part.ours,
            "listed": part.listed,
            "word": part.word.value,
            "share": part.share,
            "ours_marks": [list(mark) for mark in part.ours_marks],
            "listed_marks": [list(mark) for mark in part.listed_marks],
        }
        for part in evidence.parts
    ]
    return data


def evidence_from_json(data: dict[str, Any]) -> Evidence:
    """The evidence that :func:`evidence_to_json` wrote. Raises KeyError or ValueError where it did not."""
    parts = tuple(
        NamePart(
            part["ours"],
            part["listed"],
            Word(part["word"]),
            part["share"],
            tuple((start, end) for start, end in part["ours_marks"]),
            tuple((start, end) for start, end in part["listed_marks"]),
        )
        for part in data.get("parts", ())
    )
    return Evidence(**{**data, "word": Word(data["word"]), "parts": parts})
