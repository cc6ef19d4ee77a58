"""Signs the cast in the books: one account a role, and one system with a key."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from dd_portal.accounts.models import RoleGrant, User
from dd_portal.accounts.roles import RoleName
from dd_portal.demo.cast import CAST, CLIENT_USERNAME, PASSWORD


def load_people() -> dict[str, User]:
    """Make every account of the cast; gives them by user name."""
    # Slow on purpose, and the same for all: once is enough for a password that every start prints.
    secret = make_password(PASSWORD)
    people = {
        person.username: _account(
            person.username, person.role, password=secret, first_name=person.first_name, last_name=person.last_name
        )
        for person in CAST
    }
    nobody = make_password(None)
    people[CLIENT_USERNAME] = _account(CLIENT_USERNAME, RoleName.API_CLIENT, password=nobody, kind=User.Kind.API_CLIENT)
    return people


def _account(username: str, role: RoleName, **fields: str) -> User:
    user = User.objects.create(username=username, **fields)
    RoleGrant.objects.create(user=user, role=role, granted_by=User.objects.system(), starts_at=timezone.now())
    return user
