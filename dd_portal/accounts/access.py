"""Doors of pages: who may come in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request whose user is known, for the types of views."""

    user: User


def needs(
    *permissions: Permission,
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """The view needs a signed-in user with any one of the permissions; others get the page that says so (403)."""

    def decorate(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @login_required
        @wraps(view)
        def door(request: SignedInRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(request.user.may(permission) for permission in permissions):
                raise NotAllowed(_("Your roles do not include this page. Ask an administrator if you need it."))
            return view(request, *args, **kwargs)

        return door  # type: ignore[return-value]

    return decorate
