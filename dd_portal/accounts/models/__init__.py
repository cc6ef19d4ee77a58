"""Users, business units, grants of roles, API keys."""

from dd_portal.accounts.models.api_key import ApiKey
from dd_portal.accounts.models.business_unit import BusinessUnit
from dd_portal.accounts.models.role_grant import RoleGrant
from dd_portal.accounts.models.user import User

__all__ = ["ApiKey", "BusinessUnit", "RoleGrant", "User"]
