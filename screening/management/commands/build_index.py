"""``manage.py build_index``: the index of the live lists, built before the first question needs it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.common.errors import DomainError
from screening.services.build_index import build_index, report_json


class Command(BaseCommand):
    """Builds the index."""

    help = "Build the index of the live lists, if it is not there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to answer."""
        parser.add_argument("--again", action="store_true", help="build it even if it is there")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and print."""
        try:
            path, report = build_index(again=options["again"])
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps({"path": str(path), **(report_json(report) if report else {})}))
        elif report is None:
            self.stdout.write(f"The index of the live lists is there: {path}")
        else:
            self.stdout.write(
                f"{report.entities:,} entities, {report.names:,} names in {report.seconds:.1f} s, "
                f"{report.bytes:,} bytes: {path}"
            )
