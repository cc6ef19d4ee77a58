"""Sealing and checking the trail."""
