"""Edits the organisation's own list: an entry added, changed or retired makes the next version of it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotFound
from screening.models import ListVersion
from screening.services.hold_lease import hold_lease
from screening.services.import_list import import_list
from screening.services.kept_files import kept_paths
from screening.services.propose_list_release import require_list_person, require_reason
from screening.sources import house_csv

COLUMNS = (*house_csv.NEEDED, *house_csv.FURTHER)


def house_rows() -> dict[str, dict[str, str]]:
    """Entry id -> its cells, as the live own list holds them; none where it was never loaded.

    Raises Conflict where the file of the live version was not kept, so that it would be lost by an edit.
    """
    live = ListVersion.objects.live().filter(source=house_csv.CODE).first()
    if live is None:
        return {}
    paths = kept_paths(live)
    if len(paths) != 1:
        raise Conflict(_("The file of the live own list was not kept. Import it once more, then edit it."))
    with paths[0].open(encoding="utf-8-sig", newline="") as stream:
        rows = [{name: row.get(name) or "" for name in COLUMNS} for row in csv.DictReader(stream)]
    return {row["entity_id"].strip(): row for row in rows}


def edit_house_entry(*, entry_id: str, cells: Mapping[str, str] | None, reason: str, by: User) -> ListVersion:
    """Put an entry in place of what stands under its id, or retire it where ``cells`` is None; gives the live version.

    Raises Invalid for an entry without name, NotFound for the retirement of one that is not there, Conflict for
    the last one or while somebody else edits.
    """
    require_list_person(by=by)
    text = require_reason(reason)
    key = entry_id.strip()
    if not key:
        raise Invalid(_("An entry needs an ID."), fields={"entity_id": _("Give an ID.")})
    with hold_lease("edit:house"):
        rows = house_rows()
        deed = "changed" if key in rows else "added"
        if cells is None:
            deed = "retired"
            if rows.pop(key, None) is None:
                raise NotFound(_("The own list holds no entry %(id)s.") % {"id": key})
            if not rows:
                raise Conflict(_("The last entry cannot be retired: an empty list looks like a broken one."))
        else:
            row = {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}
            if not row["name"]:
                raise Invalid(_("An entry needs a name."), fields={"name": _("Give a name.")})
            rows[key] = {**row, "entity_id": key}
        with tempfile.TemporaryDirectory(prefix="house-") as folder:
            path = Path(folder) / "house.csv"
            path.write_text(_as_csv(rows), encoding="utf-8", newline="")
            version = import_list(source_code=house_csv.CODE, paths=[path], accept_reason=text, by=by)
        with transaction.atomic():
            record(Verb.LIST_ENTRY_EDITED, target=version, by=by, entry=key, deed=deed, reason=text)
    return version


def _as_csv(rows: Mapping[str, Mapping[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(rows.values())
    return stream.getvalue()
