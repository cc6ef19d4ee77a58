"""Every weight and threshold of the matching engine, in one frozen, versioned value.

Scores live in [0, 1]. A threshold is met at equality. Each value carries a real example of what it decides, so
that a compliance lead can read the settings aloud; ``to_json`` is what is stored beside every screening run.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class MatchConfig:
    """The settings of one version of the engine. Change a value, change ``version``."""

    version: str = "2026.11-2"

    # "Serei Lavrov" met "Sergei Lavrov" lies above it, "Sergey Ivanov" below: what an analyst must look at.
    alert_threshold: float = 0.70

    # --- the name -----------------------------------------------------------------------------------------
    # "Arkady Rotenberg" / "Arkady Romanovich Rotenberg": a word that only one side has counts this share of its
    # weight. Missing is not different; at 1.0 it would count as much as a contradiction. Must stay below 0.5.
    missing_share: float = 0.35
    # "Daniel Rodriguez" / "Daniel Rodriguez Olivera": the word that is missing stands at an end, where family names
    # stand; its share of the longer name, times this, is taken off. A middle name left out costs nothing more.
    end_missing: float = 0.30
    # "Rami Makhlouf" / "Ihab Makhlouf": each side has a word that the other contradicts. This much of the
    # contradicted share of the name is taken off once more.
    contradiction: float = 0.35
    # "Andre Guerin" / "Andriy Purhin": several words that are only near each other; what they lack, the worst word
    # aside, counts this much once more.
    several_near: float = 2.0
    # "Smith" / "John Smith": one shared word while a side has more words; taken off for a common word, less
    # for a rare one ("Schwarzenegger").
    single_word: float = 0.22
    # "Putin Vladimir" / "Vladimir Putin": the same words in another order.
    order: float = 0.04
    # "Friedrich Hans" / "Hans Friedrich": both words serve as given names, so the reversed name is likely
    # someone else.
    order_of_given_names: float = 0.31
    # "Deutsche Bank AG" / "Deutsche Bank GmbH": another kind of legal form on a name of common words ...
    legal_form_common: float = 0.32
    # ... and on a name with a rare word ("Crystalord AG" / "Crystalord GmbH").
    legal_form_rare: float = 0.08
    # "ANO Iskusstvo Krasoty" / "OOO Iskusstvo Krasoty": a non-profit is not the company of the same name.
    legal_form_nature: float = 0.32
    # "Golden Shipping Inc" / "Golden Enterprise Shipping Limited": all that is shared says what a firm does, not who it
    # is, and a side has more; generic words must not carry a match unless they are the whole of both names.
    generic_only: float = 0.25
    # "Fund III" / "Fund IV", "Zu Zag Bong 5" / "6": both sides state a number and the numbers differ.
    number_differs: float = 0.32
    # "Victory" / "Victory 3": only one side states a number.
    number_missing: float = 0.05
    # "A. Khamenei" / "Ali Khamenei": an initial agrees with a word.
    initial: float = 0.75
    # "Good Will" / "Goodwill", "Patr ushev" / "Patrushev": words written together or apart.
    joined: float = 0.95
    # ... less this for each letter in which the joined words differ ("Win Shein" / "Wensen" is no join).
    joined_letter: float = 0.10
    # A weak alias ("Abu Ali") is worth this share of what a good name is worth.
    weak_alias: float = 0.90

    # --- the words ----------------------------------------------------------------------------------------
    # "Nuristani" / "Nooristani": the same word once spelling habits of transliteration are folded away.
    folded: float = 0.97
    # ... less this for each letter that differs before folding.
    folded_letter: float = 0.03
    # ... and this for words of up to four letters ("Lena" / "Lina").
    short_fold: float = 0.20
    # ... and this for words of up to three letters that are both known ("Le" / "Lee").
    short_known: float = 0.60
    # "Mario" / "Maria", "Estonia" / "Ethiopia": two words that are both known and differ by a letter are two
    # words, not one misspelt.
    known_words: float = 0.35
    # "Pavlenko" / "Panchenko", "Kuzmenko" / "Kurchenko": one is a known word and two letters or more differ; whoever
    # misspells a name rarely arrives at another that is known.
    known_word: float = 0.25
    # "Serei" / "Sergei": similarity = 1 - edit_weight * (edits / (letters - 1)) ** edit_power.
    edit_weight: float = 2.7
    edit_power: float = 1.80
    # "Butin" / "Putin": a differing first letter says more than one inside.
    first_letter: float = 0.08
    # "Romanov" / "Rusanov": one edit after folding but more as spelt; this for each further letter.
    further_letter: float = 0.08
    # "Saleh" / "Salah": a name of one word that is not the same, where nothing else can support it.
    lone_word: float = 0.15
    # A word less similar than this is another word.
    least_similarity: float = 0.35
    # "Jianguo" / "Jiangzhou": two well-formed words of Chinese or Korean syllables are rarely one misspelt.
    syllables: float = 0.20
    # "Li Hong" / "Li Hong Ri": in such names a missing syllable is another name; its share of the name is taken off.
    syllable_missing: float = 0.35
    # "Jianguo Li" / "Jiangzhou Li": what well-formed words of such names lack in likeness counts this much once more.
    syllable_near: float = 0.80
    # "Lee Byong Chol" / "Min Byong Chol": another family name is another person.
    eastern_family: float = 0.35
    # "Munir" / "Rnunir", "Adam" / "Aclam": letters that a scanner takes for one another.
    scanned: float = 0.93
    # "mhmd" from Arabic script / "mohammed": consonants agree where one side has no vowels written.
    skeleton: float = 0.90
    # ... and where the consonants are only three ("slm": Salem, Salim, Selim).
    short_skeleton: float = 0.50

    # --- identifiers --------------------------------------------------------------------------------------
    # The same LEI, IMO number, SWIFT/BIC, ISIN or wallet address: unique in the world.
    strong_identifier: float = 0.98
    # The same passport, tax or registration number, not of contradicting countries.
    identifier: float = 0.92
    # Two IMO numbers that differ: "Victory" (IMO 9126819) / "Victory" (IMO 9826902) are two ships.
    strong_identifier_differs: float = 0.35

    # --- qualifiers: they move the score of the name ------------------------------------------------------
    birth_day_agrees: float = 0.06  # 1962-11-23 / 1962-11-23
    birth_year_agrees: float = 0.03  # 1962 / 1962-11-23
    birth_near: float = -0.04  # 1962-03-04 / 1962-04-03 (day and month swapped), 1961 / 1962, circa
    birth_differs: float = -0.30  # 1962-11-23 / 1987-02-01
    founded_agrees: float = 0.03  # 1998 / 1998-05
    founded_differs: float = -0.08  # 1998 / 2015: re-registration is common, so this is weak
    country_agrees: float = 0.02  # ir / ir
    country_differs: float = -0.04  # mx / ru by nationality: people move, and hold several
    gender_agrees: float = 0.0  # half of all people agree
    gender_differs: float = -0.15  # Michel Obama, male / Michelle Obama, female
    address_agrees: float = 0.03  # "12 Lenina St, Moscow" / "Lenina 12, Moscow"
    type_differs: float = -0.50  # the vessel "Victoria" / Victoria Smith

    def __post_init__(self) -> None:
        """Refuse settings under which the candidate step could lose a potential match."""
        if not 0 < self.missing_share < 0.5:
            raise ValueError("missing_share must lie between 0 and 0.5")
        if not 0 < self.alert_threshold <= 1:
            raise ValueError("alert_threshold must lie above 0 and not above 1")

    def to_json(self) -> dict[str, Any]:
        """Plain values by name."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any] | str) -> MatchConfig:
        """The settings that ``to_json`` gave, as a dict or as text. Raises ValueError for an unknown name."""
        values = json.loads(data) if isinstance(data, str) else data
        unknown = set(values) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
        return cls(**values)

    @property
    def largest_bonus(self) -> float:
        """The most that agreeing qualifiers can add to a name's score."""
        return (
            self.birth_day_agrees + self.founded_agrees + self.country_agrees + self.gender_agrees + self.address_agrees
        )
