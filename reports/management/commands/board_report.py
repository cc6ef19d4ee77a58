"""Publishes a report from the command line and writes one of its files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError
from reports.models import PublishedReport
from reports.renderers.registry import RENDERERS
from reports.services.publish_report import publish_report


class Command(BaseCommand):
    """``manage.py board_report --period 2026Q4 --edition board --format pdf --output FILE [--json]``."""

    help = "Publish a report of a period and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Period, edition, format, file."""
        parser.add_argument("--period", required=True, help="2026Q4, 2026 or 2026-01-01..2026-03-31")
        parser.add_argument("--edition", default="board", choices=PublishedReport.Edition.values)
        parser.add_argument("--format", default="pdf", choices=sorted(RENDERERS))
        parser.add_argument("--output", required=True, type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, write, tell."""
        output: Path = options["output"]
        _check(output)
        try:
            report = publish_report(
                period=options["period"],
                edition=options["edition"],
                formats=(options["format"],),
                by=User.objects.system(),
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        file = report.files.get()
        try:
            output.write_bytes(bytes(file.content))
        except OSError as error:
            why = error.strerror or error
            raise CommandError(
                f"{output} could not be written: {why}. The report is published as no. {report.pk}."
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps({"path": str(output), "sha256": file.sha256, "pages": file.pages}))
        else:
            self.stdout.write(f"{output}: {file.pages or 'no'} pages, sha256 {file.sha256}")


def _check(output: Path) -> None:
    """Say what is wrong with the path before anything is published."""
    if output.is_dir():
        raise CommandError(f"{output} is a folder. Name a file in it.")
    if not output.parent.is_dir():
        raise CommandError(f"There is no folder {output.parent}.")
    is_new = not output.exists()
    try:
        output.open("ab").close()
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror or error}.") from error
    if is_new:
        output.unlink()
