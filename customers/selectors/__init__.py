"""Reads for pages: what each page shows, as typed values."""
