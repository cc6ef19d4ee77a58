"""Pages of the register of policies."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms.registers import PolicyForm
from customers.models import PolicyVersion
from customers.selectors.registers.policies import policy_entry
from customers.services.adopt_policy import adopt_policy
from customers.views.registers.statement import Statement, entry_page, statement_page
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def policy(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version with the assessments made under it."""
    return entry_page(request, policy_entry(pk, user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.KEEP_POLICIES)
def policy_new(request: SignedInRequest) -> HttpResponse:
    """Put a version into force; the one before ends on that day."""
    before = PolicyVersion.objects.filter(code=request.GET.get("code", "")).order_by("-starts_on").first()
    known = {"code": before.code, "title": before.title, "adopted_by": before.adopted_by} if before else {}
    words = Statement(
        title=_("Put a policy version into force"),
        lead=_("Assessments keep the version that held when they were made. A changed text is a new version."),
        submit=_("Put into force"), back=reverse("customers:register", args=["policies"]), back_title=_("Policies"),
        saved=_("The version is stored."),
    )  # fmt: skip
    return statement_page(
        request, PolicyForm(request.POST or None, initial=known), words,
        save=lambda form: adopt_policy(by=request.user, **form.cleaned_data),
        to=lambda stored: reverse("customers:policy", args=[stored.pk]),
    )  # fmt: skip
