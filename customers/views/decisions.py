"""Proposing a decision on an assessment, and answering the proposal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.forms import AnswerForm, DecisionForm, add_domain_errors
from customers.models import AssessmentDecision
from customers.selectors.engagement_page import engagement_page
from customers.selectors.visible import visible_engagement
from customers.services.approve_decision import approve_decision
from customers.services.propose_decision import ConditionFact, propose_decision
from customers.services.return_decision import return_decision
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Conflict, DomainError, NotFound

_ANSWERS = (
    Permission.APPROVE_DECISION,
    Permission.PROPOSE_DECISION,
    Permission.DECIDE_AS_COMMITTEE,
    Permission.DECIDE_AS_LEGAL,
    Permission.ACCEPT_AS_OWNER,
)


@require_POST
@needs(Permission.PROPOSE_DECISION)
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Propose a decision on the assessment that the form was shown for."""
    found = visible_engagement(pk, user=request.user)
    form = DecisionForm(request.POST)
    assessment = found.assessments.order_by("-number").first()
    if assessment is None:
        raise NotFound(_("Assess the engagement first."))
    if request.POST.get("assessment") != str(assessment.number):
        raise Conflict(_("The engagement was assessed again in the meantime. Look at the new result first."))
    if form.is_valid():
        data = form.cleaned_data
        try:
            propose_decision(
                assessment=assessment,
                outcome=data["outcome"],
                rationale=data["rationale"],
                conditions=[ConditionFact(text, owner, day, after) for day, owner, text, after in data["conditions"]],
                override_reason=data["override_reason"],
                override_expires_on=data["override_expires_on"],
                exit_answers=form.exit_answers(),
                by=request.user,
            )
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Proposed. Someone else approves it."))
            return redirect("customers:engagement", pk=found.pk)
    context = {"shown": engagement_page(found, user=request.user), "decision_form": form}
    return render(request, "customers/engagement.html", context, status=400)


@require_POST
@needs(*_ANSWERS)
def approve(request: SignedInRequest, pk: int, decision: int) -> HttpResponse:
    """Agree to a proposal."""
    proposal = _proposal(request, pk, decision)
    form = AnswerForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    answered = approve_decision(decision=proposal, note=note, by=request.user)
    done = answered.state == AssessmentDecision.State.APPROVED
    messages.success(request, _("The decision is taken.") if done else _("You agreed. Another seat must agree too."))
    return redirect("customers:engagement", pk=pk)


@require_POST
@needs(*_ANSWERS)
def return_proposal(request: SignedInRequest, pk: int, decision: int) -> HttpResponse:
    """Send a proposal back with a reason."""
    proposal = _proposal(request, pk, decision)
    form = AnswerForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return_decision(decision=proposal, reason=note, by=request.user)
    messages.success(request, _("The proposal is returned."))
    return redirect("customers:engagement", pk=pk)


def _proposal(request: SignedInRequest, pk: int, decision: int) -> AssessmentDecision:
    found = visible_engagement(pk, user=request.user)
    proposal = AssessmentDecision.objects.filter(pk=decision, assessment__engagement=found).first()
    if proposal is None:
        raise NotFound(_("There is no such proposal."))
    return proposal
