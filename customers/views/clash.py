"""Two people changed the same thing: both versions side by side, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One field in which what is stored now differs from what was typed."""

    label: str
    stored: str
    typed: str


def clash_rows(form: forms.Form, stored: Mapping[str, Any]) -> tuple[ClashRow, ...]:
    """The fields of a bound form that differ from ``stored``, which has the shape of the form's initial values."""
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            continue
        typed, now = _words(field, form[name].value()), _words(field, field.prepare_value(stored.get(name)))
        if typed != now:
            rows.append(ClashRow(str(field.label), now or "–", typed or "–"))
    return tuple(rows)


def at_version(posted: QueryDict, version: object) -> QueryDict:
    """What was posted, now meant for the version that is stored: saving it again is a decision, not an accident."""
    again = posted.copy()
    again["version"] = str(version)
    return again


def said_again(posted: QueryDict, stored: Mapping[str, Any]) -> QueryDict:
    """The same for whatever a form is about: at the stored version where one is counted, else at this moment."""
    if "version" in stored:
        return at_version(posted, stored["version"])
    again = posted.copy()
    again["shown_at"] = timezone.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    return again


def _words(field: forms.Field, value: Any) -> str:
    choices = {str(key): str(text) for key, text in getattr(field, "choices", ())} if hasattr(field, "choices") else {}
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    if choices:
        return ", ".join(sorted(choices.get(str(one), str(one)) for one in values if str(one)))
    return "\n".join(str(one) for one in values).replace("\r\n", "\n").strip()
