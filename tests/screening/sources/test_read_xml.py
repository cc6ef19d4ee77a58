"""Elements of XML files."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.read_xml import read_elements, report_unknown, root_name, text_of

BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><list><one>&b;</one></list>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><list><one>&x;</one></list>'


def written(tmp_path, content):
    path = tmp_path / "list.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ones(path):
    return [f for f in read_elements(path, root="list", wanted=frozenset({"one"})) if not f.opening]


def test_elements_come_with_local_names(tmp_path):
    path = written(tmp_path, '<list xmlns="http://any"><part><one><name> A </name></one><one/></part></list>')
    names = [(found.ordinal, text_of(found.element, "name")) for found in read_elements_texts(path)]
    assert names == [(1, "A"), (2, "")]


def read_elements_texts(path):
    for found in read_elements(path, root="list", wanted=frozenset({"one"})):
        if not found.opening:
            yield found


def test_the_root_comes_first_with_its_attributes(tmp_path):
    path = written(tmp_path, '<list date="2026-01-01"><one/></list>')
    first = next(read_elements(path, root="list", wanted=frozenset({"one"})))
    assert first.opening
    assert first.element.get("date") == "2026-01-01"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB, "document type declaration"),
        (OUTSIDE, "document type declaration"),
        ("<list><one></list>", "line 1: is not whole XML"),
        ("<list>\n<one/>", "line 2: is not whole XML"),
        ("<other/>", "its root is <other>, expected <list>"),
        ("a,b\n", "is not whole XML"),
        ('<?xml version="1.0" encoding="x-unknown"?><list/>', "is not whole XML"),
        ("<list><one>\x07</one></list>", "is not whole XML"),
        ("<list>" + "<a>" * 100 + "</a>" * 100 + "</list>", "nested deeper"),
        ('<?xml version="1.0" encoding="utf-8"?><list><one>é</one></list>'.encode("cp1252"), "is not whole XML"),
    ],
)
def test_hostile_and_broken_files_are_refused(tmp_path, content, reason):
    with pytest.raises(SourceError, match=reason):
        ones(written(tmp_path, content))


def test_root_name_tells_formats_apart(tmp_path):
    assert root_name(written(tmp_path, '<x:sdnList xmlns:x="u"/>')) == "sdnList"
    assert root_name(written(tmp_path, "1,2\n")) == ""


def test_unknown_elements_and_attributes_are_reported(tmp_path):
    reading = Reading()
    for one in read_elements_texts(written(tmp_path, '<list><one><a>1</a><b c="2"/><d/></one></list>')):
        report_unknown(one.element, frozenset({"one/a"}), reading)
    assert [finding.where for finding in reading.unread] == ["one/b/@c"]


def test_memory_stays_bounded(tmp_path):
    path = written(tmp_path, "<list>" + "<one><a>x</a></one>" * 20_000 + "</list>")
    elements = read_elements(path, root="list", wanted=frozenset({"one"}))
    root = next(elements).element
    waiting = [len(root) for _ in elements]
    assert len(waiting) == 20_000
    assert max(waiting) < 2_000  # what the parser reads ahead
