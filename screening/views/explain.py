"""The page that answers "Why was this not a potential match?"."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from customers.models import Party
from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotFound
from screening.services.explain_pair import Explained, explain_name, explain_party
from screening.views.list_forms import ExplainForm


@require_safe
@needs(Permission.EXPLAIN_PAIRS)
def explain(request: SignedInRequest) -> HttpResponse:
    """A form, and under it the answer for what was asked."""
    # An entry alone is a link from its page: half a question, to be completed rather than refused.
    half = {"entity": request.GET.get("entity", "")} if request.GET.keys() == {"entity"} else None
    form = ExplainForm(initial=half) if half else ExplainForm(request.GET or None)
    answer: Explained | None = None
    if form.is_bound and form.is_valid():
        try:
            answer = _answer(request, form)
        except (Invalid, NotFound) as error:
            form.add_error(None, error.message)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "screening/explain.html", {"form": form, "answer": answer}, status=status)


def _answer(request: SignedInRequest, form: ExplainForm) -> Explained:
    data = form.cleaned_data
    if data["name"]:
        facts = PartyFacts(data["type"], (NameFact(data["name"]),), birth_date=data["birth_date"])
        return explain_name(facts=facts, entity_id=data["entity"], by=request.user)
    units = request.user.units_where(Permission.SEE_PARTIES)
    party = Party.objects.visible_to(request.user, units=units).filter(external_id=data["party"]).first()
    if party is None:
        raise NotFound(str(form.UNKNOWN_PARTY))
    return explain_party(party=party, entity_id=data["entity"], by=request.user)
