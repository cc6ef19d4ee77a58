"""Says in a sentence what changed in what is compared, on our side and on the list."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from screening.entities import MATCHED_FIELDS, Subject

_TITLES: dict[str, Promise] = {
    "type": gettext_lazy("type"),
    "names": gettext_lazy("names"),
    "birth_dates": gettext_lazy("date of birth"),
    "founded": gettext_lazy("date of founding"),
    "places_of_birth": gettext_lazy("place of birth"),
    "countries": gettext_lazy("countries"),
    "gender": gettext_lazy("gender"),
    "identifiers": gettext_lazy("identifiers"),
    "addresses": gettext_lazy("addresses"),
}


def change_sentence(ours: tuple[Subject, Subject], listed: tuple[Subject, Subject]) -> str:
    """What differs between (before, after) of each side; "" where nothing that is compared differs."""
    sentences = []
    if fields := _changed(*ours):
        sentences.append(_("Changed on our side: %(fields)s.") % {"fields": fields})
    if fields := _changed(*listed):
        sentences.append(_("Changed on the list: %(fields)s.") % {"fields": fields})
    return " ".join(sentences)


def _changed(before: Subject, after: Subject) -> str:
    return ", ".join(str(_TITLES[name]) for name in MATCHED_FIELDS if getattr(before, name) != getattr(after, name))
