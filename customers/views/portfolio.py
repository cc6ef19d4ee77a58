"""The portfolio: figures that lead to their rows, reviews and conditions that are due, places of use."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import ConditionForm, add_domain_errors
from customers.selectors import portfolio_page as pages
from customers.selectors.condition_page import condition_page
from customers.services.close_condition import close_condition
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def portfolio(request: SignedInRequest) -> HttpResponse:
    """Where all live engagements stand."""
    return render(request, "customers/portfolio.html", {"shown": pages.portfolio(request.user)})


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def portfolio_csv(request: SignedInRequest, chart: str) -> HttpResponse:
    """Every number of one chart."""
    shown = pages.portfolio(request.user)
    drawn = {"severity": shown.map, "capability": shown.capability_chart}.get(chart)
    if drawn is None:
        raise NotFound(_("There is no such chart."))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(drawn.columns)
    writer.writerows(drawn.rows)
    return HttpResponse(
        text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="portfolio-{chart}.csv"'},
    )


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def places(request: SignedInRequest) -> HttpResponse:
    """Where products are used."""
    context = {
        "rows": pages.place_rows(request.user),
        "may_note": request.user.may(Permission.NOTE_EVENTS),
    }
    return render(request, "customers/portfolio_places.html", context)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def reviews(request: SignedInRequest) -> HttpResponse:
    """Reviews that are overdue or come soon."""
    context = {"rows": pages.review_rows(request.user), "days": pages.SOON_DAYS}
    return render(request, "customers/portfolio_reviews.html", context)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def conditions(request: SignedInRequest) -> HttpResponse:
    """Open conditions by their day."""
    return render(request, "customers/portfolio_conditions.html", {"rows": pages.condition_rows(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_ENGAGEMENTS)
def condition(request: SignedInRequest, pk: int) -> HttpResponse:
    """One condition; those who may say how it ended."""
    shown = condition_page(pk, user=request.user)
    form = ConditionForm(request.POST or None, evidence=shown.candidates)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            close_condition(
                condition=shown.condition, state=data["state"], note=data["note"], evidence=data["evidence"],
                by=request.user,
            )  # fmt: skip
        except DomainError as error:
            if error.status != 400:
                raise
            add_domain_errors(form, error)
        else:
            messages.success(request, _("The condition is closed."))
            return redirect("customers:condition", pk=pk)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/condition.html", {"shown": shown, "form": form}, status=status)
