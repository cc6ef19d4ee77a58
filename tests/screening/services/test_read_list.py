"""Large files are read by several processes; what they cannot read alone is read again in one go."""

import os
import signal
from pathlib import Path

import pytest

from screening.services.read_list import ListReading
from screening.services.read_stretches import processes_at_hand
from screening.sources.base import SourceError
from screening.sources.registry import get_source
from tests.screening.sources.test_stretches import grown

COPIES = 4_000
pytestmark = pytest.mark.skipif(not processes_at_hand(), reason="a single core reads in one go")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "targets.simple.csv"
    path.write_bytes(grown("opensanctions", COPIES))
    return path


def readers() -> list[int]:
    """The processes that this one started for reading."""
    kept = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    started = [int(pid) for one in kept for pid in one.read_text().split()]
    return [pid for pid in started if b"stretch_process" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def lines_of(content: bytes) -> int:
    return content.count(b"\n")


def reading_of(path, *, large_bytes=1, each_batch=lambda count: None):
    return ListReading(get_source("opensanctions"), [path], each_batch=each_batch, large_bytes=large_bytes)


def everything(path, **options):
    with reading_of(path, **options) as read:
        states = [state for batch in read.ahead(list) for state in batch]
        report = read.reading
        assert read.entities == len(states)
        return states, read.names, report.rows, report.format, report.in_order, report.notes


def test_several_processes_read_what_one_reads(path):
    told, seen = [], []

    def each(count):
        told.append(count)
        seen.extend(readers())

    apart = everything(path, each_batch=each)
    assert len(set(seen)) == processes_at_hand()
    assert told == sorted(told)
    assert not readers()
    assert apart == everything(path, large_bytes=10**9)
    assert len(apart[0]) == 2 * COPIES


def test_killed_processes_lose_nothing(path):
    killed = []

    def kill_once(count):
        if not killed:
            killed.extend(readers())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    found = everything(path, each_batch=kill_once)
    assert killed
    assert found == everything(path, large_bytes=10**9)


def test_a_key_that_comes_again_far_down_is_refused_with_its_line(path):
    content = path.read_bytes()
    row = content[content.index(b'"NK7-') :].split(b'"NK8-')[0]
    path.write_bytes(content + row)
    line = lines_of(content) + 2  # the row has a line end in a cell
    with pytest.raises(SourceError, match=f"line {line}: the id NK7-1 appears twice"):
        everything(path)
    assert not readers()


def test_a_damaged_row_far_down_is_refused_with_its_line(path):
    content = path.read_bytes()
    path.write_bytes(content + b'"NK-x","Person","too short"\n')
    with pytest.raises(SourceError, match=f"line {lines_of(content) + 1}: 3 columns"):
        everything(path)


def test_who_stops_drawing_leaves_no_process(path):
    with reading_of(path) as read:
        batches = read.ahead(list)
        next(batches)
        batches.close()
    assert not readers()


def test_a_small_file_starts_none(path):
    seen = []
    everything(path, large_bytes=10**9, each_batch=lambda count: seen.extend(readers()))
    assert not seen
