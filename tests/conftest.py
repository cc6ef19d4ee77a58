"""The cast of all tests: one person a role, each with a signed-in client. No test reaches the outside network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import RoleName
from tests.make import make_user

ALLOWED_HOSTS = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the journeys: they are the longest files, and one that begins last keeps the others waiting."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@pytest.fixture(autouse=True, scope="session")
def no_outside_network() -> Iterator[None]:
    """Any connection but to this machine fails the test that makes it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and str(address[0]) not in ALLOWED_HOSTS:
            raise AssertionError(f"A test tried to reach {address[0]}")
        connect(self, address)

    socket.socket.connect = guarded  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@pytest.fixture
def ana(db: None) -> User:
    """Ana the analyst."""
    return make_user("ana", RoleName.ANALYST, first_name="Ana", last_name="Silva")


@pytest.fixture
def bo(db: None) -> User:
    """Bo, a second analyst."""
    return make_user("bo", RoleName.ANALYST, first_name="Bo", last_name="Costa")


@pytest.fixture
def sol(db: None) -> User:
    """Sol the senior analyst."""
    return make_user("sol", RoleName.SENIOR, first_name="Sol", last_name="Amankwah")


@pytest.fixture
def lea(db: None) -> User:
    """Lea the team lead."""
    return make_user("lea", RoleName.LEAD, first_name="Lea", last_name="Lindqvist")


@pytest.fixture
def cleo(db: None) -> User:
    """Cleo the compliance lead, who approves."""
    return make_user("cleo", RoleName.APPROVER, first_name="Cleo", last_name="Haddad")


@pytest.fixture
def hana(db: None) -> User:
    """Hana the human rights lead."""
    return make_user("hana", RoleName.HUMAN_RIGHTS_LEAD, first_name="Hana", last_name="Okafor")


@pytest.fixture
def tess(db: None) -> User:
    """Tess, who owns lists and settings."""
    return make_user("tess", RoleName.TUNING_OWNER, first_name="Tess", last_name="Moreau")


@pytest.fixture
def fin(db: None) -> User:
    """Fin of the front office."""
    return make_user("fin", RoleName.FRONT_OFFICE, first_name="Fin", last_name="Berg")


@pytest.fixture
def otto(db: None) -> User:
    """Otto the auditor."""
    return make_user("otto", RoleName.AUDITOR, first_name="Otto", last_name="Brandt")


@pytest.fixture
def ada(db: None) -> User:
    """Ada the administrator."""
    return make_user("ada", RoleName.ADMINISTRATOR, first_name="Ada", last_name="Novak")


@pytest.fixture
def ida(db: None) -> User:
    """Ida the integrator: a system with a key."""
    return make_user("ida", RoleName.API_CLIENT, kind=User.Kind.API_CLIENT)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser client signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def everyone(db: None) -> dict[RoleName, User]:
    """One user for every role, for tables of who may do what."""
    return {
        role: make_user(
            f"any-{role.value}", role, kind=User.Kind.API_CLIENT if role is RoleName.API_CLIENT else User.Kind.PERSON
        )
        for role in RoleName
    }
