"""Forms: the error summary, one field with its label, hint and error, and the rating scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

UNKNOWN_VALUES = ("?", "unknown", "u", "-1")
RATING_CELLS = ("0", "1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One error of the summary and the field it points at ("" for the form as a whole)."""

    text: str
    target: str


def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """The red box at the top: how many things to correct, each a link to its field; empty without errors."""
    lines = [ErrorLine(str(text), "") for text in form.non_field_errors()]
    for field in form:
        lines += [ErrorLine(f"{_named(field)}{text}", first_id(field)) for text in field.errors]
    number = capfirst(str(apnumber(len(lines))))
    heading = ngettext("%(n)s thing to correct", "%(n)s things to correct", len(lines)) % {"n": number}
    return {"lines": lines, "title": f"{title or gettext('Not saved.')} {heading}"}


def _named(bound: BoundField) -> str:
    """The field's name before a sentence that Django's own forms write, which speaks of "this field" alone."""
    codes = {error.code for error in bound.errors.as_data()}
    return f"{bound.label}: " if codes & {"required", "invalid", "invalid_choice"} and bound.label else ""


def field(bound: BoundField, hint: str = "", label: str = "") -> dict[str, Any]:
    """Label, hint, error and control of one field, in that order."""
    widget = bound.field.widget
    group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    kind = "group" if group else "tick" if isinstance(widget, CheckboxInput) else "control"
    return {"field": bound, "kind": kind, "hint": hint or bound.help_text, "label": label or bound.label}


def first_id(bound: BoundField) -> str:
    """The id a link to this field must name; of a group it is the first choice."""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label


def rating_scale(name: str, value: object = None, label: str = "", editable: bool = True) -> dict[str, Any]:
    """Six cells, 0 to 4 and "?": radio buttons named ``name``, or a picture of the value if not ``editable``."""
    text = "" if value is None else str(getattr(value, "value", value)).strip().lower()
    chosen = "?" if text in UNKNOWN_VALUES else text
    spoken = (
        gettext("unknown")
        if chosen == "?"
        else gettext("%(n)s of 4") % {"n": chosen}
        if chosen
        else gettext("not rated")
    )
    return {
        "name": name,
        "chosen": chosen,
        "cells": RATING_CELLS,
        "label": label or name,
        "editable": editable,
        "spoken": spoken,
    }
