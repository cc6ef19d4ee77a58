"""A file read in stretches gives what it gives in one go, or has to be read in one go."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.entities import entity_to_json
from screening.services.stretch_process import read_stretch
from screening.sources.base import NotInStretchesError, Reading, SourceError
from screening.sources.read_text import LONGEST_LINE
from screening.sources.registry import get_source
from screening.sources.stretches import stretches
from tests.screening.sources.conftest import SAMPLES
from tests.screening.sources.test_mutations import EXAMPLES, mutated

QUOTED = {"opensanctions": True, "senzing": False}


def grown(code: str, copies: int = 12) -> bytes:
    """The sample's rows again and again, each copy under keys of its own."""
    if code == "senzing":
        text = (SAMPLES / "senzing/senzing.jsonl").read_text(encoding="utf-8")
        return "".join(text.replace('"RECORD_ID": "', f'"RECORD_ID": "{n}-') for n in range(copies)).encode()
    head, rest = (SAMPLES / "opensanctions/targets.simple.csv").read_bytes().split(b"\n", 1)
    return head + b"\n" + b"".join(rest.replace(b'"NK-', f'"NK{n}-'.encode()) for n in range(copies))


def in_one_go(code, path):
    reading = Reading()
    entities = list(get_source(code).read([path], reading))
    return [entity_to_json(one) for one in entities], reading.rows, reading.format, reading.in_order, reading.notes


def in_stretches(code, path, size):
    """What all stretches give together, as the import puts them together; raises as that does."""
    entities, keys, reading = [], [], Reading()
    for stretch in stretches(path, quoted=QUOTED[code], size=size):
        found = read_stretch(get_source(code), [path], stretch)
        if found.refused:
            raise NotInStretchesError(found.refused)
        entities += [{**state.content, **placed(state)} for state in found.states]
        keys += [found.keys[at : at + 8] for at in range(0, len(found.keys), 8)]
        reading.rows += found.rows
        reading.format = found.format
        for finding in found.unread:
            reading.leave(*finding)
        for text in found.notes:
            reading.note(text)
    if len(set(keys)) != len(keys):
        raise NotInStretchesError("a key comes twice")
    return entities, reading.rows, reading.format, reading.in_order, reading.notes


def placed(state):
    technical = dict(state.technical)
    own = {name: technical.pop(name) for name in ("provenance", "url") if name in technical}
    return {**own, **({"technical": [list(pair) for pair in technical.items()]} if technical else {})}


def plain(found):
    """Fields in any order, technical ones too: they are stored as an object."""
    entities, *report = found
    return [{**one, "technical": dict(one.get("technical", ()))} for one in entities], *report


@pytest.mark.parametrize("code", QUOTED)
@pytest.mark.parametrize("size", [1, 200, 1_000, 10**6])
def test_stretches_give_what_the_whole_gives(code, size, tmp_path):
    path = tmp_path / "list"
    path.write_bytes(grown(code))
    assert plain(in_stretches(code, path, size)) == plain(in_one_go(code, path))


@pytest.mark.parametrize("code", QUOTED)
def test_stretches_are_the_whole_file_in_lines(code, tmp_path):
    path = tmp_path / "list"
    content = grown(code)
    path.write_bytes(content)
    cut = list(stretches(path, quoted=QUOTED[code], size=300))
    assert len(cut) > 5
    assert b"".join(content[one.start : one.end] for one in cut) == content
    assert [one.lines_before for one in cut] == [content.count(b"\n", 0, one.start) for one in cut]


@pytest.mark.parametrize("code", QUOTED)
def test_damage_is_told_apart_or_read_the_same(code, tmp_path):
    path = tmp_path / "list"
    apart = 0

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(grown(code, 4)), st.sampled_from([60, 200, 700]))
    def check(damaged, size):
        nonlocal apart
        path.write_bytes(damaged)
        try:
            found = in_stretches(code, path, size)
        except (NotInStretchesError, SourceError):
            return  # read in one go, whatever that says
        apart += 1
        assert plain(found) == plain(in_one_go(code, path))

    check()
    assert apart


@pytest.mark.parametrize("content", [b"a\r\nb\rc\n", b"a\n\x1a\n", b'a\n"' + b"b\n" * LONGEST_LINE])
def test_what_only_the_whole_can_tell_is_not_cut(content, tmp_path):
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(NotInStretchesError):
        list(stretches(path, quoted=True))


def test_a_line_end_inside_quotes_is_no_end(tmp_path):
    path = tmp_path / "list"
    path.write_bytes(b'a,b\n"x\ny","z\n"\nc,d\n')
    cut = list(stretches(path, quoted=True, size=1))
    assert [(one.start, one.end) for one in cut] == [(0, 4), (4, 15), (15, 19)]
