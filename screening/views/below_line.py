"""The page on which pairs below a draft's line are judged, one after the other, blind."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound
from screening.selectors.below_line import below_line_pair, judge_page
from screening.selectors.settings_page import settings_version
from screening.services.judge_below_line import judge_below_line
from screening.services.settings_in_hand import current_backtest
from screening.views.posting import post
from screening.views.settings_forms import JudgeForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.JUDGE_BELOW_LINE)
def settings_judge(request: SignedInRequest, number: int) -> HttpResponse:
    """The next pair; posting a verdict leads to the one after it."""
    version = settings_version(number)
    backtest = current_backtest(version)
    if backtest is None:
        raise NotFound(_("This version has no test whose sample could be judged."))
    form = JudgeForm(request.POST or None)
    if request.method == "POST":

        def act() -> None:
            data = form.cleaned_data
            pair = below_line_pair(backtest, data["pair"])
            judge_below_line(pair=pair, verdict=data["verdict"], note=data["note"], by=request.user)

        answered = post(request, form, act, done=_("Recorded."), to=request.path)
        if answered:
            return answered
    page = judge_page(backtest, by=request.user)
    context = {"page": page, "version": version, "form": form}
    return render(request, "screening/settings_judge.html", context, status=400 if form.errors else 200)
