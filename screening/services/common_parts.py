"""What two states of an entity may be compared by, where a version lacks a companion file of its source.

A version without its file of aliases did not remove anybody's alias. So aliases are compared only between two
versions that both had that file; likewise addresses and the continuation of remarks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

# Remarks stop here in the main file and go on in the companion.
_CUT_AT = 1_000
_LINK = re.compile(r"https?://[^\s<>\"]+")
_TEXTS = ("remarks", "reasons")
# What is read out of remarks, and so is incomplete where their continuation is missing.
_FROM_REMARKS = (
    *("remarks", "birth_dates", "founded", "places_of_birth", "countries", "gender", "identifiers", "links"),
    *("extra", "titles", "positions", "legal_basis", "reasons", "ends_on"),
)


def settled(content: dict[str, Any]) -> dict[str, Any]:
    """The content without addresses of web pages inside its texts: a moved page is no change of the entity."""
    texts = {name: _LINK.sub("", content[name]) for name in _TEXTS if name in content}
    return {**content, **texts}


def comparable(content: dict[str, Any], *, missing: Collection[str], cut: bool = False) -> dict[str, Any]:
    """The content without what the missing companions would have told. ``cut``: its remarks go on elsewhere."""
    kept = dict(content)
    if "aliases" in missing:
        kept["names"] = [
            name for name in kept.get("names", ()) if name["kind"] == "primary" or name["strength"] == "weak"
        ]
    if "addresses" in missing:
        kept.pop("addresses", None)
        # Notes to an address stand among the remarks.
        kept.pop("remarks", None)
        kept["countries"] = [one for one in kept.get("countries", ()) if one["kind"] != "address"]
    if "comments" in missing and cut:
        kept = {name: value for name, value in kept.items() if name not in _FROM_REMARKS}
        kept["names"] = [name for name in kept.get("names", ()) if name["kind"] == "primary"]
    return kept


def is_changed(before: dict[str, Any], after: dict[str, Any], *, missing: Collection[str]) -> bool:
    """Whether two states differ in what both versions had."""
    before, after = settled(before), settled(after)
    if not missing:
        return before != after
    cut = max(len(before.get("remarks", "")), len(after.get("remarks", ""))) >= _CUT_AT
    return comparable(before, missing=missing, cut=cut) != comparable(after, missing=missing, cut=cut)
