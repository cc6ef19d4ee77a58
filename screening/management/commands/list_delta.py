"""``manage.py list_delta SOURCE [FROM TO]``: what changed between two versions, in counts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.common.errors import DomainError
from screening.services.list_delta import list_delta


class Command(BaseCommand):
    """Counts added, changed and removed entities."""

    help = "Count what changed between two versions of a source (newest against the one before)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which source, which versions."""
        parser.add_argument("source")
        parser.add_argument("versions", nargs="*", type=int, metavar="FROM TO", help="numbers of two versions")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and print."""
        if len(options["versions"]) not in (0, 2):
            raise CommandError("Name two versions, FROM and TO, or none.")
        start, end = options["versions"] or (None, None)
        try:
            delta = list_delta(source=options["source"], start=start, end=end)
        except DomainError as error:
            raise CommandError(str(error)) from error
        counts = {
            "added": len(delta.added),
            "changed": len(delta.changed),
            "removed": len(delta.removed),
            "technical": delta.technical,
            "from": delta.start.number,
            "to": delta.end.number,
        }
        if options["json"]:
            self.stdout.write(json.dumps(counts))
            return
        self.stdout.write(
            f"{options['source']} version {counts['from']} to {counts['to']}: {counts['added']:,} added, "
            f"{counts['changed']:,} changed, {counts['removed']:,} removed, {counts['technical']:,} technical only"
        )
