"""Views of the queue that people keep."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError
from screening.forms import QueueFilters, SavedViewForm
from screening.models import SavedView
from screening.triage.save_view import delete_view, save_view

_KNOWN = frozenset(QueueFilters.base_fields)


@require_POST
@needs(Permission.SEE_ALERTS)
def view_save(request: SignedInRequest) -> HttpResponse:
    """Keep the view under a name; only what the filters know is kept."""
    form = SavedViewForm(request.POST)
    form.is_valid()
    query = urlencode([(key, value) for key, value in parse_qsl(form.cleaned_data.get("query", "")) if key in _KNOWN])
    try:
        name = form.cleaned_data.get("name", "")
        save_view(name=name, query=query, shared=form.cleaned_data.get("shared", False), by=request.user)
    except DomainError as error:
        messages.warning(request, " ".join([error.message, *error.fields.values()]))
    else:
        messages.success(request, _("The view is saved."))
    return redirect(f"{reverse('screening:queue')}?{query}")


@require_POST
@needs(Permission.SEE_ALERTS)
def view_delete(request: SignedInRequest, view_id: int) -> HttpResponse:
    """Forget an own view."""
    delete_view(view=get_object_or_404(SavedView, pk=view_id), by=request.user)
    messages.success(request, _("The view is deleted."))
    return redirect("screening:queue")
