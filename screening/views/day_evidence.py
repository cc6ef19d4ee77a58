"""The page that shows what can be proved of one day, to be printed."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from screening.selectors.day_evidence import day_evidence


class DayForm(forms.Form):
    """One day that has begun."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("The whole day in UTC."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_day(self) -> dt.date:
        """Not in the future."""
        day: dt.date = self.cleaned_data["day"]
        if day > dt.datetime.now(dt.UTC).date():
            raise forms.ValidationError(_("This day is still to come."))
        return day


@require_safe
@needs(Permission.SEE_LISTS)
def evidence(request: SignedInRequest) -> HttpResponse:
    """The evidence of a day; of today where none is asked for."""
    asked = request.GET or {"day": dt.datetime.now(dt.UTC).date().isoformat()}
    form = DayForm(asked)
    page = day_evidence(form.cleaned_data["day"]) if form.is_valid() else None
    return render(
        request, "screening/day_evidence.html", {"form": form, "page": page}, status=200 if page is not None else 400
    )
