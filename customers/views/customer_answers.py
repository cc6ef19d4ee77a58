"""The customer's own page of a questionnaire: no account, only an address that expires and can be taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.forms.questionnaires import answers_of, files_of
from customers.models import Answer, QuestionnaireLink
from customers.selectors.customer_answers_page import customer_answers_page
from customers.selectors.questionnaire_page import Entered
from customers.services.answer_question import AnswerFact
from customers.services.attach_file import attach_file
from customers.services.follow_link import follow_link
from customers.services.questionnaire_questions import is_for_customer, questions_of
from customers.services.receive_answers import receive_answers
from dd_portal.common.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
def customer_answers(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions, or take what was answered; whatever the state of the address, a page says so."""
    try:
        link = follow_link(token)
    except DomainError as error:
        return _private(render(request, "customers/answers_ended.html", {"error": error}, status=error.status))
    if request.method == "POST":
        return _private(_take(request, link))
    return _private(_page(request, link, done=request.GET.get("done", "")))


def _take(request: HttpRequest, link: QuestionnaireLink) -> HttpResponse:
    asked = link.questionnaire
    numbers = [one.number for one in questions_of(asked) if is_for_customer(one)]
    facts = answers_of(request.POST, numbers=numbers, source=Answer.Source.CUSTOMER)
    wants_to_finish = "finish" in request.POST
    faults: dict[int, str] = {}
    try:
        for number, file in files_of(request.FILES, numbers=numbers):
            try:
                attach_file(questionnaire=asked, question=number, name=file.name or "", content=file.read(), by=link)
            except DomainError as error:
                if error.status == 409:
                    raise
                faults[number] = error.message
        received = receive_answers(facts=facts, finished=wants_to_finish and not faults, by=link)
    except DomainError as error:
        link.questionnaire.refresh_from_db()
        typed = {one.question: Entered(one.value, one.narrative, one.confidence, "") for one in facts}
        return _page(request, link, entered=typed, problem=error.message, status=error.status)
    for number in received.conflicts:
        faults[number] = _("Somebody else answered this in the meantime. Their answer is kept; yours is below.")
    if faults:
        typed = _entered(facts, faults)
        return _page(request, link, entered=typed, problem=_("Some things could not be saved. See below."), status=400)
    return redirect(f"{request.path}?done={'finish' if received.finished else 'saved'}")


def _page(
    request: HttpRequest,
    link: QuestionnaireLink,
    *,
    entered: dict[int, Entered] | None = None,
    problem: str = "",
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = customer_answers_page(link, entered=entered)
    context = {"shown": shown, "problem": problem, "saved": done == "saved" and not problem}
    return render(request, "customers/answers.html", context, status=status)


def _entered(facts: list[AnswerFact], faults: dict[int, str]) -> dict[int, Entered]:
    typed = {fact.question: fact for fact in facts}
    return {
        number: Entered(typed[number].value, typed[number].narrative, typed[number].confidence, text)
        for number, text in faults.items()
        if number in typed
    }


def _private(response: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy, finds it by searching, or learns the address from where its reader goes next."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": browsers then send "Origin: null" with a form, which the check against forgery refuses.
    response["Referrer-Policy"] = "same-origin"
    return response
