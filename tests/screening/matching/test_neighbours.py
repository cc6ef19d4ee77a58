"""The word step finds exactly the words that the similarity calls alike."""

from __future__ import annotations

import random

from screening.entities import EntityType
from screening.matching.index import build_index, open_index
from screening.matching.neighbours import Neighbours
from screening.matching.similarity import similarity
from tests.screening.matching.cast import CONFIG, listed
from tests.screening.matching.variations import CLASSES, people


def test_arrays_agree_with_the_similarity(tmp_path):
    everyone = [listed(n, EntityType.PERSON, name) for n, name in enumerate(people(500, seed=31))]
    build_index(everyone, tmp_path / "i", config=CONFIG)
    half = open_index(tmp_path / "i").halves["person"]
    rng = random.Random(2)
    asked = [CLASSES[rng.choice(("keyboard", "transposed", "dropped_letter"))](rng, n) for n in people(150, seed=31)]
    words = sorted({word.lower() for name in asked if name for word in name.split() if word.isascii()})
    spelt = [word.decode() for word in half.words]
    found = {
        (place, number): value
        for place, number, value in zip(*Neighbours(half, CONFIG).alike(words), strict=True)
        if number < len(spelt) and value != CONFIG.joined
    }
    for place, word in enumerate(words):
        for number, other in enumerate(spelt):
            expected = similarity(word, other, CONFIG)
            assert abs(expected - found.get((place, number), 0.0)) < 1e-9 or expected == CONFIG.joined, (word, other)
