"""Pages of quality review: samples, what they tell, and the blind look."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from screening.models import Resolution
from screening.selectors.quality_page import (
    look_page,
    quality_check,
    quality_result,
    quality_sample,
    quality_samples,
)
from screening.services.check_quality import check_quality
from screening.services.draw_quality_sample import draw_quality_sample
from screening.views.posting import post

READERS = (Permission.REVIEW_QUALITY, Permission.APPROVE_T1, Permission.SEE_AUDIT)


class DrawForm(forms.Form):
    """A sample to be drawn."""

    starts_on = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=gettext_lazy("To, included"), widget=forms.DateInput(attrs={"type": "date"}))
    per_stratum = forms.IntegerField(label=gettext_lazy("Answers of each stratum"), initial=20)
    double_share = forms.IntegerField(label=gettext_lazy("Per cent that two reviewers look at"), initial=20)


class LookForm(forms.Form):
    """The reviewer's own answer; nothing is selected."""

    check = forms.IntegerField(widget=forms.HiddenInput)
    identity = forms.ChoiceField(
        label=gettext_lazy("Is it the same party?"),
        choices=Resolution.Identity.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Why?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10_000
    )


class HoldForm(forms.Form):
    """Whether the reasons that were given carry the answer; asked once both answers are the same."""

    check = forms.IntegerField(widget=forms.HiddenInput)
    identity = forms.CharField(widget=forms.HiddenInput)
    reasons_hold = forms.TypedChoiceField(
        label=gettext_lazy("Do the reasons and the rationale carry the answer?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, the answer is right but they do not"))],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    note = forms.CharField(
        label=gettext_lazy("What is weak?"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=10_000
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def quality(request: SignedInRequest) -> HttpResponse:
    """All samples; posting draws one."""
    form = DrawForm(request.POST or None)
    may_draw = request.user.may(Permission.REVIEW_QUALITY)
    if request.method == "POST":
        made: list[int] = []
        act = lambda: made.append(draw_quality_sample(by=request.user, **form.cleaned_data).number)  # noqa: E731
        if post(request, form, act, done=_("Drawn."), to="."):
            return redirect("screening:quality_sample", number=made[0])
    context = {"samples": quality_samples(), "form": form, "may_draw": may_draw}
    return render(request, "screening/quality.html", context, status=400 if form.errors else 200)


@require_safe
@needs(*READERS)
def sample(request: SignedInRequest, number: int) -> HttpResponse:
    """What a sample tells."""
    result = quality_result(quality_sample(number), by=request.user)
    return render(request, "screening/quality_sample.html", {"result": result})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REVIEW_QUALITY)
def look(request: SignedInRequest, number: int) -> HttpResponse:
    """The next answer. The own answer comes first; what was answered is shown only afterwards, and only where both
    agree is asked whether the reasons carry it.
    """
    found = quality_sample(number)
    form: forms.Form = LookForm()
    if request.method == "POST":
        holding = "reasons_hold" in request.POST or "holding" in request.POST
        form = HoldForm(request.POST) if holding else LookForm(request.POST)
        if form.is_valid():
            check = quality_check(found, form.cleaned_data["check"], by=request.user)
            identity = form.cleaned_data["identity"]
            if not holding and check.resolution.identity == identity and not check.grade:
                asked: forms.Form = HoldForm(initial={"check": check.pk, "identity": identity})
                return render(
                    request, "screening/quality_agreed.html", {"sample": found, "check": check, "form": asked}
                )
            # Whoever has seen that both agree cannot answer otherwise any more.
            identity = check.resolution.identity if holding else identity
            holds = form.cleaned_data.get("reasons_hold")
            note = form.cleaned_data["note"]
            act = lambda: check_quality(  # noqa: E731
                check=check, identity=identity, reasons_hold=holds, note=note, by=request.user
            )
            answered = post(request, form, act, done=_("Recorded."), to=request.path)
            if answered:
                return answered
        if holding:
            check = quality_check(found, _number(request.POST.get("check", "")), by=request.user)
            context: dict[str, object] = {"sample": found, "check": check, "form": form}
            return render(request, "screening/quality_agreed.html", context, status=400)
    shown: dict[str, object] = {"page": look_page(found, by=request.user), "form": form}
    return render(request, "screening/quality_look.html", shown, status=400 if form.errors else 200)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0
