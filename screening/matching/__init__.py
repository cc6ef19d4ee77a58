"""The matching engine: pure Python over arrays, no Django, no database, no network."""
