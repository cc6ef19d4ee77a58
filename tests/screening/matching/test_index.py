"""Building, saving and opening the index."""

from __future__ import annotations

import pytest

from screening.entities import EntityType
from screening.matching.container import IndexFileError
from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, ENTITIES, listed, person


def test_report_counts_entities_and_names(tmp_path):
    report = build_index(ENTITIES, tmp_path / "i", config=CONFIG)
    assert (report.entities, report.bytes) == (len(ENTITIES), (tmp_path / "i").stat().st_size)
    assert report.names >= len(ENTITIES)


def test_the_same_entities_give_the_same_fingerprint(tmp_path):
    one, other, fewer = (
        build_index(part, tmp_path / name, config=CONFIG).fingerprint
        for name, part in (("a", ENTITIES), ("b", ENTITIES), ("c", ENTITIES[1:]))
    )
    assert one == other != fewer


def test_an_empty_index_answers(tmp_path):
    build_index([], tmp_path / "i", config=CONFIG)
    assert Screener(open_index(tmp_path / "i"), config=CONFIG).screen([person("Anyone")])[0].matches == ()


def test_a_failed_build_keeps_the_old_index(tmp_path):
    build_index(ENTITIES, tmp_path / "i", config=CONFIG)

    def broken():
        yield ENTITIES[0]
        raise RuntimeError("the source failed")

    with pytest.raises(RuntimeError):
        build_index(broken(), tmp_path / "i", config=CONFIG)
    assert len(open_index(tmp_path / "i")) == len(ENTITIES)


@pytest.mark.parametrize("content", [b"", b"something else", b"DDPINDEX1\n" + b"\xff" * 20])
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "i").write_bytes(content)
    with pytest.raises(IndexFileError):
        open_index(tmp_path / "i")


def test_a_cut_file_is_refused(tmp_path):
    build_index(ENTITIES, tmp_path / "i", config=CONFIG)
    whole = (tmp_path / "i").read_bytes()
    (tmp_path / "i").write_bytes(whole[:-1])
    with pytest.raises(IndexFileError, match="cut short"):
        open_index(tmp_path / "i")


def test_an_unrelated_entity_changes_no_score(tmp_path, screener):
    more = [*ENTITIES, *(listed(100 + n, EntityType.PERSON, f"Dragomir Other{n}") for n in range(20))]
    build_index(more, tmp_path / "i", config=CONFIG)
    query = person("Dragomir Hradil")
    after = {
        m.entity_id: m.score for m in Screener(open_index(tmp_path / "i"), config=CONFIG).screen([query])[0].matches
    }
    assert {m.entity_id: m.score for m in screener.screen([query])[0].matches}.items() <= after.items()
