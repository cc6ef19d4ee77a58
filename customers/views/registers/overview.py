"""The page that leads to all registers, one register a page at a time, and a register as a file."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from customers.selectors.registers.overview import REGISTERS, registers_overview
from customers.selectors.registers.parts import RegisterPage
from customers.services.export_register import export_register
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed, NotFound


@require_safe
@needs(Permission.SEE_ENGAGEMENTS, Permission.READ_CONCERNS)
def registers(request: SignedInRequest) -> HttpResponse:
    """All registers that the person may read."""
    return render(request, "customers/registers.html", {"registers": registers_overview(request.user)})


@require_safe
@needs(Permission.SEE_ENGAGEMENTS, Permission.READ_CONCERNS)
def register(request: SignedInRequest, code: str) -> HttpResponse:
    """One register."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    shown = _register(code, view=request.GET.get("view", ""), number=number, request=request)
    return render(request, "customers/register.html", {"shown": shown, "may_export": code != "concerns"})


@require_POST
@needs(Permission.SEE_ENGAGEMENTS)
def register_csv(request: SignedInRequest, code: str) -> HttpResponse:
    """The chosen view of a register as a CSV file; that it was taken out is recorded."""
    if code == "concerns":
        raise NotAllowed(_("Staff concerns never leave the portal as a file."))
    view = request.POST.get("view", "")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code if code in REGISTERS else "register"}.csv"'
    response.write("\ufeff")
    writer, number, rows = csv.writer(response), 1, 0
    while True:
        shown = _register(code, view=view, number=number, request=request)
        if number == 1:
            writer.writerow([str(column.title) for column in shown.columns])
        writer.writerows([cell.plain for cell in row.cells] for row in shown.rows)
        rows += len(shown.rows)
        if not shown.page.has_next():
            break
        number += 1
    export_register(register=code, view=view, rows=rows, by=request.user)
    return response


def _register(code: str, *, view: str, number: int, request: SignedInRequest) -> RegisterPage:
    if code not in REGISTERS:
        raise NotFound(_("There is no such register."))
    page_of, permission = REGISTERS[code]
    if not request.user.may(permission):
        raise NotAllowed(_("Your roles do not include this register."))
    return page_of(request.user, view=view, number=number)
