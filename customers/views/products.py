"""Pages of products."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import ProductForm, add_domain_errors
from customers.forms.products import product_initial
from customers.models import Product
from customers.selectors.product_page import product_list_page, product_page
from customers.services.change_product import change_product
from customers.services.expect_version import ChangedMeanwhile
from customers.services.register_product import register_product
from customers.views.clash import at_version, clash_rows
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def products(request: SignedInRequest) -> HttpResponse:
    """The list."""
    context = {
        "listed": product_list_page(request.GET.get("q", "")),
        "q": request.GET.get("q", ""),
        "may_edit": request.user.may(Permission.EDIT_ENGAGEMENTS),
    }
    return render(request, "customers/products.html", context)


@require_safe
@needs(Permission.SEE_ENGAGEMENTS)
def product(request: SignedInRequest, pk: int) -> HttpResponse:
    """One product."""
    context = {"shown": product_page(_product(pk), user=request.user)}
    return render(request, "customers/product.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def product_new(request: SignedInRequest) -> HttpResponse:
    """Register a product."""
    form = ProductForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["code"]:
            form.add_error("code", _("A product has a code of letters, numbers and hyphens."))
        else:
            try:
                stored = register_product(
                    code=form.cleaned_data["code"], name=form.cleaned_data["name"],
                    delivery=form.cleaned_data["delivery"], vendor_control=form.cleaned_data["vendor_control"],
                    description=form.cleaned_data["description"], capabilities=form.capability_facts(),
                    by=request.user,
                )  # fmt: skip
            except DomainError as error:
                add_domain_errors(form, error)
            else:
                messages.success(request, _("The product is registered."))
                return redirect("customers:product", pk=stored.pk)
    return render(
        request, "customers/product_form.html", {"form": form}, status=400 if form.is_bound and form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_ENGAGEMENTS)
def product_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a product; a capability that it gains asks for a new look at its engagements."""
    found = _product(pk)
    form = ProductForm(
        request.POST or None,
        initial=product_initial(found),
    )
    del form.fields["code"]
    if request.method == "POST" and form.is_valid():
        try:
            change_product(
                product=found, name=form.cleaned_data["name"], delivery=form.cleaned_data["delivery"],
                vendor_control=form.cleaned_data["vendor_control"], description=form.cleaned_data["description"],
                capabilities=form.capability_facts(), expected_version=form.cleaned_data["version"] or 0,
                by=request.user,
            )  # fmt: skip
        except ChangedMeanwhile:
            return _clash(request, _product(pk))
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customers:product", pk=found.pk)
    return render(
        request,
        "customers/product_form.html",
        {"form": form, "product": found},
        status=400 if form.is_bound and form.errors else 200,
    )


def _clash(request: SignedInRequest, found: Product) -> HttpResponse:
    """Somebody else saved first: both versions on one page."""
    stored = product_initial(found)
    form = ProductForm(at_version(request.POST, found.version), initial=stored)
    del form.fields["code"]
    context = {"form": form, "product": found, "clash": clash_rows(form, stored), "clashed": True}
    return render(request, "customers/product_form.html", context, status=409)


def _product(pk: int) -> Product:
    found = Product.objects.prefetch_related("capabilities").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such product."))
    return found
