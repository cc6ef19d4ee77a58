"""Pages of the methodology: a version whole, drafting, comparing, putting into force."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.forms import MethodDraftForm, ReasonForm, add_domain_errors
from customers.methodology.errors import UnknownVersion
from customers.models import MethodologyVersion, method_in_force, method_text
from customers.selectors.methodology_page import draft_page, method_page
from customers.services import draft_methodology as drafts
from customers.services.adopt_methodology import adopt_methodology
from customers.services.compare_methodology import compare_methodology
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound

_SEES = (Permission.SEE_ENGAGEMENTS, Permission.DRAFT_METHOD, Permission.APPROVE_METHOD)


@require_safe
@needs(*_SEES)
def method(request: SignedInRequest, version: str = "") -> HttpResponse:
    """The version in force, or another one, whole."""
    return render(request, "customers/method.html", {"shown": method_page(version, user=request.user)})


@require_safe
@needs(*_SEES)
def method_file(request: SignedInRequest, version: str) -> HttpResponse:
    """The text of a version, to keep or to work on elsewhere."""
    del request
    try:
        text = method_text(version)
    except UnknownVersion as error:
        raise NotFound(_("There is no version %(version)s of the method.") % {"version": version}) from error
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="methodology-{version}.toml"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DRAFT_METHOD)
def method_new(request: SignedInRequest) -> HttpResponse:
    """Draft a version from the text of the one in force."""
    form = MethodDraftForm(request.POST or None, initial={"text": method_text(method_in_force().version)})
    if request.method == "POST" and form.is_valid():
        try:
            draft = drafts.draft_methodology(
                text=form.cleaned_data["text"], reason=form.cleaned_data["reason"], by=request.user
            )
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("The draft is stored. Compare it over all live assessments next."))
            return redirect("customers:method_draft", pk=draft.pk)
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/method_new.html", {"form": form}, status=status)


@require_safe
@needs(*_SEES)
def method_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """A drafted version: what its text changes, and who would move."""
    context = {"shown": draft_page(pk, user=request.user), "reason_form": ReasonForm(auto_id="withdraw_%s")}
    return render(request, "customers/method_draft.html", context)


@require_POST
@needs(Permission.DRAFT_METHOD, Permission.APPROVE_METHOD)
def method_compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Assess every live assessment under the draft."""
    compared = compare_methodology(draft=_draft(pk), by=request.user)
    messages.success(request, _("%(n)s live assessments compared.") % {"n": compared.comparison["compared"]})
    return redirect("customers:method_draft", pk=pk)


@require_POST
@needs(Permission.APPROVE_METHOD)
def method_adopt(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the draft into force."""
    adopted = adopt_methodology(draft=_draft(pk), note=request.POST.get("note", ""), by=request.user)
    text = _("Method %(version)s is in force. Every live engagement is to be looked at again.")
    messages.success(request, text % {"version": adopted.version})
    return redirect("customers:method")


@require_POST
@needs(Permission.DRAFT_METHOD, Permission.APPROVE_METHOD)
def method_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    drafts.withdraw_draft(draft=_draft(pk), reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("The draft is withdrawn."))
    return redirect("customers:method_draft", pk=pk)


def _draft(pk: int) -> MethodologyVersion:
    found = MethodologyVersion.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such version."))
    return found
