"""The table of roles keeps duties apart."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from dd_portal.accounts.models import RoleGrant, User
from dd_portal.accounts.roles import ROLES, Permission, RoleName
from dd_portal.accounts.services.grant_role import grant_role
from dd_portal.common.errors import NotAllowed
from tests.make import make_unit, make_user

P = Permission
DECIDING = {P.WORK_ALERTS, P.APPROVE_T1, P.APPROVE_T2_T3, P.PROPOSE_DECISION, P.APPROVE_DECISION, P.RATE}


@pytest.mark.parametrize(
    "role", [RoleName.ADMINISTRATOR, RoleName.API_CLIENT, RoleName.AUDITOR, RoleName.ASSESSOR, RoleName.TUNING_OWNER]
)
def test_role_decides_nothing(role):
    assert not ROLES[role].permissions & DECIDING


def test_every_role_is_described():
    assert set(ROLES) == set(RoleName)


def test_front_office_sees_states_only():
    assert ROLES[RoleName.FRONT_OFFICE].permissions == {P.SEE_PARTY_STATE}


def test_superuser_is_given_nothing_by_that_flag(db):
    assert not User.objects.create_superuser("root", password="long enough 12").may(P.SEE_ALERTS)


def test_may_respects_the_business_unit(db):
    user, here, there = make_user(role=None), make_unit("here"), make_unit("there")
    RoleGrant.objects.create(
        user=user, role=RoleName.ANALYST, business_unit=here, granted_by=User.objects.system(), starts_at=timezone.now()
    )
    assert user.may(P.SEE_ALERTS, unit_id=here.pk)
    assert not user.may(P.SEE_ALERTS, unit_id=there.pk)
    assert user.units_where(P.SEE_ALERTS) == {here.pk}


def test_grant_role_refuses_oneself(ada):
    with pytest.raises(NotAllowed):
        grant_role(user=ada, role=RoleName.APPROVER, by=ada)


def test_grant_role_refuses_without_the_right(ana, bo):
    with pytest.raises(NotAllowed):
        grant_role(user=bo, role=RoleName.APPROVER, by=ana)


def test_grant_role_takes_effect(ada, bo):
    grant_role(user=bo, role=RoleName.APPROVER, by=ada)
    assert User.objects.get(pk=bo.pk).may(P.APPROVE_T1)


def test_database_refuses_a_grant_to_oneself(ada):
    with pytest.raises(IntegrityError):
        RoleGrant.objects.create(user=ada, role="lead", granted_by=ada, starts_at=timezone.now())
