"""Writes; one use case a file, file and function share the name."""
