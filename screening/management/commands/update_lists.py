"""``manage.py update_lists [SOURCE ...]``: fetch what publishers changed, and import it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.accounts.models import User
from dd_portal.common.errors import Conflict, DomainError
from screening.models import ListUpdate
from screening.services.due_sources import due_sources
from screening.services.update_list import update_list
from screening.tasks import after_list_change

State = ListUpdate.State
_BAD = frozenset({State.HELD, State.REFUSED, State.FAILED})


class Command(BaseCommand):
    """Updates lists one after the other; exit code 1 where one could not be brought up to date."""

    help = "Fetch lists from their publishers if they changed, and import them, each whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which sources, how to answer."""
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="codes; without any: all real lists in use")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Update each, say what came of it, and have everybody screened against what changed."""
        lines = [self._line(source) for source in options["sources"] or due_sources()]
        if not lines:
            self.stderr.write(
                "No list in use has an address to fetch from. Name those to fetch, or upload their files."
            )
        if options["json"]:
            self.stdout.write(json.dumps({"updates": lines}))
        else:
            for line in lines:
                counts = f", version {line['version']}, {line['entities']:,} entities" if line["version"] else ""
                reason = f": {line['reason']}" if line["reason"] else ""
                self.stdout.write(f"{line['source']}: {line['state']}{counts}{reason}")
        if any(line["state"] == State.UPDATED for line in lines):
            after_list_change.delay()
        bad = [line["source"] for line in lines if line["state"] in {*_BAD, "under_way"}]
        if bad:
            raise CommandError(f"Not up to date: {', '.join(bad)}. The last good versions stay live.")

    def _line(self, source: str) -> dict[str, Any]:
        try:
            update = update_list(source_code=source, by=User.objects.system())
        except Conflict as error:
            return {"source": source, "state": "under_way", "version": None, "entities": 0, "reason": error.message}
        except DomainError as error:
            raise CommandError(error.message) from error
        version = update.version
        return {
            "source": source,
            "state": update.state,
            "version": version.number if version else None,
            "entities": version.entities if version else 0,
            "reason": update.reason,
        }
