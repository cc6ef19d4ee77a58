"""Pages of the engine's settings: versions, a draft with its test, submission, approval."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import NotFound
from screening.selectors.settings_page import settings_page, settings_version, settings_versions
from screening.services.approve_settings import approve_settings
from screening.services.change_settings import change_settings
from screening.services.draft_settings import draft_settings
from screening.services.return_settings import return_settings
from screening.services.start_backtest import start_backtest
from screening.services.submit_settings import submit_settings
from screening.services.withdraw_settings import withdraw_settings
from screening.tasks import queue_backtest
from screening.views.chart_csv import chart_csv
from screening.views.posting import post
from screening.views.settings_forms import ApproveForm, ChangeForm, DraftForm, NoForm, ReturnForm, SubmitForm, TestForm

READERS = (
    Permission.SEE_SETTINGS,
    Permission.DRAFT_SETTINGS,
    Permission.APPROVE_SETTINGS,
    Permission.JUDGE_BELOW_LINE,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*READERS)
def settings_list(request: SignedInRequest) -> HttpResponse:
    """All versions; posting drafts a new one from the active one, or from the version named as ``based_on``."""
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        source = request.POST.get("based_on", "")
        based_on = settings_version(int(source)) if source.isdecimal() else None
        made: list[int] = []

        def act() -> None:
            draft = draft_settings(reason=form.cleaned_data["reason"], based_on=based_on, by=request.user)
            made.append(draft.number)

        if post(request, form, act, done=_("Drafted. Change it, then test it."), to="."):
            return redirect("screening:settings_version", number=made[0])
    context = {
        "versions": settings_versions(),
        "form": form,
        "may_draft": request.user.may(Permission.DRAFT_SETTINGS),
    }
    return render(request, "screening/settings_list.html", context, status=400 if form.errors else 200)


@require_safe
@needs(*READERS)
def settings_one(request: SignedInRequest, number: int) -> HttpResponse:
    """One version."""
    return _shown(request, number)


@require_safe
@needs(*READERS)
def settings_progress(request: SignedInRequest, number: int) -> HttpResponse:
    """The part of the page that moves while a test runs."""
    page = settings_page(number, by=request.user)
    # What stands above and below on the page was written before the test ended.
    return render(request, "screening/settings_progress.html", {"page": page, "is_stale": page.running is None})


@require_safe
@needs(*READERS)
def settings_table(request: SignedInRequest, number: int) -> HttpResponse:
    """The table of the test's chart as a file."""
    test = settings_page(number, by=request.user).test
    if test is None or test.chart is None:
        raise NotFound(_("This version has no test yet."))
    return chart_csv(test.chart, name=f"settings-{number}")


@require_POST
@needs(Permission.DRAFT_SETTINGS)
def settings_change(request: SignedInRequest, number: int) -> HttpResponse:
    """Change the numbers of a draft."""
    version = settings_version(number)
    form = ChangeForm(request.POST, config=version.config)
    act = lambda: change_settings(version=version, values=form.values(), by=request.user)  # noqa: E731
    return post(request, form, act, done=_("Saved. The draft is untested now."), to=_address(number)) or _shown(
        request, number, change=form
    )


@require_POST
@needs(Permission.DRAFT_SETTINGS)
def settings_test(request: SignedInRequest, number: int) -> HttpResponse:
    """Start a test of a draft."""
    version = settings_version(number)
    form = TestForm(request.POST)

    def act() -> None:
        size = form.cleaned_data["sample_size"]
        queue_backtest(start_backtest(version=version, sample_size=size, by=request.user))

    done = _("The test has started. You can leave this page.")
    return post(request, form, act, done=done, to=_address(number)) or _shown(request, number, test=form)


@require_POST
@needs(Permission.DRAFT_SETTINGS)
def settings_submit(request: SignedInRequest, number: int) -> HttpResponse:
    """Submit a tested draft."""
    version = settings_version(number)
    form = SubmitForm(request.POST)
    act = lambda: submit_settings(version=version, by=request.user, **form.cleaned_data)  # noqa: E731
    done = _("Sent to a second person. You can't approve your own version.")
    return post(request, form, act, done=done, to=_address(number)) or _shown(request, number, submit=form)


@require_POST
@needs(Permission.APPROVE_SETTINGS)
def settings_approve(request: SignedInRequest, number: int) -> HttpResponse:
    """Approve a submitted version for a time."""
    version = settings_version(number)
    form = ApproveForm(request.POST)

    def act() -> None:
        approve_settings(version=version, activate_at=_moment(form.cleaned_data["activate_at"]), by=request.user)

    done = _("Approved. It comes into force at its time, and everybody is screened again then.")
    return post(request, form, act, done=done, to=_address(number)) or _shown(request, number, approve=form)


@require_POST
@needs(Permission.APPROVE_SETTINGS)
def settings_return(request: SignedInRequest, number: int) -> HttpResponse:
    """Send a submitted version back."""
    version = settings_version(number)
    form = ReturnForm(request.POST)
    act = lambda: return_settings(version=version, why=form.cleaned_data["why"], by=request.user)  # noqa: E731
    return post(request, form, act, done=_("Returned to its author."), to=_address(number)) or _shown(
        request, number, back=form
    )


@require_POST
@needs(Permission.DRAFT_SETTINGS)
def settings_withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    """Give up a version."""
    version = settings_version(number)
    form = NoForm(request.POST)
    act = lambda: withdraw_settings(version=version, by=request.user)  # noqa: E731
    return post(request, form, act, done=_("Withdrawn."), to=_address(number)) or _shown(request, number, other=form)


def _address(number: int) -> str:
    return reverse("screening:settings_version", args=[number])


def _moment(asked: dt.datetime | None) -> dt.datetime:
    """What was written is the organisation's time, whatever zone the process runs in."""
    if asked is None:
        return timezone.now()
    return asked.replace(tzinfo=portal_zone())


def _shown(request: SignedInRequest, number: int, **refused: forms.Form) -> HttpResponse:
    page = settings_page(number, by=request.user)
    context: dict[str, Any] = {
        "page": page,
        "change": ChangeForm(config=page.version.config),
        "test": TestForm(),
        "submit": SubmitForm(),
        "approve": ApproveForm(),
        "back": ReturnForm(),
        "revert": DraftForm(),
        **refused,
        "refused": next(iter(refused.values()), None),
    }
    return render(request, "screening/settings_version.html", context, status=400 if refused else 200)
