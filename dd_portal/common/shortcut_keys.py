"""The single keys of the portal: which there are, and which others a person may put in their place (WCAG 2.1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ALLOWED = "abcdefghijklmnopqrstuvwxyz0/?"
_TICKS = "123456789"


@dataclass(frozen=True, slots=True)
class KeyDeed:
    """What a key does; ``usual`` is the key it has unless a person chose another."""

    code: str
    usual: str
    title: Promise


DEEDS = (
    KeyDeed("list", "?", gettext_lazy("List the keys of this page")),
    KeyDeed("find", "/", gettext_lazy("Find name or ID")),
    KeyDeed("next", "j", gettext_lazy("Next row, or next match")),
    KeyDeed("previous", "k", gettext_lazy("Previous row, or previous match")),
    KeyDeed("select", "x", gettext_lazy("Select the row; with Shift, up to this row")),
    KeyDeed("start", "n", gettext_lazy("Start the next alert; on an alert, go to the next of the view")),
    KeyDeed("take", "t", gettext_lazy("Take")),
    KeyDeed("release", "r", gettext_lazy("Release")),
    KeyDeed("not_the_same", "f", gettext_lazy("Choose: not the same")),
    KeyDeed("the_same", "m", gettext_lazy("Choose: the same")),
    KeyDeed("unsure", "u", gettext_lazy("Choose: unsure")),
    KeyDeed("escalate", "e", gettext_lazy("Escalate")),
    KeyDeed("request", "i", gettext_lazy("Request information")),
    KeyDeed("note", "c", gettext_lazy("Write a note")),
    KeyDeed("attach", "a", gettext_lazy("Attach a file")),
    KeyDeed("latin", "l", gettext_lazy("Latin letters only, or the original script too")),
    KeyDeed("differences", "d", gettext_lazy("Show differences only")),
    KeyDeed("earlier", "h", gettext_lazy("Earlier decisions")),
    KeyDeed("why", "w", gettext_lazy("Why this alert")),
    KeyDeed("go", "g", gettext_lazy("Go to a place, with a second key")),
)


def read_keys(written: str) -> dict[str, str]:
    """From the stored form ("n:b t:", usual key and own key) to {usual: own}; "" is a key that is off."""
    pairs = (part.partition(":") for part in written.split())
    return {usual: own for usual, _colon, own in pairs}


def write_keys(keys: Mapping[str, str]) -> str:
    """The stored form of the keys that differ from the usual ones, in the order of the table."""
    return " ".join(f"{one.usual}:{keys[one.usual]}" for one in DEEDS if keys.get(one.usual, one.usual) != one.usual)


def refused_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Why a choice {usual: own} cannot stand, a sentence by the code of each deed at fault; none where it can.

    A key is one of ``ALLOWED`` or "" for none, and no two deeds share one.
    """
    refused = {}
    for one in DEEDS:
        own = keys.get(one.usual, one.usual)
        if own == "":
            continue
        others = [str(two.title) for two in DEEDS if two is not one and keys.get(two.usual, two.usual) == own]
        if own in _TICKS:
            refused[one.code] = _("1 to 9 tick reasons. Choose a letter.")
        elif len(own) != 1 or own not in ALLOWED:
            refused[one.code] = _("Choose one letter from A to Z, 0, / or ?, or leave it empty for no key.")
        elif others:
            refused[one.code] = _("%(key)s is also the key of “%(other)s”. Give each its own.") % {
                "key": own.upper(), "other": others[0],
            }  # fmt: skip
    return refused
