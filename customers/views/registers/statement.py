"""One form on a page of its own, and forms beside an entry: show, save through a service, say so, go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from customers.forms import add_domain_errors
from customers.selectors.registers.parts import EntryPage, Text
from customers.services.expect_version import ChangedMeanwhile
from customers.views.clash import ClashRow, clash_rows, said_again
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

    @property
    def clash(self) -> tuple[ClashRow, ...] | None:
        """Both versions where somebody else saved first; None where nobody did."""
        return clash_of(self.form)


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a page with one form. ``back`` is the address that leads away from it."""

    title: Text
    lead: Text
    submit: Text
    back: str
    back_title: Text
    saved: Text


def clash_of(form: forms.Form) -> tuple[ClashRow, ...] | None:
    """What :func:`save_form` left on a form where somebody else saved first."""
    return getattr(form, "clash", None)


def save_form(
    request: SignedInRequest,
    form: forms.Form,
    *,
    save: Callable[[Any], Any],
    saved: Text,
    to: Callable[[Any], str],
    stored_now: Callable[[Any], Mapping[str, Any]] | None = None,
) -> HttpResponse | None:
    """Save a form that is sent; the redirect, or None where it is shown (again) with its errors.

    Where somebody else saved first, ``stored_now`` gives what is stored, in the shape of the form's initial values:
    the form then carries both versions, and sending it again is meant for the newer one.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        stored = save(form)
    except ChangedMeanwhile as error:
        if stored_now is None:
            add_domain_errors(form, error)
            return None
        now = stored_now(form)
        form.clash = clash_rows(form, now)  # type: ignore[attr-defined] # for the page alone, read by clash_of
        form.data = said_again(request.POST, now)
        return None
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
    stored_now: Callable[[Any], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """The page of one form: saved and left, or shown; 409 with both versions where somebody else saved first."""
    answer = save_form(request, form, save=save, saved=words.saved, to=to, stored_now=stored_now)
    if answer is not None:
        return answer
    clash = clash_of(form)
    status = 409 if clash is not None else 400 if form.is_bound and form.errors else 200
    context = {"form": form, "words": words, "clash": clash, "clashed": clash is not None}
    return render(request, "customers/register_form.html", context, status=status)


def entry_page(
    request: SignedInRequest, shown: EntryPage, beside: Sequence[EntryForm] = (), *, extra: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of an entry with the forms that the person may use; 400 where one is refused, 409 on a clash."""
    refused = any(one.form.is_bound and one.form.errors for one in beside)
    clashed = any(one.clash is not None for one in beside)
    context = {"shown": shown, "forms": beside, **(extra or {})}
    return render(request, "customers/register_entry.html", context, status=409 if clashed else 400 if refused else 200)
