"""Pages of questionnaires for the people who work with them: open, answer, send, ask again, review, files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import EvidenceForm, add_domain_errors
from customers.forms.questionnaires import AskAgainForm, ReviewForm, SendForm, answers_of, files_of
from customers.models import Answer, AnswerFile, Questionnaire, QuestionnaireLink
from customers.selectors.questionnaire_page import Entered, questionnaire_page
from customers.selectors.visible import visible_engagement, visible_engagements
from customers.services.add_evidence import add_evidence
from customers.services.answer_question import AnswerFact
from customers.services.answer_questions import answer_questions
from customers.services.ask_again import ask_again
from customers.services.attach_file import attach_file
from customers.services.hand_out_file import hand_out_file
from customers.services.open_questionnaire import open_questionnaire
from customers.services.questionnaire_questions import questions_of
from customers.services.review_questionnaire import review_questionnaire
from customers.services.revoke_link import revoke_link
from customers.services.send_questionnaire import send_questionnaire
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.download import download
from dd_portal.common.errors import DomainError, NotFound


@require_POST
@needs(Permission.RATE)
def questionnaire_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a questionnaire of the engagement ``pk``."""
    opened = open_questionnaire(engagement=visible_engagement(pk, user=request.user), by=request.user)
    messages.success(request, _("The questionnaire is open. Answer what you know, and send the rest to the customer."))
    return redirect("customers:questionnaire", pk=opened.pk)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def questionnaire(request: SignedInRequest, pk: int) -> HttpResponse:
    """One questionnaire."""
    return _page(request, _found(request, pk), source=request.GET.get("source", ""))


@require_POST
@needs(Permission.RATE)
def questionnaire_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save the answers of one source that differ, and the files beside them."""
    found = _found(request, pk)
    source = request.POST.get("source", "")
    numbers = [question.number for question in questions_of(found)]
    facts = answers_of(request.POST, numbers=numbers, source=source)
    done = answer_questions(questionnaire=found, facts=facts, by=request.user)
    faults, attached = dict(done.faults), 0
    for number, file in files_of(request.FILES, numbers=numbers):
        try:
            attach_file(
                questionnaire=found, question=number, name=file.name or "", content=file.read(), by=request.user
            )
            attached += 1
        except DomainError as error:
            faults[number] = error.message
    if done.stored or attached:
        text = ngettext("%(n)s answer saved.", "%(n)s answers saved.", done.stored) % {"n": done.stored}
        if attached:
            text += " " + ngettext("%(n)s file attached.", "%(n)s files attached.", attached) % {"n": attached}
        messages.success(request, text)
    elif not faults:
        messages.success(request, _("Nothing was changed."))
    if faults:
        return _page(request, found, source=source, entered=_entered(facts, faults), status=400)
    address = redirect("customers:questionnaire", pk=found.pk)
    address["Location"] += f"?source={source}" if source in Answer.Source.values else ""
    return address


@require_POST
@needs(Permission.RATE)
def questionnaire_send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make an address for the customer."""
    found, form = _found(request, pk), SendForm(request.POST)
    if form.is_valid():
        try:
            send_questionnaire(questionnaire=found, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("The address is made. Send it to them by a way you trust."))
            return redirect("customers:questionnaire", pk=found.pk)
    return _page(request, found, status=400, send_form=form)


@require_POST
@needs(Permission.RATE)
def questionnaire_revoke(request: SignedInRequest, pk: int, link: int) -> HttpResponse:
    """Take an address back."""
    found = _found(request, pk)
    stored = QuestionnaireLink.objects.filter(pk=link, questionnaire=found).first()
    if stored is None:
        raise NotFound(_("There is no such address."))
    revoke_link(link=stored, by=request.user)
    messages.success(request, _("The address works no more. What was answered is kept."))
    return redirect("customers:questionnaire", pk=found.pk)


@require_POST
@needs(Permission.RATE)
def questionnaire_ask_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the customer for what is missing."""
    found = _found(request, pk)
    form = _ask_form(found, request, request.POST)
    if form.is_valid():
        try:
            ask_again(questionnaire=found, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Their page asks again. Tell them, or make a new address if theirs ended."))
            return redirect("customers:questionnaire", pk=found.pk)
    return _page(request, found, status=400, ask_form=form)


@require_POST
@needs(Permission.RATE)
def questionnaire_review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close the questionnaire after reading it."""
    found, form = _found(request, pk), ReviewForm(request.POST, auto_id="review_%s")
    if form.is_valid():
        try:
            review_questionnaire(questionnaire=found, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Reviewed. The answers stand beside the factors they inform."))
            return redirect("customers:engagement", pk=found.engagement_id)
    return _page(request, found, status=400, review_form=form)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def answer_file(request: SignedInRequest, pk: int, file: int) -> HttpResponse:
    """An attached file, always as a download: what strangers sent is never shown inside the portal."""
    attached = _file(_found(request, pk), file)
    content = hand_out_file(attached=attached, by=request.user)
    return download(content, name=attached.name, media_type=attached.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RATE)
def answer_file_evidence(request: SignedInRequest, pk: int, file: int) -> HttpResponse:
    """Make an attached file a graded source of the engagement, with its checksum."""
    found = _found(request, pk)
    attached = _file(found, file)
    publisher = attached.link.recipient if attached.link else ""
    form = EvidenceForm(
        request.POST or None, initial={"title": attached.name, "publisher": publisher, "origin": "customer"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_evidence(engagement=found.engagement, sha256=attached.sha256, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("It is a source of the engagement now. Attach it to a factor when you rate."))
            return redirect("customers:questionnaire", pk=found.pk)
    context = {
        "form": form, "title": _("Take the file as evidence"), "back": found, "back_url": "customers:questionnaire",
        "lead": _("Its checksum goes with it: SHA-256 %(sum)s") % {"sum": attached.sha256}, "submit": _("Add evidence"),
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/simple_form.html", context, status=status)


def _page(
    request: SignedInRequest,
    found: Questionnaire,
    *,
    source: str = "",
    entered: dict[int, Entered] | None = None,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    shown = questionnaire_page(found, source=source, entered=entered, user=request.user)
    context = {
        "shown": shown,
        "send_form": SendForm(),
        "ask_form": _ask_form(found, request, None),
        "review_form": ReviewForm(auto_id="review_%s"),
        "base_url": request.build_absolute_uri("/").rstrip("/"),
        **forms,
    }
    return render(request, "customers/questionnaire.html", context, status=status)


def _ask_form(found: Questionnaire, request: SignedInRequest, post: Any) -> AskAgainForm:
    choices = questionnaire_page(found, user=request.user).to_ask
    return AskAgainForm(post, auto_id="ask_%s", choices=choices, initial={"questions": found.asked_again})


def _entered(facts: list[AnswerFact], faults: dict[int, str]) -> dict[int, Entered]:
    return {
        fact.question: Entered(fact.value, fact.narrative, fact.confidence, faults[fact.question])
        for fact in facts
        if fact.question in faults
    }


def _found(request: SignedInRequest, pk: int) -> Questionnaire:
    found = (
        Questionnaire.objects.filter(pk=pk, engagement__in=visible_engagements(request.user))
        .select_related("engagement__counterparty", "reviewed_by", "opened_by")
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such questionnaire, or none that you may see."))
    return found


def _file(found: Questionnaire, pk: int) -> AnswerFile:
    attached = found.files.select_related("questionnaire__engagement", "link").filter(pk=pk).first()
    if attached is None:
        raise NotFound(_("There is no such file."))
    return attached
