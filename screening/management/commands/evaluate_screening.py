"""``manage.py evaluate_screening --positives P.csv --negatives N.csv``: the engine against whole populations."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.common.errors import DomainError
from screening.services.evaluate_screening import evaluate_screening

WORKERS = 2  # as the workers of a bulk run on two cores


class Command(BaseCommand):
    """Recall over listed parties, alerts over unlisted ones, and speed."""

    help = "Screen listed and unlisted parties from files and count what is found. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files, which lists, how to answer."""
        parser.add_argument("--positives", type=Path, required=True, help="listed parties; column 'expected' optional")
        parser.add_argument("--negatives", type=Path, required=True, help="parties that are not listed")
        parser.add_argument("--lists", default="", help="codes of lists or sources, by commas; all if not given")
        parser.add_argument("--workers", type=int, default=WORKERS, help="processes that the timed pass runs on")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Screen and print."""
        lists = [code.strip() for code in options["lists"].split(",") if code.strip()]
        try:
            report = evaluate_screening(
                positives=options["positives"], negatives=options["negatives"], lists=lists, workers=options["workers"]
            )
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json()))
            return
        self.stdout.write(
            f"{report.found} of {report.positives} listed parties found (recall {report.recall:.4f}); "
            f"{report.alerted} of {report.negatives} unlisted alerted ({report.alerts_per_1000:.2f} per 1,000); "
            f"{report.parties_per_second:,.0f} parties a second"
        )
