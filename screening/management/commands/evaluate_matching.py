"""``manage.py evaluate_matching PAIRS.csv``: the engine against labelled pairs of names."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from screening.matching.evaluate import PairsError, evaluate_pairs, read_pairs
from screening.services.ensure_settings import config_of, ensure_settings


class Command(BaseCommand):
    """Precision, recall and F1 at the alert threshold; needs no list."""

    help = "Score labelled pairs (schema, name1, name2, is_match) with the settings in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, how to answer."""
        parser.add_argument("pairs", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Score and print."""
        try:
            rows = read_pairs(options["pairs"])
        except PairsError as error:
            raise CommandError(str(error)) from error
        report = evaluate_pairs(rows, config=config_of(ensure_settings()))
        if options["json"]:
            self.stdout.write(json.dumps(report.to_json(), ensure_ascii=False))
            return
        counts = report.counts
        self.stdout.write(
            f"{counts.pairs} pairs at {report.threshold}: precision {counts.precision:.3f}, "
            f"recall {counts.recall:.3f}, F1 {counts.f1:.3f}, {report.strong_errors} strong pairs on the wrong side"
        )
        for name, one in report.by_category.items():
            self.stdout.write(f"  {name:<24} {one.pairs:>4} pairs, {one.fp} false alerts, {one.fn} missed")
        for miss in report.misses:
            self.stdout.write(f"  {miss.score:.3f} {miss.row.name1} / {miss.row.name2} ({miss.row.quality})")
