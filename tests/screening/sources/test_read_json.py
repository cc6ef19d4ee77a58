"""JSON lines."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.read_json import read_objects


def objects(tmp_path, content):
    path = tmp_path / "list.json"
    path.write_text(content, encoding="utf-8")
    return list(read_objects(path, Reading()))


def test_objects_come_with_their_lines(tmp_path):
    assert objects(tmp_path, '{"a":1}\n\n{"b":"é"}\n') == [(1, {"a": 1}), (3, {"b": "é"})]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"a":1}\n{"a":', "line 2: is not whole JSON"),
        ("[1]\n", "is not a JSON object"),
        ('{"a":1,"a":2}\n', "a key appears twice"),
        ('{"a":NaN}\n', "NaN is not JSON"),
        ('{"a":' + "[" * 100_000 + "\n", "line 1"),
    ],
)
def test_damage_is_refused_with_its_line(tmp_path, content, reason):
    with pytest.raises(SourceError, match=reason):
        objects(tmp_path, content)
