"""The answer on a potential match: asked once more where it stops a customer, never lost when refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError, Invalid, NotFound
from screening.forms import DecisionForm
from screening.models import Alert, PotentialMatch, Resolution
from screening.selectors.alert_page import alert_page, visible_alert
from screening.selectors.decision_panel import decision_panel
from screening.selectors.match_cards import answer_words
from screening.triage.decide import decide as record_answer
from screening.triage.errors import AlreadyAnswered
from screening.triage.keep_draft import forget_draft, keep_draft
from screening.triage.propose_suppression import propose_suppression
from screening.triage.second_look import give_second_look
from screening.views.alert import READERS, Refused, again, shown


@require_POST
@needs(*READERS)
def decide(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """Record an answer and go on to the next match; show the page again, text kept, where it cannot stand."""

    def give(match: PotentialMatch, form: DecisionForm) -> str:
        with transaction.atomic():
            answer = record_answer(potential_match=match, by=request.user, **_said(form))
            quiet = _propose_quiet(match, answer, form, by=request.user)
        return f"{_recorded(match.alert, answer)} {quiet}".strip()

    return _answer(request, alert_id, give)


@require_POST
@needs(*READERS)
def second_look(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """Record the own answer of a second person who has not seen the first one's."""

    def give(match: PotentialMatch, form: DecisionForm) -> str:
        proposed = match.resolutions.filter(state=Resolution.State.PROPOSED).first()
        if proposed is None:
            raise AlreadyAnswered(_("No answer waits for a second person here."))
        look = give_second_look(resolution=proposed, by=request.user, **_said(form))
        if look.agrees:
            return _("Both answers agree: %(answer)s.") % {"answer": answer_words(look.identity)}
        return _("The two answers differ, so a third person decides. The alert is escalated.")

    return _answer(request, alert_id, give)


def _propose_quiet(match: PotentialMatch, answer: Resolution, form: DecisionForm, *, by: User) -> str:
    """Propose the suppression that came with a false positive; the answer stands or falls with it."""
    if not form.cleaned_data.get("suppress") or answer.identity != Resolution.Identity.FALSE_POSITIVE:
        return ""
    try:
        propose_suppression(
            potential_match=match,
            relied_on=form.cleaned_data.get("relied_on", []),
            reason=answer.rationale,
            until=form.cleaned_data.get("until"),
            by=by,
        )
    except Invalid as error:
        fields = {"rationale" if name == "reason" else name: sentence for name, sentence in error.fields.items()}
        raise Invalid(_("Not recorded."), fields=fields) from error
    return _("The pair stays quiet once the compliance lead agrees.")


def _said(form: DecisionForm) -> dict[str, Any]:
    said = {name: form.cleaned_data.get(name, "") for name in ("identity", "consequence", "rationale", "next_step")}
    return {
        **said,
        "reasons": form.cleaned_data.get("reasons", []),
        "evidence_digest": form.cleaned_data.get("evidence_digest", ""),
        "alert_version": form.cleaned_data.get("alert_version") or 0,
    }


def _answer(
    request: SignedInRequest, alert_id: int, give: Callable[[PotentialMatch, DecisionForm], str]
) -> HttpResponse:
    found = visible_alert(alert_id, by=request.user)
    form = DecisionForm(request.POST)
    form.is_valid()
    match = found.potential_matches.filter(pk=form.cleaned_data.get("match") or 0).first()
    if match is None:
        raise NotFound(_("There is no such match in this alert."))
    if "back" in request.POST:
        return _back(request, found, form, match)
    try:
        if _must_ask(request, form):
            return _ask(request, found, form, match)
        said = give(match, form)
        forget_draft(potential_match=match, by=request.user)
    except DomainError as error:
        keep_draft(potential_match=match, text=form.cleaned_data.get("rationale", ""), by=request.user)
        if isinstance(error, Invalid):
            form.blame(error.fields, error.message)
        return again(request, alert_id, Refused(error, form), match_id=str(match.pk))
    return _onwards(request, found, said)


def _must_ask(request: SignedInRequest, form: DecisionForm) -> bool:
    """A true match is asked for once more, with what it does; everything else can be withdrawn."""
    complete = all(form.cleaned_data.get(name) for name in ("consequence", "reasons", "rationale"))
    return form.cleaned_data.get("identity") == "true_match" and complete and "confirmed" not in request.POST


def _ask(request: SignedInRequest, found: Alert, form: DecisionForm, match: PotentialMatch) -> HttpResponse:
    page = alert_page(found, match_id=str(match.pk), by=request.user)
    context = {"page": page, "panel": decision_panel(page, form), "posted": _posted(request)}
    return render(request, "screening/alert_confirm.html", context)


def _posted(request: SignedInRequest) -> list[tuple[str, str]]:
    """(name, value) of everything that was answered, to be sent again."""
    return [(name, value) for name in DecisionForm.base_fields for value in request.POST.getlist(name)]


def _back(request: SignedInRequest, found: Alert, form: DecisionForm, match: PotentialMatch) -> HttpResponse:
    """Keep reviewing: the page again with everything that was written, and nothing recorded."""
    page = alert_page(found, match_id=str(match.pk), view=request.GET.get("view", ""), by=request.user)
    return shown(request, page, None, form)


def _recorded(found: Alert, answer: Resolution) -> str:
    entry = answer.evidence.listed_entity
    matches = found.potential_matches.all()
    return _("%(answer)s recorded for %(entry)s (%(list)s). %(left)s of %(all)s left.") % {
        "answer": answer_words(answer.identity),
        "entry": entry.caption,
        "list": entry.watchlist.title,
        "left": matches.unanswered().count(),
        "all": matches.count(),
    }


def _onwards(request: SignedInRequest, found: Alert, said: str) -> HttpResponse:
    """The next match without an answer; where none is left, the same page says what became of the alert."""
    messages.success(request, said)
    left = found.potential_matches.unanswered().exists()
    view = request.GET.get("view", "")
    query = f"?view={view}" if view.isalpha() else ""
    return redirect(f"{reverse('screening:alert', args=[found.pk])}{query}#{'decision' if left else 'content'}")
