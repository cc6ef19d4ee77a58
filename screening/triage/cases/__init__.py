"""Deeds on a case, one a file: from opening over tasks, questions and filings to an outcome that others approve."""
