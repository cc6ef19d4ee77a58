"""``manage.py import_parties FILE.csv [--unit CODE] [--json]``: imports parties from a CSV file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customers.services.import_parties import import_parties
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.common.errors import DomainError


class Command(BaseCommand):
    """Imports parties; refused rows are written beside the file and do not fail the command."""

    help = "Import parties from a CSV file. Rows that are refused go to FILE.errors.csv with line and reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the business unit, and whether to print JSON."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", default="", help="code of the business unit; the default one if not given")
        parser.add_argument("--json", action="store_true", help="print one JSON object with the counts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import; exit code 1 with a sentence if the file cannot be read."""
        unit = BusinessUnit.objects.filter(code=options["unit"]).first() if options["unit"] else None
        if options["unit"] and unit is None:
            raise CommandError(f"There is no business unit “{options['unit']}”.")
        try:
            report = import_parties(options["file"], business_unit=unit, by=User.objects.system())
        except DomainError as error:
            raise CommandError(error.message) from error
        counts = {
            "created": report.created,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "refused": report.refused,
        }
        if report.unread_columns:
            self.stderr.write(f"Columns that are not read: {', '.join(report.unread_columns)}")
        if report.errors_path:
            self.stderr.write(f"{report.refused} rows were refused; see {report.errors_path}")
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
