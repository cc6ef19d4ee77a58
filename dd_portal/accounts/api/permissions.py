"""Each API view names the permission it needs; a view that names none is refused."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from dd_portal.accounts.models import User


class HasPortalPermission(BasePermission):
    """Reads ``permissions_by_method`` of the view ({"GET": Permission.SEE_LISTS, ...}); denies by default."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether the caller holds the permission for this method."""
        if request.method == "OPTIONS":
            return bool(request.user and request.user.is_authenticated)
        needed = getattr(view, "permissions_by_method", {}).get(request.method or "")
        return isinstance(request.user, User) and needed is not None and request.user.may(needed)
