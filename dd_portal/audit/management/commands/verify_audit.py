"""Checks the audit trail: exits with 1 and a line for each break where it was tampered with."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dd_portal.audit.services.verify_chain import verify_chain


class Command(BaseCommand):
    """``manage.py verify_audit [--json]``."""

    help = "Check the chain of the audit trail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report; fail where the chain is broken."""
        report = verify_chain()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report)))
        else:
            self.stdout.write(f"{report.seals} seals over {report.sealed} events, {report.unsealed} not sealed yet.")
        if report.breaks:
            raise CommandError("\n".join(report.breaks))
