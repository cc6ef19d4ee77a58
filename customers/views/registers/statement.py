"""One form on a page of its own, and forms beside an entry: show, save through a service, say so, go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from customers.forms import add_domain_errors
from customers.selectors.registers.parts import EntryPage, Text
from dd_portal.accounts.access import SignedInRequest
from dd_portal.common.errors import DomainError


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form beside an entry."""

    title: Text
    form: forms.Form
    submit: Text
    action: str
    hint: Text = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a page with one form. ``back`` is the address that leads away from it."""

    title: Text
    lead: Text
    submit: Text
    back: str
    back_title: Text
    saved: Text


def save_form(
    request: SignedInRequest, form: forms.Form, *, save: Callable[[Any], Any], saved: Text, to: Callable[[Any], str]
) -> HttpResponse | None:
    """Save a form that is sent; the redirect, or None where it is shown (again) with its errors."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        stored = save(form)
    except DomainError as error:
        add_domain_errors(form, error)
        return None
    messages.success(request, str(saved))
    return redirect(to(stored))


def statement_page(
    request: SignedInRequest,
    form: forms.Form,
    words: Statement,
    *,
    save: Callable[[Any], Any],
    to: Callable[[Any], str],
) -> HttpResponse:
    """The page of one form: saved and left, or shown."""
    answer = save_form(request, form, save=save, saved=words.saved, to=to)
    if answer is not None:
        return answer
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/register_form.html", {"form": form, "words": words}, status=status)


def entry_page(
    request: SignedInRequest, shown: EntryPage, beside: Sequence[EntryForm] = (), *, extra: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of an entry with the forms that the person may use; 400 where one of them was refused."""
    refused = any(one.form.is_bound and one.form.errors for one in beside)
    context = {"shown": shown, "forms": beside, **(extra or {})}
    return render(request, "customers/register_entry.html", context, status=400 if refused else 200)
