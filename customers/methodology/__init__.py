"""The human-rights methodology: pure Python, versioned data."""
