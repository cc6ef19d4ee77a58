"""Pages of webhooks: endpoints, their deliveries, and what an administrator does with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Conflict, Invalid
from screening.models import WebhookEndpoint
from screening.selectors.webhooks_page import (
    kind_choices,
    webhook_delivery,
    webhook_endpoint,
    webhook_endpoints,
    webhook_page,
)
from screening.services.webhooks.end_endpoint import end_endpoint
from screening.services.webhooks.register_endpoint import register_endpoint
from screening.services.webhooks.rotate_secret import rotate_secret
from screening.services.webhooks.send_again import send_again
from screening.tasks import deliver_webhooks
from screening.views.posting import blame

READERS = (Permission.ADMINISTER, Permission.SEE_AUDIT)


class EndpointForm(forms.Form):
    """An address that listens."""

    name = forms.CharField(label=gettext_lazy("Name of the system"), max_length=80, required=False)
    url = forms.CharField(
        label=gettext_lazy("Address"), max_length=500, required=False, widget=forms.URLInput,
        help_text=gettext_lazy("https:// only, and no redirects"),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("Whose system it is"), choices=WebhookEndpoint.Audience.choices, required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("the front office is told of restrictions only, without any reason"),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = kind_choices()


@require_safe
@needs(*READERS)
def webhooks(request: SignedInRequest) -> HttpResponse:
    """Every endpoint."""
    return _listed(request, EndpointForm())


@never_cache
@require_POST
@needs(Permission.ADMINISTER)
def webhook_register(request: SignedInRequest) -> HttpResponse:
    """Register an endpoint, and show its secret this once."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return _listed(request, form)
    try:
        endpoint, secret = register_endpoint(by=request.user, **form.cleaned_data)
    except Invalid as error:
        blame(form, error)
        return _listed(request, form)
    return _secret(request, endpoint, secret)


@require_safe
@needs(*READERS)
def webhook(request: SignedInRequest, endpoint_id: int) -> HttpResponse:
    """One endpoint with its deliveries."""
    page = webhook_page(endpoint_id, state=request.GET.get("state", ""), page=request.GET.get("page", 1))
    context = {"page": page, "may_administer": request.user.may(Permission.ADMINISTER)}
    return render(request, "screening/webhook.html", context)


@never_cache
@require_POST
@needs(Permission.ADMINISTER)
def webhook_rotate(request: SignedInRequest, endpoint_id: int) -> HttpResponse:
    """Give it another secret, shown this once."""
    endpoint = webhook_endpoint(endpoint_id)
    return _secret(request, endpoint, rotate_secret(endpoint=endpoint, by=request.user))


@require_POST
@needs(Permission.ADMINISTER)
def webhook_end(request: SignedInRequest, endpoint_id: int) -> HttpResponse:
    """Stop telling it."""
    end_endpoint(endpoint=webhook_endpoint(endpoint_id), by=request.user)
    messages.success(request, _("Ended. It is told of nothing from now on."))
    return redirect("screening:webhook", endpoint_id)


@require_POST
@needs(Permission.ADMINISTER)
def webhook_again(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """Send one delivery again."""
    delivery = webhook_delivery(delivery_id)
    try:
        send_again(delivery=delivery, by=request.user)
    except Conflict as error:
        messages.error(request, error.message)
    else:
        deliver_webhooks.delay(delivery.endpoint_id)
        messages.success(request, _("It is sent again, with the same delivery number."))
    return redirect(f"{reverse('screening:webhook', args=[delivery.endpoint_id])}#deliveries")


def _listed(request: SignedInRequest, form: EndpointForm) -> HttpResponse:
    context = {
        "endpoints": webhook_endpoints(),
        "form": form,
        "may_administer": request.user.may(Permission.ADMINISTER),
    }
    return render(request, "screening/webhooks.html", context, status=400 if form.errors else 200)


def _secret(request: SignedInRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
    return render(request, "screening/webhook_secret.html", {"endpoint": endpoint, "secret": secret})
