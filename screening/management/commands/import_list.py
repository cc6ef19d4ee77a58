"""``manage.py import_list SOURCE --file PATH [PATH ...]``: the files of a publisher become the live version."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError
from screening.services.import_list import import_list
from screening.services.propose_list_release import require_reason


class Command(BaseCommand):
    """Imports a list whole or not at all."""

    help = "Import the files of one source as its next version, whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which source, which files, how to answer."""
        parser.add_argument("source", help="code of the source, for example us_ofac_sdn")
        parser.add_argument("--file", nargs="+", required=True, type=Path, metavar="PATH", dest="files")
        parser.add_argument("--least", type=int, help="fewest entities expected, instead of the source's own floor")
        parser.add_argument(
            "--accept", default="", metavar="REASON", help="override a hold alone, and why: an event of its own"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what came of it."""
        try:
            accepted = require_reason(options["accept"], field="accept") if options["accept"] else ""
            version = import_list(
                source_code=options["source"],
                paths=options["files"],
                least=options["least"],
                accept_reason=accepted,
                by=User.objects.system(),
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        unread = sum(one["count"] for one in version.unread)
        if options["json"]:
            answer = {
                "source": version.source,
                "version": version.number,
                "entities": version.entities,
                "names": version.names,
                "unread": unread,
                "partial": version.partial,
                "unchanged": version.is_unchanged,
            }
            self.stdout.write(json.dumps(answer))
            return
        if version.is_unchanged:
            self.stdout.write(f"{version.source}: unchanged, version {version.number} stays live")
            return
        self.stdout.write(
            f"{version.source} version {version.number}: {version.entities:,} entities, {version.names:,} names; "
            f"{version.added:,} added, {version.changed:,} changed, {version.removed:,} removed; "
            f"{unread:,} values left unread{'; partial' if version.partial else ''}"
        )
