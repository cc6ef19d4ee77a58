"""Pages of evaluation: upload labelled data, watch the measurement, read what it found."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound
from screening.models import SettingsVersion, Watchlist
from screening.selectors.evaluation_page import evaluation_page, evaluations
from screening.selectors.settings_page import settings_version, settings_versions
from screening.services.start_evaluation import Upload, start_evaluation
from screening.tasks import queue_evaluation
from screening.views.chart_csv import chart_csv
from screening.views.posting import post

READERS = (Permission.EVALUATE, Permission.SEE_SETTINGS)
PER_PAGE = 25


class EvaluateForm(forms.Form):
    """One file of pairs, or two of populations."""

    title = forms.CharField(label=gettext_lazy("Name of the measurement"), max_length=120, required=False)
    pairs = forms.FileField(
        label=gettext_lazy("Labelled pairs"), required=False,
        help_text=gettext_lazy("Columns schema, name1, name2, is_match; quality and category may follow."),
    )  # fmt: skip
    positives = forms.FileField(
        label=gettext_lazy("or: listed parties"), required=False,
        help_text=gettext_lazy("The columns of an import of customers; “expected” may name the entry to be found."),
    )  # fmt: skip
    negatives = forms.FileField(
        label=gettext_lazy("and unlisted parties"), required=False,
        help_text=gettext_lazy("The same columns; nobody of them should raise an alert."),
    )  # fmt: skip
    lists = forms.MultipleChoiceField(
        label=gettext_lazy("Against these lists"), required=False,
        help_text=gettext_lazy("None chosen stands for all."),
        choices=lambda: [(one.code, one.title) for one in Watchlist.objects.order_by("tier", "title")],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    settings = forms.TypedChoiceField(
        label=gettext_lazy("With these settings"), coerce=int,
        choices=lambda: [(one.number, _said(one)) for one in settings_versions().exclude(state="withdrawn")],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def evaluation_list(request: SignedInRequest) -> HttpResponse:
    """All measurements; posting starts one."""
    may_start = request.user.may(Permission.EVALUATE)
    form = EvaluateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        made: list[int] = []

        def act() -> None:
            data = form.cleaned_data
            started = start_evaluation(
                title=data["title"], settings_version=settings_version(data["settings"]), pairs=_read(data["pairs"]),
                positives=_read(data["positives"]), negatives=_read(data["negatives"]), lists=data["lists"],
                by=request.user,
            )  # fmt: skip
            queue_evaluation(started)
            made.append(started.pk)

        if post(request, form, act, done=_("Started. You can leave this page."), to="."):
            return redirect("screening:evaluation", evaluation_id=made[0])
    page = Paginator(evaluations(), PER_PAGE).get_page(request.GET.get("page", 1))
    context = {"page": page, "form": form, "may_start": may_start}
    return render(request, "screening/evaluations.html", context, status=400 if form.errors else 200)


@require_safe
@needs(*READERS)
def evaluation(request: SignedInRequest, evaluation_id: int) -> HttpResponse:
    """One measurement."""
    return render(request, "screening/evaluation.html", {"page": evaluation_page(evaluation_id)})


@require_safe
@needs(*READERS)
def evaluation_progress(request: SignedInRequest, evaluation_id: int) -> HttpResponse:
    """The part of the page that moves."""
    return render(request, "screening/evaluation_result.html", {"page": evaluation_page(evaluation_id)})


@require_safe
@needs(*READERS)
def evaluation_table(request: SignedInRequest, evaluation_id: int) -> HttpResponse:  # noqa: ARG001 every view takes one
    """The table of its chart as a file."""
    chart = evaluation_page(evaluation_id).chart
    if chart is None:
        raise NotFound(_("This measurement has no figures yet."))
    return chart_csv(chart, name=f"evaluation-{evaluation_id}")


def _read(file: UploadedFile[bytes] | None) -> Upload | None:
    return (str(file.name), file.read()) if file else None


def _said(version: SettingsVersion) -> str:
    return _("Version %(n)s, %(state)s") % {"n": version.number, "state": version.get_state_display().lower()}
