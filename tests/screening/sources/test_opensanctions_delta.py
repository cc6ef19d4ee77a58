"""Deltas of the aggregator."""

import pytest
from hypothesis import HealthCheck, given, settings

from screening.sources.base import Reading, SourceError
from screening.sources.opensanctions import read as read_os
from screening.sources.opensanctions_delta import Applied, apply_delta
from tests.screening.sources.conftest import SAMPLES
from tests.screening.sources.test_mutations import EXAMPLES, mutated

BASE = SAMPLES / "opensanctions" / "entities.ftm.json"
DELTA = SAMPLES / "opensanctions" / "entities.delta.json"


def test_a_delta_makes_the_next_version(tmp_path):
    target = tmp_path / "next.json"
    assert apply_delta(BASE, delta=DELTA, target=target) == Applied(added=1, changed=1, removed=1)
    names = {entity.id: entity.caption for entity in read_os([target], Reading())}
    assert names == {
        "opensanctions:NK-1": "Milo Petrovic",
        "opensanctions:NK-2": "Norvane Optics Ltd",
        "opensanctions:NK-4": "Someone New",
    }


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ('{"op":"DEL","entity":{"id":"absent"}}', "is not in the base"),
        ('{"op":"ADD","entity":{"id":"NK-1"}}', "which is there"),
        ('{"op":"NEW","entity":{"id":"NK-1"}}', "is no delta operation"),
    ],
)
def test_a_delta_of_another_base_is_refused(tmp_path, operation, reason):
    delta = tmp_path / "delta.json"
    delta.write_text(operation + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        apply_delta(BASE, delta=delta, target=tmp_path / "next.json")


def test_any_damage_is_refused_or_makes_a_file_that_is_judged_again(tmp_path):
    delta, target, before = tmp_path / "delta.json", tmp_path / "next.json", BASE.read_bytes()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(mutated(DELTA.read_bytes()))
    def check(damaged):
        target.unlink(missing_ok=True)
        delta.write_bytes(damaged)
        try:
            apply_delta(BASE, delta=delta, target=target)
            entities = list(read_os([target], Reading()))
        except SourceError as error:
            assert error.reason
        else:
            assert len({entity.id for entity in entities}) == len(entities)
        assert BASE.read_bytes() == before

    check()
