"""Forms of questionnaires: answers by question, the customer's address, asking again, the review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import LINES, set_choices
from customers.services.answer_question import AnswerFact
from customers.services.send_questionnaire import LONGEST_DAYS


def answers_of(post: Mapping[str, Any], *, numbers: Iterable[int], source: str) -> list[AnswerFact]:
    """The answers in a form with ``value-N``, ``narrative-N``, ``confidence-N`` and ``was-N`` for question N.

    ``was-N`` is the number of the answer that the form showed, so that nobody overwrites what they did not see.
    Questions that the form does not name are left out.
    """
    facts = []
    for number in numbers:
        if f"was-{number}" not in post:
            continue
        was = str(post[f"was-{number}"])
        facts.append(
            AnswerFact(
                question=number,
                source=source,
                value=str(post.get(f"value-{number}", "")),
                narrative=str(post.get(f"narrative-{number}", "")).replace("\r\n", "\n"),
                confidence=str(post.get(f"confidence-{number}", "")) or "none",
                expected=int(was) if was.isascii() and was.isdigit() and len(was) < 7 else 0,
            )
        )
    return facts


def files_of(
    files: MultiValueDict[str, UploadedFile[bytes]], *, numbers: Iterable[int]
) -> list[tuple[int, UploadedFile[bytes]]]:
    """The files in a form with ``file-N`` for question N."""
    return [(number, file) for number in numbers for file in files.getlist(f"file-{number}")]


class SendForm(forms.Form):
    """For whom an address is made, and how long it works."""

    recipient = forms.CharField(
        label=_("For whom"),
        max_length=200,
        help_text=_("The person who answers. The name stands beside their answers."),
    )
    days = forms.IntegerField(label=_("Works for days"), min_value=1, max_value=LONGEST_DAYS, initial=30)


class AskAgainForm(forms.Form):
    """The questions to ask again, and a note that the customer reads."""

    questions = forms.TypedMultipleChoiceField(
        label=_("Questions to ask again"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note to the customer"), required=False, widget=forms.Textarea(attrs=LINES), max_length=2000,
        help_text=_("The customer reads it at the top of their page."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "questions", choices)


class ReviewForm(forms.Form):
    """What the review found."""

    note = forms.CharField(label=_("What the review found"), required=False, widget=forms.Textarea(attrs=LINES))
    due_diligence_done = forms.BooleanField(label=_("Enhanced due diligence is done"), required=False)
