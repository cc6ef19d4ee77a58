"""Whole walks: real servers, real worker processes, a real browser, the publishers' real files."""
