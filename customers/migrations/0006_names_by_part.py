"""Lets a part of a name be found among millions on PostgreSQL; other databases read the names one by one."""

from typing import Any

from django.db import migrations, transaction
from django.db.utils import DatabaseError

# Django asks for a part of a text in this form.
_INDEX = (
    'CREATE INDEX IF NOT EXISTS party_name_parts ON customers_partyname USING gin (upper("full"::text) gin_trgm_ops)'
)


def add_index(_apps: Any, schema_editor: Any) -> None:
    """Needs pg_trgm, a part of every usual installation; without it finding a part of a name is slow, not wrong."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(_INDEX)
    except DatabaseError:
        return


def drop_index(_apps: Any, schema_editor: Any) -> None:
    """The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS party_name_parts")


class Migration(migrations.Migration):
    dependencies = [("customers", "0005_country_indices")]
    operations = [migrations.RunPython(add_index, drop_index)]
