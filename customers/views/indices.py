"""The page of country and territory indices: versions, upload, and what they suggest for a place."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from customers.selectors.indices_page import indices_page
from customers.services.import_index import import_index
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid


class IndexForm(forms.Form):
    """One file of one publisher."""

    file = forms.FileField(label=gettext_lazy("File"))
    accept_reason = forms.CharField(
        label=gettext_lazy("Reason, if it lacks values that the live version has"), required=False, max_length=400
    )


@require_safe
@needs(Permission.SEE_ENGAGEMENTS, Permission.SEE_LISTS)
def indices(request: SignedInRequest) -> HttpResponse:
    """All versions, and the factors of the place asked for."""
    return _page(request, IndexForm() if request.user.may(Permission.IMPORT_LISTS) else None)


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def index_import(request: SignedInRequest) -> HttpResponse:
    """Import an uploaded file."""
    form = IndexForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    file = form.cleaned_data["file"]
    try:
        version = import_index(
            content=file.read(), name=file.name, accept_reason=form.cleaned_data["accept_reason"], by=request.user
        )
    except Invalid as error:
        form.add_error("file", error.message)
        return _page(request, form, status=400)
    if version.is_unchanged:
        messages.success(request, _("Unchanged: this is the file of version %(n)s.") % {"n": version.number})
    else:
        messages.success(
            request, _("Version %(n)s is live: %(count)s values.") % {"n": version.number, "count": version.value_count}
        )
    return redirect("customers:indices")


def _page(request: SignedInRequest, form: IndexForm | None, status: int = 200) -> HttpResponse:
    page = indices_page(asked=request.GET.get("place", ""))
    return render(request, "customers/indices.html", {"page": page, "form": form}, status=status)
