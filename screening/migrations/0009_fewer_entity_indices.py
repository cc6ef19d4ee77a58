"""Fewer indices on listed entities, and on PostgreSQL their list and first version looked up once a statement.

A foreign key looks up its parent for every row: two of them cost as much as a quarter of the import of a large list.
Triggers with transition tables look once for all rows of a statement, lock the parents against deletion as a foreign
key would, and refuse the deletion of a parent that entities still name. Other databases keep their foreign keys.
"""

import django.db.models.deletion
from django.db import migrations, models

PARENTS = {"watchlist_id": "screening_watchlist", "first_version_id": "screening_listversion"}

CHILD = """
CREATE FUNCTION listed_entity_{column}_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM {parent} WHERE id IN (SELECT DISTINCT {column} FROM written) FOR KEY SHARE;
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT {column} AS id FROM written) named
        WHERE NOT EXISTS (SELECT 1 FROM {parent} WHERE {parent}.id = named.id)
    ) THEN
        RAISE foreign_key_violation USING MESSAGE = 'a listed entity names a row of {parent} that is not there';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER listed_entity_{column}_inserted AFTER INSERT ON screening_listedentity
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION listed_entity_{column}_stands();
CREATE TRIGGER listed_entity_{column}_updated AFTER UPDATE ON screening_listedentity
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION listed_entity_{column}_stands();
"""
PARENT = """
CREATE FUNCTION listed_entity_{column}_needed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM gone JOIN screening_listedentity ON {column} = gone.id) THEN
        RAISE foreign_key_violation USING MESSAGE = 'a row of {parent} is still named by listed entities';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER listed_entity_{column}_deleted AFTER DELETE ON {parent}
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION listed_entity_{column}_needed();
"""
BACK = """
DROP TRIGGER listed_entity_{column}_inserted ON screening_listedentity;
DROP TRIGGER listed_entity_{column}_updated ON screening_listedentity;
DROP TRIGGER listed_entity_{column}_deleted ON {parent};
DROP FUNCTION listed_entity_{column}_stands();
DROP FUNCTION listed_entity_{column}_needed();
ALTER TABLE screening_listedentity ADD FOREIGN KEY ({column}) REFERENCES {parent} (id) DEFERRABLE INITIALLY DEFERRED;
"""


def look_once_a_statement(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    model = apps.get_model("screening", "ListedEntity")
    for column, parent in PARENTS.items():
        for name in schema_editor._constraint_names(model, [column], foreign_key=True):
            schema_editor.execute(schema_editor._delete_fk_sql(model, name))
        for statements in (CHILD, PARENT):
            schema_editor.execute(statements.format(column=column, parent=parent), params=None)


def look_once_a_row(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column, parent in PARENTS.items():
            schema_editor.execute(BACK.format(column=column, parent=parent), params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0008_matches_by_list'),
    ]

    operations = [
        # Taking the index from a column would take this one along.
        migrations.RemoveConstraint(model_name="listedentity", name="listed_entity_current_once"),
        migrations.AlterField(
            model_name='listedentity',
            name='entity_id',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='listedentity',
            name='last_version',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entities_ended', to='screening.listversion'),
        ),
        migrations.AlterField(
            model_name='listedentity',
            name='source',
            field=models.SlugField(db_index=False, max_length=40),
        ),
        migrations.AlterField(
            model_name='listedentity',
            name='watchlist',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entities', to='screening.watchlist'),
        ),
        migrations.AddIndex(
            model_name='listedentity',
            index=models.Index(fields=['entity_id'], name='screening_l_entity__f264fc_idx'),
        ),
        migrations.AddConstraint(
            model_name="listedentity",
            constraint=models.UniqueConstraint(
                fields=["entity_id"], condition=models.Q(last_version=None), name="listed_entity_current_once"
            ),
        ),
        migrations.RunPython(look_once_a_statement, look_once_a_row),
    ]
