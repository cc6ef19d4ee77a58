"""How the doors of this package post: do one deed, say so and come back, or blame the fields that were refused."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dd_portal.common.errors import Conflict, DomainError, Invalid


def post(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, done: str, to: str
) -> HttpResponse | None:
    """Redirect ``to`` an address after the deed. None where the form or the deed refuses: the form then holds every
    sentence at its field, and the page is shown again with what was written. NotAllowed and NotFound pass through.
    """
    if not form.is_valid():
        return None
    try:
        act()
    except (Invalid, Conflict) as error:
        blame(form, error)
        return None
    messages.success(request, done)
    return redirect(to)


def blame(form: forms.Form, error: DomainError) -> None:
    """Put what a deed refused at the fields it names; a sentence about none of them stands above all."""
    placed = {name: sentence for name, sentence in error.fields.items() if name in form.fields}
    for name, sentence in placed.items():
        form.add_error(name, sentence)
    if not placed:
        form.add_error(None, " ".join([error.message, *error.fields.values()]))
