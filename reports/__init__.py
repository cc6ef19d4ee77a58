"""Reads everything, changes nothing but its own exports."""
