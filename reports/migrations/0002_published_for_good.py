"""Published reports and their files can be added, never changed or removed: the database itself refuses."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("reports_publishedreport", "reports_reportfile")


def add_guards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Triggers in the database's own words."""
    del apps
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION reports_refuse() RETURNS trigger AS $$ BEGIN "
            "RAISE EXCEPTION 'published reports never change'; END; $$ LANGUAGE plpgsql"
        )
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_for_good BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION reports_refuse()"
            )
        return
    for table in TABLES:
        for deed in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'published reports never change'); END"
            )


def remove_guards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back, for a migration that must be undone."""
    del apps
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_for_good ON {table}")
            continue
        for deed in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION reports_refuse()")


class Migration(migrations.Migration):
    """Adds the guards."""

    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(add_guards, remove_guards)]
