"""Writes on accounts; one use case a file."""
