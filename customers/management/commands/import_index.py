"""``manage.py import_index FILE [--json]``: a country or territory index becomes the live version."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from customers.services.import_index import import_index
from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError


class Command(BaseCommand):
    """Imports an index whole or not at all."""

    help = "Import a country or territory index: the Freedom in the World workbook, or a transcription CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to answer."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--accept", default="", metavar="REASON", help="let a large loss through, and why")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import; exit code 1 with a sentence where the file is refused."""
        path: Path = options["file"]
        try:
            version = import_index(
                content=path.read_bytes(), name=path.name, accept_reason=options["accept"], by=User.objects.system()
            )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        answer = {
            "index": version.index, "version": version.number, "values": version.value_count, "added": version.added,
            "changed": version.changed, "removed": version.removed, "unchanged": version.is_unchanged,
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(answer))
            return
        for line in version.unread:
            self.stderr.write(line)
        self.stdout.write(
            f"{version.index} version {version.number}: {version.value_count:,} values"
            + (", unchanged" if version.is_unchanged else f", {version.added:,} added, {version.changed:,} changed, "
               f"{version.removed:,} removed")
        )  # fmt: skip
