"""A small list of invented entities in the portal's own format, written and imported for a test."""

from __future__ import annotations

import csv
from pathlib import Path

from dd_portal.accounts.models import User
from screening.models import ListVersion
from screening.services.import_list import import_list

COLUMNS = ("entity_id", "type", "name", "aliases", "countries", "birth_date", "programme", "reason")
PETROV = {"entity_id": "1", "type": "person", "name": "Arkadiy Velimirovich Petrosyan", "birth_date": "1961-05-04"}
SIGHTLINE = {"entity_id": "2", "type": "organisation", "name": "Karvanos Surveillance Industries", "countries": "ir"}
ROWS = (PETROV, SIGHTLINE, {"entity_id": "3", "type": "person", "name": "Zubeida Qorbonali"})


def write_list(path: Path, rows=ROWS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def load_list(folder: Path, rows=ROWS, **options) -> ListVersion:
    path = write_list(folder / "house.csv", rows)
    return import_list(source_code="house_csv", paths=[path], by=User.objects.system(), **options)
