#!/usr/bin/env python
"""Runs a command of the portal; without other settings it uses the embedded ones (SQLite, no Redis)."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dd_portal.settings.embedded")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
