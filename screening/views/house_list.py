"""The editor of the organisation's own list."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Conflict, NotFound
from screening import tasks
from screening.entities import EntityType
from screening.services.edit_house_entry import COLUMNS, edit_house_entry, house_rows
from screening.views.posting import post

_SEVERAL = gettext_lazy("Several are parted by a semicolon.")
_TYPES = [
    (EntityType.ORGANISATION, gettext_lazy("Organisation")),
    (EntityType.PERSON, gettext_lazy("Person")),
    (EntityType.PUBLIC_BODY, gettext_lazy("Public body")),
    (EntityType.VESSEL, gettext_lazy("Vessel")),
    (EntityType.AIRCRAFT, gettext_lazy("Aircraft")),
    (EntityType.UNKNOWN, gettext_lazy("Not known")),
]


class HouseEntryForm(forms.Form):
    """One entry, in the columns of the file, and why."""

    entity_id = forms.CharField(label=gettext_lazy("ID"), max_length=180)
    type = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_TYPES)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=400)
    aliases = forms.CharField(label=gettext_lazy("Other names"), required=False, max_length=2000, help_text=_SEVERAL)
    countries = forms.CharField(label=gettext_lazy("Countries"), required=False, max_length=400, help_text=_SEVERAL)
    birth_date = forms.CharField(label=gettext_lazy("Date of birth"), required=False, max_length=10)
    incorporation_date = forms.CharField(label=gettext_lazy("Founded"), required=False, max_length=10)
    identifiers = forms.CharField(
        label=gettext_lazy("Identifiers"), required=False, max_length=1000, help_text=gettext_lazy("As kind:value.")
    )
    addresses = forms.CharField(label=gettext_lazy("Addresses"), required=False, max_length=2000, help_text=_SEVERAL)
    programme = forms.CharField(label=gettext_lazy("Programme"), required=False, max_length=200)
    listed_on = forms.CharField(label=gettext_lazy("Watched since"), required=False, max_length=10)
    reason = forms.CharField(
        label=gettext_lazy("Why it is watched"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label=gettext_lazy("Why you change the list"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class RetireForm(forms.Form):
    """Which entry, and why."""

    entity_id = forms.CharField(widget=forms.HiddenInput)
    why = forms.CharField(label=gettext_lazy("Why it is retired"), max_length=400)


@require_safe
@needs(Permission.SEE_LISTS)
def house_entries(request: SignedInRequest) -> HttpResponse:
    """All entries of the own list."""
    problem = ""
    try:
        rows = list(house_rows().values())
    except Conflict as error:
        rows, problem = [], error.message
    may_edit = request.user.may(Permission.IMPORT_LISTS)
    return render(request, "screening/house_entries.html", {"rows": rows, "problem": problem, "may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.IMPORT_LISTS)
def house_entry(request: SignedInRequest) -> HttpResponse:
    """Add an entry, or change the one that the address names."""
    key = request.GET.get("id", "")
    known = house_rows().get(key, {}) if key else {}
    if key and not known:
        raise NotFound(_("The own list holds no entry %(id)s.") % {"id": key})
    form = HouseEntryForm(request.POST or None, initial=known)
    # An entry keeps its ID: decisions rest on it.
    form.fields["entity_id"].disabled = bool(known)
    if request.method == "POST":

        def act() -> None:
            cells = {**known, **{name: form.cleaned_data[name] for name in COLUMNS if name in form.fields}}
            edit_house_entry(
                entry_id=key or cells["entity_id"], cells=cells, reason=form.cleaned_data["why"], by=request.user
            )
            tasks.after_list_change.delay()

        done = _("Stored: the own list has a new version.")
        if answer := post(request, form, act, done=done, to=reverse("screening:house_entries")):
            return answer
    status = 400 if form.errors else 200
    context = {"form": form, "known": known, "retire": RetireForm(initial={"entity_id": key})}
    return render(request, "screening/house_entry.html", context, status=status)


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def house_retire(request: SignedInRequest) -> HttpResponse:
    """Retire an entry."""
    form = RetireForm(request.POST)

    def act() -> None:
        edit_house_entry(
            entry_id=form.cleaned_data["entity_id"], cells=None, reason=form.cleaned_data["why"], by=request.user
        )
        tasks.after_list_change.delay()

    done = _("Retired: the own list has a new version.")
    if answer := post(request, form, act, done=done, to=reverse("screening:house_entries")):
        return answer
    known = house_rows().get(request.POST.get("entity_id", ""), {})
    context = {"form": HouseEntryForm(initial=known), "known": known, "retire": form}
    return render(request, "screening/house_entry.html", context, status=400)
