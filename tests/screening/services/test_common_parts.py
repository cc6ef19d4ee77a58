"""Comparing states of which one version lacked a companion file."""

from __future__ import annotations

from screening.services.common_parts import is_changed

NAME = {"full": "A", "kind": "primary", "strength": "strong"}
ALIAS = {"full": "B", "kind": "alias", "strength": "strong"}


def test_missing_aliases_are_no_change():
    assert not is_changed({"names": [NAME, ALIAS]}, {"names": [NAME]}, missing={"aliases"})
    assert is_changed({"names": [NAME, ALIAS]}, {"names": [NAME]}, missing=set())


def test_another_main_name_is_a_change_even_so():
    assert is_changed({"names": [NAME]}, {"names": [{**NAME, "full": "C"}]}, missing={"aliases"})


def test_missing_addresses_are_no_change():
    before = {"names": [NAME], "addresses": [{"full": "x"}], "countries": [{"code": "ir", "kind": "address"}]}
    assert not is_changed(before, {"names": [NAME]}, missing={"addresses"})


def test_moved_web_page_is_no_change():
    assert not is_changed({"remarks": "see https://a.org/1"}, {"remarks": "see https://a.org/2"}, missing=set())
