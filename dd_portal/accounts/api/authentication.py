"""Knows a client by its key: ``Authorization: ApiKey <key>`` or ``Bearer <key>``."""

from __future__ import annotations

import hmac

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from dd_portal.accounts.models import ApiKey, User
from dd_portal.accounts.services.issue_api_key import secret_hash


class ApiKeyAuthentication(BaseAuthentication):
    """Answers with the key's client and the key; raises AuthenticationFailed for a wrong, old or revoked one."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        """None where no key was sent, so that the session may answer."""
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() not in ("apikey", "bearer") or not key:
            return None
        prefix, _dot, secret = key.strip().partition(".")
        now = timezone.now()
        found = ApiKey.objects.select_related("user").filter(prefix=prefix, revoked_at=None, expires_at__gt=now).first()
        if not found or not hmac.compare_digest(found.secret_hash, secret_hash(secret)):
            raise AuthenticationFailed("The API key is not valid.")
        if found.last_used_at is None or (now - found.last_used_at).total_seconds() > 60:
            ApiKey.objects.filter(pk=found.pk).update(last_used_at=now)
        return found.user, found

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 named by the framework
        """Makes a missing key a 401 rather than a 403."""
        return "ApiKey"


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells readers of the API's description how a key is sent."""

    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002 named by the framework
        """The scheme in the words of OpenAPI."""
        return {
            "type": "apiKey", "in": "header", "name": "Authorization",
            "description": "`Authorization: ApiKey <key>` or `Bearer <key>`",
        }  # fmt: skip
