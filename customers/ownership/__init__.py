"""Shares and control over the graph of parties: pure Python."""
