"""The page that screens a name against the lists of a past day."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from customers.models import Party
from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid
from screening.models import Enquiry
from screening.services.screen_as_of import screen_as_of
from screening.views.posting import blame


class AsOfForm(forms.Form):
    """A name and a day."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=400)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=Party.Type.choices, initial=Party.Type.UNKNOWN)
    birth_date = forms.CharField(label=gettext_lazy("Date of birth"), required=False, max_length=10)
    day = forms.DateField(
        label=gettext_lazy("As of"),
        help_text=gettext_lazy("The lists as they were at the end of this day, UTC."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_day(self) -> dt.date:
        """Not in the future."""
        day: dt.date = self.cleaned_data["day"]
        if day > dt.datetime.now(dt.UTC).date():
            raise forms.ValidationError(_("This day is still to come."))
        return day


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EXPLAIN_PAIRS)
def as_of(request: SignedInRequest) -> HttpResponse:
    """Ask, and read the answer; the question is kept, so it is posted."""
    form = AsOfForm(request.POST or None)
    enquiry: Enquiry | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = PartyFacts(data["type"], (NameFact(data["name"]),), birth_date=data["birth_date"])
        try:
            enquiry = screen_as_of(facts=facts, day=data["day"], by=request.user)
        except Invalid as error:
            blame(form, error)
    status = 400 if form.errors else 200
    return render(request, "screening/as_of.html", {"form": form, "enquiry": enquiry}, status=status)
