"""Shared kernel: knows nothing of customers, lists or reports."""
