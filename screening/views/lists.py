"""Pages of lists: all sources, one source, one entity; and the upload of a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid
from screening.models import ListVersion
from screening.selectors.delisted import delisted_count
from screening.selectors.entity_page import entity_page
from screening.selectors.list_page import list_page
from screening.selectors.lists_page import lists_page
from screening.services.import_list import ListRefused, import_list
from screening.tasks import after_list_change
from screening.views.list_forms import ImportListForm


@require_safe
@needs(Permission.SEE_LISTS)
def lists(request: SignedInRequest) -> HttpResponse:
    """All sources."""
    form = ImportListForm() if request.user.may(Permission.IMPORT_LISTS) else None
    return _shown(request, form)


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def list_import(request: SignedInRequest) -> HttpResponse:
    """Import uploaded files as the next version of a source."""
    form = ImportListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, status=400)
    try:
        version = _import(request, form)
    except ListRefused as error:
        messages.error(request, _("Not imported: %(reason)s.") % {"reason": error.message})
        return redirect("screening:lists")
    except Invalid as error:
        form.add_error(None, error.message)
        return _shown(request, form, status=400)
    if version.is_unchanged:
        messages.success(request, _("Unchanged: these are the files of version %(n)s.") % {"n": version.number})
    else:
        after_list_change.delay()
        messages.success(
            request, _("Version %(n)s is live: %(count)s entities.") % {"n": version.number, "count": version.entities}
        )
    return redirect("screening:list", code=version.source)


def _shown(request: SignedInRequest, form: ImportListForm | None, status: int = 200) -> HttpResponse:
    by = request.user
    reviews = by.may(Permission.APPROVE_T1) or by.may(Permission.ASSIGN_ALERTS)
    context = {"page": lists_page(), "form": form, "delisted": delisted_count(by=by) if reviews else 0}
    return render(request, "screening/lists.html", context, status=status)


def _import(request: SignedInRequest, form: ImportListForm) -> ListVersion:
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        paths = [_kept(Path(folder), file) for file in form.cleaned_data["uploads"]]
        return import_list(
            source_code=form.cleaned_data["source"],
            paths=paths,
            by=request.user,
        )


def _kept(folder: Path, file: UploadedFile[bytes]) -> Path:
    # The end of the name, with its suffix: a file system takes 255 bytes, and one letter may be four.
    path = folder / Path(file.name or "list").name[-60:]
    with path.open("wb") as stream:
        for part in file.chunks():
            stream.write(part)
    return path


@require_safe
@needs(Permission.SEE_LISTS)
def list_(request: SignedInRequest, code: str) -> HttpResponse:
    """One source."""
    page = list_page(code=code, search=request.GET.get("q", "").strip(), page=request.GET.get("page", 1))
    return render(
        request, "screening/list.html", {"page": page, "may_import": request.user.may(Permission.IMPORT_LISTS)}
    )


@require_safe
@needs(Permission.SEE_LISTS)
def list_entity(request: SignedInRequest, entity_id: str) -> HttpResponse:
    """One entity as published, with its history."""
    return render(request, "screening/list_entity.html", {"page": entity_page(entity_id=entity_id)})
