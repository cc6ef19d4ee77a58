"""Rating an engagement: factors, impacts, safeguards, evidence, allegations; and assessing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import (
    AllegationForm,
    AllegationStatusForm,
    DecisionForm,
    EvidenceForm,
    ImpactForm,
    SafeguardForm,
    add_domain_errors,
    impact_initial,
    safeguard_initial,
)
from customers.forms.allegations import allegation_initial
from customers.models import Allegation, Engagement, ImpactLine
from customers.selectors.assessment_page import assessment_page
from customers.selectors.engagement_page import engagement_page
from customers.selectors.visible import visible_engagement
from customers.services.add_evidence import add_evidence
from customers.services.assess_engagement import assess_engagement
from customers.services.change_allegation import change_allegation
from customers.services.expect_version import ChangedMeanwhile
from customers.services.rate_impact import rate_impact
from customers.services.state_allegation import state_allegation
from customers.services.state_safeguard import state_safeguard
from customers.services.withdraw_impact import withdraw_impact
from customers.views.clash import clash_rows, said_again
from customers.views.rating_post import save_ratings
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound


@require_POST
@needs(Permission.RATE)
def rate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save the ratings that were changed, whole or not at all, and assess once."""
    found = visible_engagement(pk, user=request.user)
    entered, saved = save_ratings(found, request.POST, by=request.user)
    if any(one.error for one in entered.values()):
        context = {
            "shown": engagement_page(found, entered=entered, user=request.user),
            "decision_form": DecisionForm(),
        }
        status = 409 if any(one.clashes for one in entered.values()) else 400
        return render(request, "customers/engagement.html", context, status=status)
    if saved:
        text = ngettext("%(n)s rating saved and assessed.", "%(n)s ratings saved and assessed.", saved)
        messages.success(request, text % {"n": saved})
    else:
        messages.success(request, _("Nothing was changed."))
    return redirect("customers:engagement", pk=found.pk)


@require_POST
@needs(Permission.RATE)
def assess(request: SignedInRequest, pk: int) -> HttpResponse:
    """Assess the engagement as it stands."""
    found = visible_engagement(pk, user=request.user)
    made = assess_engagement(engagement=found, cause=_("Asked for by a person"), by=request.user)
    messages.success(request, _("This is assessment %(number)s.") % {"number": made.number})
    return redirect("customers:engagement", pk=found.pk)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def assessment(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One assessment as it was, under the method it was made with."""
    found = visible_engagement(pk, user=request.user)
    return render(request, "customers/assessment.html", {"shown": assessment_page(found, number=number)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def impact_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Describe an impact on people."""
    found = visible_engagement(pk, user=request.user)
    return _statement(
        request, found, ImpactForm(request.POST or None), title=_("Impact on people"), submit=_("Save impact"),
        lead=_("Rate before safeguards, from the standpoint of the person affected."),
        save=lambda form: rate_impact(engagement=found, by=request.user, **form.values()),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def impact_edit(request: SignedInRequest, pk: int, impact: int) -> HttpResponse:
    """Rate an impact anew."""
    found = visible_engagement(pk, user=request.user)
    line = _impact(found, impact)
    return _statement(
        request, found, ImpactForm(request.POST or None, initial=impact_initial(line)), title=_("Impact on people"),
        submit=_("Save impact"), lead=_("Rate before safeguards, from the standpoint of the person affected."),
        save=lambda form: rate_impact(engagement=found, impact=line, by=request.user, **form.values()),
        stored=lambda _form: impact_initial(_impact(found, impact)),
    )  # fmt: skip


@require_POST
@needs(Permission.RATE)
def impact_withdraw(request: SignedInRequest, pk: int, impact: int) -> HttpResponse:
    """Take an impact out; older assessments keep it."""
    found = visible_engagement(pk, user=request.user)
    with transaction.atomic():
        withdraw_impact(impact=_impact(found, impact), reason=request.POST.get("reason", ""), by=request.user)
        assess_engagement(engagement=found, cause=_("An impact was taken out"), by=request.user)
    messages.success(request, _("The impact is taken out."))
    return redirect("customers:engagement", pk=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def safeguard(request: SignedInRequest, pk: int) -> HttpResponse:
    """State a safeguard; the same code again replaces it."""
    found = visible_engagement(pk, user=request.user)
    return _statement(
        request, found, SafeguardForm(request.POST or None), title=_("Safeguard"), submit=_("Save safeguard"),
        lead=_("A safeguard that was never shown to work counts as 1 at most."),
        save=lambda form: state_safeguard(engagement=found, by=request.user, **form.values()),
        stored=lambda form: safeguard_initial(found.safeguards.get(code=form.cleaned_data["code"])),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE, Permission.EDIT_PARTIES)
def evidence_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a graded source."""
    found = visible_engagement(pk, user=request.user)
    return _statement(
        request, found, EvidenceForm(request.POST or None), title=_("Evidence"), submit=_("Add evidence"),
        lead=_("Attach it to a factor when you rate it. A rating of 2 or more needs at least one source."),
        save=lambda form: add_evidence(engagement=found, by=request.user, **form.cleaned_data), assess_after=False,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def allegation_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """State what is alleged of the counterparty, or of the vendor where there is none."""
    found = visible_engagement(pk, user=request.user)
    return _statement(
        request, found, AllegationForm(request.POST or None), title=_("Allegation"), submit=_("State allegation"),
        lead=_("It is printed with its source, its status and the party's reply."),
        save=lambda form: state_allegation(
            party=found.end_user or found.counterparty, by=request.user, **form.cleaned_data
        ),
        assess_after=False,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def allegation_status(request: SignedInRequest, pk: int, allegation: int) -> HttpResponse:
    """Give an allegation its new status."""
    found = visible_engagement(pk, user=request.user)
    stated = Allegation.objects.filter(pk=allegation, party_id__in=found.involved_party_ids()).first()
    if stated is None:
        raise NotFound(_("There is no such allegation."))
    form = AllegationStatusForm(request.POST or None, initial=allegation_initial(stated))
    return _statement(
        request, found, form, title=stated.claim,
        submit=_("Save status"), lead=_("Earlier statuses stay as history."),
        save=lambda form: change_allegation(allegation=stated, by=request.user, **form.values()),
        stored=lambda _form: allegation_initial(Allegation.objects.get(pk=stated.pk)), assess_after=False,
    )  # fmt: skip


def _statement(
    request: SignedInRequest,
    found: Engagement,
    form: Any,
    *,
    title: str,
    lead: str,
    submit: str,
    save: Callable[[Any], object],
    stored: Callable[[Any], dict[str, Any]] | None = None,
    assess_after: bool = True,
) -> HttpResponse:
    """A page with one form about an engagement: show, save, assess, go back."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save(form)
                if assess_after:
                    assess_engagement(engagement=found, cause=title, by=request.user)
        except ChangedMeanwhile as error:
            if stored is None:
                raise
            theirs = stored(form)
            form = type(form)(said_again(request.POST, theirs), initial=theirs)
            clash = {"clash": clash_rows(form, theirs), "clashed": True, "problem": error.message}
            return _form_page(request, found, form, title=title, lead=lead, submit=submit, clash=clash)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customers:engagement", pk=found.pk)
    return _form_page(request, found, form, title=title, lead=lead, submit=submit)


def _form_page(
    request: SignedInRequest,
    found: Engagement,
    form: Form,
    *,
    title: str,
    lead: str,
    submit: str,
    clash: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form, "title": title, "lead": lead, "submit": submit, "back": found, "back_url": "customers:engagement",
        **(clash or {}),
    }  # fmt: skip
    status = 409 if clash else 400 if form.is_bound and form.errors else 200
    return render(request, "customers/simple_form.html", context, status=status)


def _impact(found: Engagement, pk: int) -> ImpactLine:
    line = found.impacts.filter(pk=pk).first()
    if line is None:
        raise NotFound(_("There is no such impact."))
    return line
