"""``manage.py import_allegations FILE.csv [--json]``: imports allegations from a CSV file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customers.services.import_allegations import import_allegations
from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError


class Command(BaseCommand):
    """Imports allegations; refused rows are written beside the file and do not fail the command."""

    help = "Import allegations from a CSV file. Rows that are refused go to FILE.errors.csv with line and reason."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to print JSON."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object with the counts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import; exit code 1 with a sentence if the file cannot be read."""
        path: Path = options["file"]
        try:
            done = import_allegations(content=path.read_bytes(), name=path.name, by=User.objects.system())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        errors = path.with_name(f"{path.name}.errors.csv")
        errors.unlink(missing_ok=True)
        if done.refused:
            errors.write_text(done.errors_file(), encoding="utf-8", newline="")
            self.stderr.write(f"{len(done.refused)} rows were refused; see {errors}")
        if done.unread_columns:
            self.stderr.write(f"Columns that are not read: {', '.join(done.unread_columns)}")
        counts = {
            "created": done.created, "changed": done.changed, "unchanged": done.unchanged, "refused": len(done.refused),
        }  # fmt: skip
        self.stdout.write(
            json.dumps(counts) if options["json"] else ", ".join(f"{name} {n}" for name, n in counts.items())
        )
