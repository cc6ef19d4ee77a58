"""The page on which a person gives single keys other letters."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from dd_portal.accounts.models import User
from dd_portal.accounts.services.choose_keys import choose_keys
from dd_portal.common.errors import Invalid
from dd_portal.common.shortcut_keys import DEEDS, read_keys


class KeysForm(forms.Form):
    """A field for each deed, holding its key."""

    def __init__(self, *args: object, keys: dict[str, str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for one in DEEDS:
            self.fields[one.code] = forms.CharField(
                label=str(one.title),
                required=False,
                initial=keys.get(one.usual, one.usual).upper(),
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "characters", "maxlength": 1, "size": 2}
                ),
            )


@login_required
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys; save them, or put the usual ones back (``reset``)."""
    user = request.user
    assert isinstance(user, User)
    if request.method != "POST":
        return render(request, "accounts/keys.html", {"form": KeysForm(keys=read_keys(user.shortcut_keys))})
    if "reset" in request.POST:
        choose_keys(keys={}, by=user)
        messages.success(request, gettext("The usual keys are back."))
        return redirect("accounts:keys")
    form = KeysForm(request.POST, keys={})
    form.is_valid()
    try:
        choose_keys(keys={one.usual: form.cleaned_data.get(one.code, "") for one in DEEDS}, by=user)
    except Invalid as refused:
        for code, sentence in refused.fields.items():
            form.add_error(code, sentence)
        return render(request, "accounts/keys.html", {"form": form}, status=400)
    messages.success(request, gettext("Your keys are saved. They hold wherever you sign in."))
    return redirect("accounts:keys")
