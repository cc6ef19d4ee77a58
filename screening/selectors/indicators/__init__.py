"""Indicators of the screening programme: each a function to its rows, so that every number opens them."""
