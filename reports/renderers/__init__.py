"""Document to bytes: one module a format, all behind one table."""
