"""Each API view names the permission it needs; a view that names none is refused."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import MethodNotAllowed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from dd_portal.accounts.models import User


class HasPortalPermission(BasePermission):
    """Reads ``permissions_by_method`` of the view ({"GET": Permission.SEE_LISTS, ...}); denies by default."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the caller holds the permission for this method; a method that nobody may use is 405, not 403."""
        method = request.method or ""
        if method == "OPTIONS":
            return bool(request.user and request.user.is_authenticated)
        if not isinstance(request.user, User):
            return False
        if not hasattr(view, method.lower()):
            raise MethodNotAllowed(method)
        needed = getattr(view, "permissions_by_method", {}).get("GET" if method == "HEAD" else method)
        return needed is not None and request.user.may(needed)
