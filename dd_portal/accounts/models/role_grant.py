"""Who holds which role, where, since and until when; ended grants stay as history."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dd_portal.accounts.models.business_unit import BusinessUnit
from dd_portal.accounts.roles import ROLES, RoleName


class RoleGrant(models.Model):
    """One role of one user; ``business_unit`` None means all units."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=32, choices=[(name.value, ROLES[name].title) for name in RoleName])
    business_unit = models.ForeignKey(BusinessUnit, null=True, blank=True, on_delete=models.PROTECT)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(granted_by=F("user")), name="role_not_granted_to_oneself"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="role_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of user {self.user_id}"
