"""Labelled data of our own, made from seeds: people of many cultures, and the ways in which one name is written."""

from __future__ import annotations

import random
from collections.abc import Callable

from screening.matching import words

Rng = random.Random
Change = Callable[[Rng, str], "str | None"]

CULTURES = (
    "english", "spanish", "portuguese", "french", "german", "italian", "russian", "ukrainian", "polish", "arabic",
    "persian", "turkish", "southasian", "african", "indonesian", "greek", "caucasus", "scandinavian", "hebrew",
    "chinese", "korean", "japanese",
)  # fmt: skip
NEIGHBOURS = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok",
    "j": "hku", "k": "jli", "l": "kop", "m": "njk", "n": "bhm", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "ryg", "u": "yij", "v": "cfb", "w": "qes", "x": "zsc", "y": "tuh", "z": "asx",
}  # fmt: skip
HABITS = (("kh", "h"), ("ou", "u"), ("oo", "u"), ("ei", "ey"), ("q", "k"), ("v", "w"), ("ph", "f"), ("ai", "ay"),
          ("ss", "s"), ("mm", "m"), ("z", "s"), ("ck", "k"), ("y", "i"))  # fmt: skip
SCANS = (("m", "rn"), ("o", "0"), ("d", "cl"), ("s", "5"), ("b", "6"))
CYRILLIC = (
    ("sh", "ш"),
    ("ch", "ч"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ya", "я"),
    ("yu", "ю"),
    *zip("abvgdezijklmnoprstufhcyw", "абвгдезийклмнопрстуфхцыв", strict=True),
)
GREEK = tuple(zip("agdeziklmnoprstufx", "αγδεζικλμνοπρστυφξ", strict=True))


def names_of(culture: str) -> tuple[list[str], list[str]]:
    """(given, family) names of a culture."""
    given, family = [], []
    for named, role, listed in words.rows("common_names.tsv"):
        if named == culture:
            (family if role == "family" else given).extend(listed.split())
    return given, family


def rare_word(rng: Rng) -> str:
    """An invented family name of three syllables."""
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)) + rng.choice("nrkls")


def people(count: int, *, seed: int, rare: float = 0.5) -> list[str]:
    """Full names over all cultures; a share of family names is invented, so that no register is needed."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        given, family = names_of(CULTURES[number % len(CULTURES)])
        chosen = (
            [rng.choice(given), rng.choice(given)] if rng.random() < 0.5 and len(given) > 30 else [rng.choice(given)]
        )
        chosen = list(dict.fromkeys(chosen))
        last = rare_word(rng) if rng.random() < rare else rng.choice(family)
        found.append(" ".join(word.title() for word in [*chosen, last]))
    return found


TRADES = [
    "Trading",
    "Shipping",
    "Logistics",
    "Electronics",
    "Textiles",
    "Foods",
    "Steel",
    "Chemicals",
    "Consulting",
    "Energy",
    "Software",
    "Media",
]
FORMS = ("Ltd", "LLC", "GmbH", "SA", "SRL", "OOO", "Inc", "Oy", "AB", "BV", "Pty Ltd", "Co Ltd")


def companies(count: int, *, seed: int, rare: float = 0.5) -> list[str]:
    """Names of firms: a family name of any culture or an invented word, one or two trades, a legal form."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        _, family = names_of(CULTURES[number % len(CULTURES)])
        head = (rare_word(rng) if rng.random() < rare else rng.choice(family)).title()
        found.append(" ".join([head, *rng.sample(TRADES, rng.choice((1, 1, 2))), rng.choice(FORMS)]))
    return found


def on_word(change: Callable[[Rng, str], str | None], *, least: int = 5) -> Change:
    """A change of one long enough word of a name."""

    def changed(rng: Rng, name: str) -> str | None:
        parts = name.split()
        places = [place for place, word in enumerate(parts) if len(word) >= least]
        if not places:
            return None
        place = rng.choice(places)
        after = change(rng, parts[place].lower())
        if after is None or after == parts[place].lower():
            return None
        return " ".join([*parts[:place], after.title(), *parts[place + 1 :]])

    return changed


def _keyboard(rng: Rng, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + rng.choice(NEIGHBOURS[word[place]]) + word[place + 1 :]


def _swap(rng: Rng, word: str) -> str:
    place = rng.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _drop(rng: Rng, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _double(rng: Rng, word: str) -> str:
    place = rng.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _insert(rng: Rng, word: str) -> str:
    place = rng.randrange(1, len(word))
    return word[:place] + rng.choice("aeioulnrst") + word[place:]


def _replaced(table: tuple[tuple[str, str], ...]) -> Callable[[Rng, str], str | None]:
    def change(rng: Rng, word: str) -> str | None:
        fitting = [(old, new) for old, new in table if old in word[1:]]
        if not fitting:
            return None
        old, new = rng.choice(fitting)
        return word[0] + word[1:].replace(old, new, 1)

    return change


def _order(build: Callable[[list[str]], str]) -> Change:
    return lambda rng, name: build(name.split())


def _longer(build: Callable[[list[str]], str]) -> Change:
    return lambda rng, name: build(name.split()) if len(name.split()) > 2 else None


def _script(table: tuple[tuple[str, str], ...]) -> Change:
    def change(rng: Rng, name: str) -> str | None:
        text = name.lower()
        for old, new in table:
            text = text.replace(old, new)
        return None if any(letter.isascii() and letter.isalpha() for letter in text) else text.title()

    return change


def _split_word(rng: Rng, word: str) -> str:
    place = rng.randrange(3, len(word) - 2)
    return f"{word[:place]} {word[place:]}"


def _marked(rng: Rng, name: str) -> str:
    return name.translate(str.maketrans("aeioucsn", "áéíóúçšñ"))


CLASSES: dict[str, Change] = {
    "keyboard": on_word(_keyboard),
    "transposed": on_word(_swap),
    "dropped_letter": on_word(_drop),
    "doubled_letter": on_word(_double),
    "inserted_letter": on_word(_insert),
    "transliterated": on_word(_replaced(HABITS)),
    "scanned": on_word(_replaced(SCANS)),
    "family_first": _order(lambda w: " ".join([w[-1], *w[:-1]])),
    "family_comma": _order(lambda w: f"{w[-1].upper()}, {' '.join(w[:-1])}"),
    "joined": _order(lambda w: w[0] + "".join(w[1:]).lower()),
    "camel": _order("".join),
    "split": on_word(_split_word, least=7),
    "initial": _order(lambda w: " ".join([f"{w[0][0]}.", *w[1:]])),
    "middle_initial": _longer(lambda w: " ".join([w[0], f"{w[1][0]}.", *w[2:]])),
    "middle_dropped": _longer(lambda w: f"{w[0]} {w[-1]}"),
    "title": lambda rng, name: f"{rng.choice(('Mr.', 'Dr.', 'Prof.', 'Mrs', 'General'))} {name}",
    "upper": lambda rng, name: name.upper(),
    "hyphen": _order("-".join),
    "marks": _marked,
    "repeated": _order(lambda w: " ".join([w[0], *w])),
    "noise": lambda rng, name: f" “{name}”  (a.k.a.) ".replace(" (a.k.a.)", "\u200f"),
    "cyrillic": _script(CYRILLIC),
    "greek": _script(GREEK),
}


def changed(kind: str, count: int, *, seed: int) -> list[tuple[str, str]]:
    """(name as changed, name) of one class, over all cultures."""
    rng = random.Random(f"{kind}{seed}")
    pairs = []
    for name in people(count * 6, seed=seed, rare=0.7):
        after = CLASSES[kind](rng, name)
        if after is not None and after != name:
            pairs.append((after, name))
        if len(pairs) == count:
            break
    return pairs
