"""On PostgreSQL triggers hold the parents of listed entities: with several connections they do what foreign keys do."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, connections, transaction

from screening.models import ListedEntity, ListVersion, Watchlist
from tests.make import make_list_version, make_listed_entity, make_watchlist

pytestmark = pytest.mark.django_db(transaction=True)
PARENTS = [(Watchlist, "watchlist_id"), (ListVersion, "first_version_id")]


@pytest.fixture(autouse=True)
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("other databases keep their foreign keys")


@pytest.fixture
def parent(request):
    """A parent that no entity names yet."""
    make_listed_entity()
    return make_watchlist(code="second") if request.param is Watchlist else make_list_version("eu_fsf")


def delete(model, key):
    """Past the ORM, which would look for children itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [key])


def aside(work: Callable[[], None]) -> tuple[threading.Thread, list[str]]:
    """The work on a connection of its own; what came of it is in the list when the thread has ended."""
    came: list[str] = []

    def run() -> None:
        try:
            work()
            came.append("done")
        except IntegrityError as error:
            came.append(str(error))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, came


@pytest.mark.parametrize(("parent", "column"), PARENTS, indirect=["parent"])
def test_a_parent_that_somebody_names_just_now_is_not_deleted(parent, column):
    entity = ListedEntity.objects.get()
    with transaction.atomic():
        ListedEntity.objects.filter(pk=entity.pk).update(**{column: parent.pk})
        thread, came = aside(lambda: delete(type(parent), parent.pk))
        thread.join(timeout=1)
        assert not came, "it waits for the end of the transaction that names the parent"
    thread.join()
    assert "is still named by listed entities" in came[0]
    assert type(parent).objects.filter(pk=parent.pk).exists()


@pytest.mark.parametrize(("parent", "column"), PARENTS, indirect=["parent"])
def test_a_parent_that_somebody_deletes_just_now_is_not_named(parent, column):
    entity = ListedEntity.objects.get()
    with transaction.atomic():
        delete(type(parent), parent.pk)
        thread, came = aside(lambda: ListedEntity.objects.filter(pk=entity.pk).update(**{column: parent.pk}))
        thread.join(timeout=1)
        assert not came, "it waits for the end of the transaction that deletes the parent"
    thread.join()
    assert "names a row of" in came[0]
    entity.refresh_from_db()
    assert getattr(entity, column) != parent.pk


@pytest.mark.parametrize(("parent", "column"), PARENTS, indirect=["parent"])
def test_an_older_snapshot_does_not_name_a_deleted_parent(parent, column):
    """Under repeatable read the deletion is not seen, and yet refused."""
    entity = ListedEntity.objects.get()
    with pytest.raises(Exception, match="could not serialize"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM screening_watchlist")
        thread, came = aside(lambda: delete(type(parent), parent.pk))
        thread.join()
        assert came == ["done"]
        ListedEntity.objects.filter(pk=entity.pk).update(**{column: parent.pk})
    entity.refresh_from_db()
    assert getattr(entity, column) != parent.pk
