"""Forms of the case pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from screening.models import Case


def _day(label: object, **options: object) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), required=False, **options)  # type: ignore[arg-type]


def _text(label: object, rows: int = 3, **options: object) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=False, max_length=10_000, **options)  # type: ignore[arg-type]


class OpenForm(forms.Form):
    """A new case."""

    reason = _text(_("What is to be found out?"))


class TaskForm(forms.Form):
    """A task, or a question to somebody."""

    what = forms.CharField(label=_("What is to be done, or asked?"), max_length=400, required=False)
    asked_of = forms.CharField(
        label=_("Asked of"), max_length=200, required=False, help_text=_("Only for a question; empty for a task.")
    )
    due_on = _day(_("By"))


class FinishForm(forms.Form):
    """What came of a task."""

    task = forms.IntegerField(widget=forms.HiddenInput)
    answer = _text(_("Result or answer"), 2)


class FilingForm(forms.Form):
    """A planned report."""

    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    what = forms.CharField(label=_("Which report"), max_length=200, required=False)
    due_on = _day(_("Due by"))


class FiledForm(forms.Form):
    """A report as filed."""

    filing = forms.IntegerField(widget=forms.HiddenInput)
    filed_on = _day(_("Filed on"))
    reference = forms.CharField(label=_("Reference of the authority"), max_length=120, required=False)


class NoteForm(forms.Form):
    """A note."""

    text = _text(_("Note"))


class OutcomeForm(forms.Form):
    """How the case ends; nothing is selected."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Case.Outcome.choices, widget=forms.RadioSelect, required=False
    )
    reason = _text(_("What was found, and why does it lead there?"), 4)


class WhyForm(forms.Form):
    """A reason."""

    why = _text(_("Why?"))


class NoForm(forms.Form):
    """A deed that asks for nothing."""
