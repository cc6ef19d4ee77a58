"""Whoever acts: a person, the system itself, or a client with a key."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.roles import ROLES, Permission, RoleName


class UserManager(DjangoUserManager["User"]):
    """Finds people and the system's own account."""

    def system(self) -> User:
        """The account in whose name the portal itself acts (imports, timetable); nobody can sign in with it."""
        user, _created = self.get_or_create(
            username="system",
            defaults={"kind": User.Kind.SYSTEM, "is_active": False, "first_name": "System", "password": "!"},
        )
        return user


class User(AbstractUser):
    """An account. What it may do comes from its current role grants alone; ``is_superuser`` grants nothing here."""

    class Kind(models.TextChoices):
        """Who stands behind the account."""

        PERSON = "person", _("Person")
        SYSTEM = "system", _("System")
        API_CLIENT = "api_client", _("API client")

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.PERSON)
    # Single keys that differ from the usual ones, as ``common.shortcut_keys`` writes them: "n:b t:".
    shortcut_keys = models.CharField(max_length=120, blank=True, default="")

    objects: ClassVar[UserManager] = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(shortcut_keys__regex=r"^([a-z/?]:[a-z0/?]?( [a-z/?]:[a-z0/?]?)*)?$"),
                name="user_shortcut_keys_form",
            ),
        ]

    @property
    def audit_kind(self) -> str:
        """Part of :class:`dd_portal.audit.record.Author`."""
        return self.kind

    @property
    def audit_id(self) -> str:
        """Part of :class:`dd_portal.audit.record.Author`."""
        return str(self.pk)

    @property
    def audit_name(self) -> str:
        """Part of :class:`dd_portal.audit.record.Author`."""
        return self.display_name

    @property
    def display_name(self) -> str:
        """The full name, or the user name."""
        return self.get_full_name() or self.username

    @cached_property
    def current_grants(self) -> list[tuple[RoleName, int | None]]:
        """(role, business unit id or None for all units) of every grant in force now."""
        now = timezone.now()
        grants = self.role_grants.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)
        return [(RoleName(role), unit) for role, unit in grants.values_list("role", "business_unit_id")]

    @cached_property
    def role_names(self) -> set[RoleName]:
        """The roles in force now, whatever their unit."""
        return {role for role, _unit in self.current_grants}

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything that any of the roles in force allows."""
        return frozenset().union(*(ROLES[role].permissions for role in self.role_names))

    def may(self, permission: Permission, *, unit_id: int | None = None) -> bool:
        """Whether a role in force allows it; for a business unit, whether one granted there does."""
        if self.kind == self.Kind.SYSTEM:
            return True
        return any(
            permission in ROLES[role].permissions and (unit_id is None or granted in (None, unit_id))
            for role, granted in self.current_grants
        )

    def units_where(self, permission: Permission) -> set[int] | None:
        """The business units in which a permission holds; None stands for all of them."""
        granted = {unit for role, unit in self.current_grants if permission in ROLES[role].permissions}
        return None if None in granted or self.kind == self.Kind.SYSTEM else {unit for unit in granted if unit}
