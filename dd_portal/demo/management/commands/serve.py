"""One command for one machine: prepares the database, loads the demo world into an empty one, serves."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from customers.models import Party
from dd_portal.common.children import run_together
from dd_portal.demo.cast import CAST, PASSWORD
from dd_portal.demo.load import load_demo_world


class Command(BaseCommand):
    """``manage.py serve [--port 8000] [--no-demo]``."""

    help = "Migrate, load the demo world into an empty database, and serve the portal with its worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to fill an empty database."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, print how to come in, and run web server and worker until told to stop."""
        host, port = options["host"], options["port"]
        refuse_taken_port(host, port)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        is_demo = not options["no_demo"]
        if is_demo and not Party.objects.exists():
            self.stdout.write("Loading the demo world (invented names) into the empty database ...")
            self.stdout.flush()
            load_demo_world()
        self.stdout.write(f"\n  The portal is at http://{host}:{port}/\n")
        if is_demo:
            for person in CAST:
                self.stdout.write(f"    {person.username:<10} {PASSWORD}   {person.title}")
        self.stdout.write("\n  Ctrl-C stops everything; the data stay under " + str(settings.VAR_DIR) + "\n")
        self.stdout.flush()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dd_portal.settings.embedded")
        sys.exit(run_together([web_command(host, port), worker_command()]))


def refuse_taken_port(host: str, port: int) -> None:
    """A sentence rather than a trace where something else listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Try `make run PORT={port + 1}`.") from error


def web_command(host: str, port: int) -> list[str]:
    """One process with threads: SQLite has one writer anyway."""
    return [
        sys.executable, "-m", "gunicorn", "dd_portal.wsgi:application", "--bind", f"{host}:{port}",
        "--worker-class", "gthread", "--workers", "1", "--threads", "8", "--log-level", "warning",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """A worker with its timetable. Threads, because the file broker and SQLite want one process."""
    return [
        sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "-q", "-A", "dd_portal",
        "worker", "-P", "threads", "-c", "2", "-B", "--loglevel", "WARNING", "--without-mingle", "--without-gossip",
    ]  # fmt: skip
