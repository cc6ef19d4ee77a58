"""The admin pages of customers show and change nothing."""

from django.contrib import admin
from django.test import RequestFactory

from customers.models import Party


def test_rows_cannot_be_touched():
    shown = admin.site.get_model_admin(Party)
    request = RequestFactory().get("/")
    assert not shown.has_add_permission(request)
    assert not shown.has_change_permission(request)
    assert not shown.has_delete_permission(request)
